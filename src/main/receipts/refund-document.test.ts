import { expect, test } from 'vitest';
import { DEFAULT_LIGHTNING_SETTINGS } from '../../shared/lightning.ts';
import { plainText } from '../../shared/receipt-text.ts';
import type { SaleRefund } from '../../shared/refund.ts';
import { exampleSaleInHand } from '../../shared/sale-examples.ts';
import { DEFAULT_SELLING_SETTINGS } from '../../shared/selling.ts';
import { LANGUAGES, type Language } from '../../shared/state.ts';
import { PLAIN_TAX_CLASS } from '../../shared/tax-class.ts';
import { FIRST_TENDER_SETTINGS } from '../../shared/tender-settings.ts';
import { EMPTY_TOTALS } from '../../shared/totals.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { refundDocument } from './refund-document.ts';

const AT_MS = Date.UTC(2026, 10, 22, 9, 30, 5);

const shop = (language: Language): ShopSettings => ({
  name: 'Flash Bakery',
  addressLines: [],
  footerLines: ['Thank you'],
  terminalId: 'T1',
  currency: 'EUR',
  taxMode: 'included',
  taxRounding: 'sale',
  selling: DEFAULT_SELLING_SETTINGS,
  taxClasses: [{ id: 'standard', name: 'VAT', ratePpm: 190_000, ...PLAIN_TAX_CLASS }],
  timeZone: 'Europe/Berlin',
  languages: { cashier: 'en', customer: 'en', receipt: language },
  printers: [],
  lightning: DEFAULT_LIGHTNING_SETTINGS,
  tenders: FIRST_TENDER_SETTINGS,
  practice: true,
});
const sale = exampleSaleInHand({
  id: 'sale',
  status: 'completed',
  openedAtMs: AT_MS,
  lines: [],
  removedLineCount: 0,
  totals: EMPTY_TOTALS,
  tenders: [],
  dueMinor: 0,
  receiptNumber: 'T1-000042',
  completedAtMs: AT_MS,
});
const refund: SaleRefund = {
  id: 'refund',
  status: 'refunded',
  amountMinor: 1190,
  originalMsat: 12_527_000,
  amountMsat: 12_400_000,
  rate: 'today',
  quote: { currency: 'EUR', minorPerBtc: 9_596_774, method: 'market', sources: ['kraken', 'bitstamp'], quotedAtMs: AT_MS, lockedAtMs: AT_MS },
  taxes: [{ taxClassId: 'standard', ratePpm: 190_000, netMinor: 1000, taxMinor: 190, grossMinor: 1190 }],
  address: 'anna@example.com',
  paymentHash: '0123456789abcdef'.repeat(4),
  expiresAtMs: AT_MS,
  startedAtMs: AT_MS,
  endedAtMs: AT_MS,
  staffId: 'seoyeon',
  feeMsat: 12,
  reason: '',
  receiptNumber: 'T1-R000007',
  copyCount: 0,
};
const paper = (language: Language, more: Partial<SaleRefund> = {}, copyNumber = 0) =>
  plainText(refundDocument({ refund: { ...refund, ...more }, sale, shop: shop(language), staffName: 'Seoyeon', copyNumber }), 42);

test.each(LANGUAGES)('a refund’s receipt in %s says of which sale, how much in money and sat, with its tax, and to whom', (language) => {
  const text = paper(language);
  for (const said of ['T1-R000007', 'T1-000042', '€11.90', '€1.90', '12,400 sat', 'anna@example.com', 'Seoyeon', 'kraken, bitstamp'])
    expect(text).toContain(said);
  expect(text).toContain('0123456789abcdef0123456789abcdef');
});

test('at the sale’s rate it says so, and that nothing is real in practice', () => {
  const text = paper('en', { quote: null, rate: 'original', address: null });
  expect(text).toContain('at the rate of the sale');
  expect(text).toContain('PRACTICE');
  expect(text).not.toContain('anna');
});

test('a copy says that it is one', () => {
  expect(paper('en', {}, 2)).toContain('COPY 2');
});

test('there is none of a refund that has not been paid out', () => {
  expect(() => paper('en', { receiptNumber: null, endedAtMs: null })).toThrow();
});
