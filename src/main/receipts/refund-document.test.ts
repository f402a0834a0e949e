import { expect, test } from 'vitest';
import { firstChart } from '../../shared/accounting.ts';
import { DEFAULT_ARTICLE_SETTINGS } from '../../shared/barcode.ts';
import { FIRST_DIGITAL_RECEIPT_SETTINGS } from '../../shared/digital-receipt.ts';
import { DEFAULT_LIGHTNING_SETTINGS } from '../../shared/lightning.ts';
import { plainText } from '../../shared/receipt-text.ts';
import type { Refund, RefundLeg, RefundWay } from '../../shared/refund.ts';
import { DEFAULT_SELLING_SETTINGS } from '../../shared/selling.ts';
import { LANGUAGES, type Language } from '../../shared/state.ts';
import { PLAIN_TAX_CLASS } from '../../shared/tax-class.ts';
import { FIRST_TENDER_SETTINGS } from '../../shared/tender-settings.ts';
import { FIRST_TYPING_SCANNERS } from '../../shared/typing-scanners.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { refundDocument } from './refund-document.ts';

const AT_MS = Date.UTC(2026, 10, 22, 9, 30, 5);

const shop = (language: Language): ShopSettings => ({
  name: 'Flash Bakery',
  addressLines: [],
  footerLines: ['Thank you'],
  codeOnPaper: 'qr',
  logo: null,
  officePrinter: null,
  terminalId: 'T1',
  currency: 'EUR',
  taxMode: 'included',
  taxRounding: 'sale',
  selling: DEFAULT_SELLING_SETTINGS,
  taxClasses: [{ id: 'standard', name: 'VAT', ratePpm: 190_000, ...PLAIN_TAX_CLASS }],
  timeZone: 'Europe/Berlin',
  dayStartsAtHour: 0,
  articles: DEFAULT_ARTICLE_SETTINGS,
  typingScanners: FIRST_TYPING_SCANNERS,
  lockAfterMinutes: 0,
  digitalReceipts: FIRST_DIGITAL_RECEIPT_SETTINGS,
  mail: null,
  accounting: firstChart({ currency: 'EUR', timeZone: 'Europe/Berlin' }),
  languages: { cashier: 'en', customer: 'en', receipt: language },
  printers: [],
  devices: [],
  lightning: DEFAULT_LIGHTNING_SETTINGS,
  tenders: FIRST_TENDER_SETTINGS,
  practice: true,
});
const lightning: Extract<RefundWay, { kind: 'lightning' }> = {
  kind: 'lightning',
  amountMsat: 12_400_000,
  rate: 'today',
  quote: { currency: 'EUR', minorPerBtc: 9_596_774, method: 'market', sources: ['kraken', 'bitstamp'], quotedAtMs: AT_MS, lockedAtMs: AT_MS },
  paymentHash: '0123456789abcdef'.repeat(4),
  address: 'anna@example.com',
  expiresAtMs: AT_MS,
};
const leg = (way: RefundWay, amountMinor: number, reason = ''): RefundLeg => ({
  id: way.kind,
  status: 'paid',
  amountMinor,
  takes: [],
  way,
  reason,
  feeMsat: null,
});
const refund: Refund = {
  id: 'refund',
  saleId: 'sale',
  saleReceiptNumber: 'T1-000042',
  status: 'refunded',
  lines: [],
  tipMinor: 0,
  tipTax: null,
  taxes: [{ taxClassId: 'standard', ratePpm: 190_000, netMinor: 1000, taxMinor: 190, grossMinor: 1190 }],
  amountMinor: 1190,
  legs: [leg(lightning, 1190)],
  reason: '',
  failure: '',
  startedAtMs: AT_MS,
  endedAtMs: AT_MS,
  staffId: 'seoyeon',
  receiptNumber: 'T1-R000007',
  copyCount: 0,
};
const paper = (language: Language, more: Partial<Refund> = {}, copyNumber = 0) =>
  plainText(refundDocument({ refund: { ...refund, ...more }, shop: shop(language), staffName: 'Seoyeon', copyNumber }), 42);

test.each(LANGUAGES)('a refund’s receipt in %s says of which sale, how much in money and sat, with its tax, and to whom', (language) => {
  const text = paper(language);
  for (const said of ['T1-R000007', 'T1-000042', '€11.90', '€1.90', '12,400 sat', 'anna@example.com', 'Seoyeon', 'kraken, bitstamp'])
    expect(text).toContain(said);
  expect(text).toContain('0123456789abcdef0123456789abcdef');
});

test('at the sale’s rate it says so, and that nothing is real in practice', () => {
  const text = paper('en', { legs: [leg({ ...lightning, quote: null, rate: 'original', address: null }, 1190)] });
  expect(text).toContain('at the rate of the sale');
  expect(text).toContain('PRACTICE');
  expect(text).not.toContain('anna');
});

test('goods, tip and every other way are on it: coins with their rounding, and why it is not the way that it came', () => {
  const names = { en: 'Rye bread', ko: '호밀빵' };
  const line = {
    lineId: 'l',
    articleId: 'rye',
    names,
    pieceGrams: null,
    taxClassId: 'standard',
    taxRatePpm: 190_000,
    netMinor: 840,
    taxMinor: 160,
    grossMinor: 1000,
    restock: true,
  };
  const text = paper('en', {
    saleReceiptNumber: null,
    lines: [
      { ...line, unit: 'piece', quantity: 2 },
      { ...line, unit: 'kg', quantity: 350 },
    ],
    tipMinor: 150,
    reason: 'mouldy',
    legs: [
      leg({ kind: 'cash', roundingMinor: 2 }, 498, 'card terminal is down'),
      leg({ kind: 'card', reference: 'A77' }, 300),
      leg({ kind: 'voucher', voucherId: 'v', voucherNumber: 'VT1-000009', issued: true }, 200),
      leg({ kind: 'account', customerId: 'c', customerName: 'Minji Kim' }, 100),
      leg({ kind: 'foreign_cash', currency: 'USD', foreignMinor: 2000 }, 92),
    ],
  });
  for (const said of [
    'Without a receipt',
    'mouldy',
    'Rye bread',
    '2 ×',
    '0.350 kg',
    '€1.50',
    '€5.00',
    '+€0.02',
    'card terminal is down',
    'A77',
    'VT1-000009',
    'Minji Kim',
    '$20.00',
  ])
    expect(text).toContain(said);
});

test('a copy says that it is one', () => {
  expect(paper('en', {}, 2)).toContain('COPY 2');
});

test('there is none of a refund that has not been paid out', () => {
  expect(() => paper('en', { receiptNumber: null, endedAtMs: null })).toThrow();
});
