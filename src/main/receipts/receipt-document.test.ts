import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstChart } from '../../shared/accounting.ts';
import { DEFAULT_ARTICLE_SETTINGS } from '../../shared/barcode.ts';
import { FIRST_DIGITAL_RECEIPT_SETTINGS } from '../../shared/digital-receipt.ts';
import { DEFAULT_LIGHTNING_SETTINGS } from '../../shared/lightning.ts';
import type { LineItem } from '../../shared/line-item.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import type { Sale } from '../../shared/sale.ts';
import { exampleLine, exampleSaleInHand } from '../../shared/sale-examples.ts';
import { DEFAULT_SELLING_SETTINGS } from '../../shared/selling.ts';
import { LANGUAGES } from '../../shared/state.ts';
import { PLAIN_TAX_CLASS } from '../../shared/tax-class.ts';
import type { LightningTender, Tender } from '../../shared/tender.ts';
import { FIRST_TENDER_SETTINGS } from '../../shared/tender-settings.ts';
import { type TaxMode, totalsOf } from '../../shared/totals.ts';
import { FIRST_TYPING_SCANNERS } from '../../shared/typing-scanners.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { receiptDocument } from './receipt-document.ts';

const SEOUL_EVENING_MS = Date.UTC(2026, 10, 22, 9, 30, 5);

function shop(settings: Partial<ShopSettings> = {}): ShopSettings {
  return {
    name: '플래시 카페',
    addressLines: ['서울 마포구', '123-45-67890'],
    footerLines: ['Thank you'],
    codeOnPaper: 'qr',
    logo: null,
    officePrinter: null,
    terminalId: 'T1',
    currency: 'KRW',
    taxMode: 'included',
    taxRounding: 'sale',
    selling: DEFAULT_SELLING_SETTINGS,
    taxClasses: [{ id: 'standard', name: 'VAT', ratePpm: 100_000, ...PLAIN_TAX_CLASS }],
    timeZone: 'Asia/Seoul',
    languages: { cashier: 'en', customer: 'en', receipt: 'en' },
    printers: [],
    devices: [],
    lightning: DEFAULT_LIGHTNING_SETTINGS,
    tenders: FIRST_TENDER_SETTINGS,
    articles: DEFAULT_ARTICLE_SETTINGS,
    typingScanners: FIRST_TYPING_SCANNERS,
    dayStartsAtHour: 0,
    lockAfterMinutes: 5,
    digitalReceipts: FIRST_DIGITAL_RECEIPT_SETTINGS,
    mail: null,
    accounting: firstChart({ currency: 'KRW', timeZone: 'Asia/Seoul' }),
    practice: false,
    ...settings,
  };
}

const line = exampleLine;

const lightning = (fields: Partial<LightningTender> = {}): LightningTender => ({
  kind: 'lightning',
  id: 'tender',
  status: 'paid',
  amountMinor: 12_000,
  amountSat: 8000,
  quote: {
    currency: 'KRW',
    minorPerBtc: 150_000_000,
    method: 'practice',
    sources: [],
    quotedAtMs: SEOUL_EVENING_MS - 20_000,
    lockedAtMs: SEOUL_EVENING_MS - 15_000,
  },
  paymentHash: '0123456789abcdef'.repeat(4),
  paymentRequest: 'lnbcrt',
  createdAtMs: SEOUL_EVENING_MS - 20_000,
  expiresAtMs: SEOUL_EVENING_MS + 280_000,
  receivedMsat: 8_000_000,
  address: null,
  seenOnChain: null,
  paidByOutpoint: null,
  ...fields,
});

function cash(totalMinor: number): Tender {
  return { kind: 'cash', id: 'cash', status: 'paid', amountMinor: totalMinor, givenMinor: totalMinor, changeMinor: 0, roundingMinor: 0 };
}

function sale(lines: LineItem[], tenders?: Tender[], mode: TaxMode = 'included'): Sale {
  const totals = totalsOf({ lines, discount: null, taxExempt: null }, { taxMode: mode, taxRounding: 'sale', promotions: [] });
  return exampleSaleInHand({
    id: 'sale',
    status: 'completed',
    openedAtMs: SEOUL_EVENING_MS - 60_000,
    lines,
    removedLineCount: 0,
    totals,
    tenders: tenders ?? [cash(totals.totalMinor)],
    dueMinor: 0,
    receiptNumber: 'T1-000123',
    completedAtMs: SEOUL_EVENING_MS,
  });
}

const receipt = (of: Sale, settings: Partial<ShopSettings> = {}, copyNumber = 0) =>
  receiptDocument({ sale: of, shop: shop(settings), staffName: 'Mina', copyNumber });

const textOf = (block: ReceiptBlock): string =>
  block.kind === 'text' ? block.text : block.kind === 'pair' ? `${block.left} | ${block.right}` : block.kind;
const textsOf = ({ blocks }: ReceiptDocument) => blocks.map(textOf);
/** The digits of an amount, as a number of minor units. */
const minorOf = (text: string) => Number(text.replaceAll(/[^\d]/g, ''));
test.each([
  ['qr', ['qr']],
  ['barcode', ['barcode']],
  ['both', ['qr', 'barcode']],
] as const)('its number is on it as the shop’s scanners read it: %s', (codeOnPaper, kinds) => {
  const codes = receipt(sale([line()]), { codeOnPaper }).blocks.filter(({ kind }) => kind === 'qr' || kind === 'barcode');
  expect(codes.map(({ kind }) => kind)).toEqual(kinds);
  for (const code of codes) expect(code).toMatchObject({ data: 'T1-000123' });
});

/** The blocks between the first rule and the second: the lines. */
const lineBlocksOf = ({ blocks }: ReceiptDocument) => {
  const first = blocks.findIndex(({ kind }) => kind === 'rule');
  return blocks.slice(
    first + 1,
    blocks.findIndex(({ kind }, index) => kind === 'rule' && index > first),
  );
};

describe('the head', () => {
  test('says whose receipt it is, its number, when and who', () => {
    const texts = textsOf(receipt(sale([line()])));
    expect(texts.slice(0, 7)).toEqual([
      '플래시 카페',
      '서울 마포구',
      '123-45-67890',
      'space',
      'Receipt T1-000123',
      'Nov 22, 2026, 18:30',
      'Served by Mina',
    ]);
  });

  test('tells the time of the shop, not of the machine', () => {
    expect(textsOf(receipt(sale([line()]), { timeZone: 'America/New_York' }))).toContain('Nov 22, 2026, 04:30');
    expect(textsOf(receipt({ ...sale([line()]), completedAtMs: Date.UTC(2026, 10, 22, 15, 0) }))).toContain('Nov 23, 2026, 00:00');
  });

  test('names nobody when nobody is known to have served', () => {
    const document = receiptDocument({ sale: sale([line()]), shop: shop(), staffName: '', copyNumber: 0 });
    expect(textsOf(document).join()).not.toContain('Served by');
  });

  test('speaks Korean where the shop does', () => {
    const texts = textsOf(receipt(sale([line()]), { languages: { cashier: 'en', customer: 'en', receipt: 'ko' } }));
    expect(texts).toEqual(expect.arrayContaining(['영수증 T1-000123', '2026. 11. 22. 18:30', '담당 Mina']));
    expect(texts).toContain('아메리카노 | ₩4,500');
    expect(texts).toContain('합계 | ₩4,500');
    expect(texts).toContain('VAT 10% (공급가액 ₩4,091) | ₩409');
  });
});

describe('the lines', () => {
  test('give a name and an amount, the price of one when there are more, and the note', () => {
    const document = receipt(sale([line({ quantity: 3, note: 'no ice' })]));
    expect(lineBlocksOf(document).map(textOf)).toEqual(['Americano | ₩13,500', '  3 × ₩4,500', '  no ice']);
  });

  test('fall back to any name there is', () => {
    const names = { ko: '쑥떡' };
    expect(textsOf(receipt(sale([line({ names })])))).toContain('쑥떡 | ₩4,500');
  });

  test('add up to what is printed under them, in every tax mode and language', () => {
    const rates = [
      { taxClassId: 'reduced', taxRatePpm: 70_000 },
      { taxClassId: 'standard', taxRatePpm: 190_000 },
      { taxClassId: 'sales', taxRatePpm: 88_750 },
      { taxClassId: 'none', taxRatePpm: 0 },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom<TaxMode>('included', 'added'),
        fc.constantFrom(...LANGUAGES),
        fc.array(fc.record({ unitPriceMinor: fc.nat(1_000_000), quantity: fc.integer({ min: 1, max: 99 }), rate: fc.constantFrom(...rates) }), {
          minLength: 1,
          maxLength: 12,
        }),
        (taxMode, language, items) => {
          const lines = items.map(({ rate, ...item }) => line({ ...item, ...rate }));
          const sold = sale(lines, undefined, taxMode);
          const document = receipt(sold, { currency: 'EUR', taxMode, languages: { cashier: 'en', customer: 'en', receipt: language } });
          const printed = lineBlocksOf(document).reduce((sum, block) => sum + (block.kind === 'pair' ? minorOf(block.right) : 0), 0);
          const pairs = document.blocks.filter((block) => block.kind === 'pair');
          const total = pairs.filter(({ size }) => size === 'large').map(({ right }) => minorOf(right));
          const taxes = pairs.filter(({ left }) => left.includes('%')).map(({ right }) => minorOf(right));
          expect(total).toEqual([sold.totals.totalMinor]);
          expect(taxes).toHaveLength(sold.totals.taxes.length);
          const taxSum = taxes.reduce((sum, tax) => sum + tax, 0);
          expect(printed).toBe(taxMode === 'included' ? sold.totals.totalMinor : sold.totals.totalMinor - taxSum);
        },
      ),
    );
  });
});

describe('the taxes', () => {
  test('that prices contain stand under the total, by rate, with what they are of', () => {
    const taxClasses = [
      { id: 'reduced', name: 'USt', ratePpm: 70_000, ...PLAIN_TAX_CLASS },
      { id: 'standard', name: 'USt', ratePpm: 190_000, ...PLAIN_TAX_CLASS },
    ];
    const lines = [line({ unitPriceMinor: 1070, taxClassId: 'reduced', taxRatePpm: 70_000 }), line({ unitPriceMinor: 1190, taxRatePpm: 190_000 })];
    const texts = textsOf(receipt(sale(lines), { currency: 'EUR', taxClasses }));
    const total = texts.indexOf('Total | €22.60');
    expect(texts.slice(total, total + 3)).toEqual(['Total | €22.60', 'incl. USt 7% (net €10.00) | €0.70', 'incl. USt 19% (net €10.00) | €1.90']);
  });

  test('that are added stand between subtotal and total', () => {
    const taxClasses = [{ id: 'standard', name: 'Sales tax', ratePpm: 88_750, ...PLAIN_TAX_CLASS }];
    const lines = [line({ unitPriceMinor: 10_000, taxRatePpm: 88_750 })];
    const texts = textsOf(receipt(sale(lines, undefined, 'added'), { currency: 'USD', taxMode: 'added', taxClasses }));
    const subtotal = texts.indexOf('Subtotal | $100.00');
    expect(texts.slice(subtotal, subtotal + 3)).toEqual(['Subtotal | $100.00', 'Sales tax 8.875% on $100.00 | $8.88', 'Total | $108.88']);
  });

  test('of a class that the shop has no more are still printed', () => {
    expect(textsOf(receipt(sale([line({ taxClassId: 'old' })])))).toContain('incl. Tax 10% (net ₩4,091) | ₩409');
  });
});

describe('the tenders', () => {
  test('in cash say what was given and what came back', () => {
    const tender: Tender = { kind: 'cash', id: 'cash', status: 'paid', amountMinor: 4500, givenMinor: 10_000, changeMinor: 5500, roundingMinor: 0 };
    const texts = textsOf(receipt(sale([line()], [tender])));
    const first = texts.indexOf('Cash | ₩10,000');
    expect(texts.slice(first, first + 2)).toEqual(['Cash | ₩10,000', 'Change | ₩5,500']);
    expect(texts.join()).not.toContain('rounding');
  });

  test.each([
    [4496, 4, '+₩4'],
    [4504, -4, '-₩4'],
  ])('in cash over %d say that it was rounded by %d', (amountMinor, roundingMinor, printed) => {
    const tender: Tender = { kind: 'cash', id: 'cash', status: 'paid', amountMinor, givenMinor: 4500, changeMinor: 0, roundingMinor };
    const texts = textsOf(receipt(sale([line({ unitPriceMinor: amountMinor })], [tender])));
    expect(texts).toContain(`Cash rounding | ${printed}`);
    expect(texts.join()).not.toContain('Change');
  });

  test('in cash beside a card add up: total, rounding, what was given and what came back', () => {
    const totalMinor = 4497;
    const card: Tender = { kind: 'card', id: 'card', status: 'paid', amountMinor: 2000, reference: '' };
    const coins: Tender = { kind: 'cash', id: 'cash', status: 'paid', amountMinor: 2497, givenMinor: 3000, changeMinor: 505, roundingMinor: -2 };
    const { blocks } = receipt(sale([line({ unitPriceMinor: totalMinor })], [card, coins]), { currency: 'EUR' });
    const printed = (name: string) => {
      const found = blocks.find((block) => block.kind === 'pair' && block.left === name);
      return found?.kind === 'pair' ? minorOf(found.right) * (found.right.startsWith('-') ? -1 : 1) : null;
    };
    const [total, rounding, byCard, given, change] = ['Total', 'Cash rounding', 'Card', 'Cash', 'Change'].map(
      (name) => printed(name) ?? 0,
    ) as number[];
    expect([total, rounding, byCard, given, change]).toEqual([4497, -2, 2000, 3000, 505]);
    expect((total ?? 0) + (rounding ?? 0)).toBe((byCard ?? 0) + (given ?? 0) - (change ?? 0));
  });

  test('in Lightning say the sat, the rate, its source and time, and the whole payment hash', () => {
    const texts = textsOf(receipt(sale([line({ unitPriceMinor: 12_000 })], [lightning()])));
    const first = texts.indexOf('Bitcoin Lightning | ₩12,000');
    expect(texts.slice(first, first + 7)).toEqual([
      'Bitcoin Lightning | ₩12,000',
      '1 BTC = ₩150,000,000 | 8,000 sat',
      'practice rate, 18:29:45',
      'Rate locked at 18:29:50',
      'Payment hash',
      '0123456789abcdef0123456789abcdef',
      '0123456789abcdef0123456789abcdef',
    ]);
  });

  test('on chain say so, with enough of the transaction to know it by', () => {
    const paidByOutpoint = `${'0123456789abcdef'.repeat(4)}:1`;
    const texts = textsOf(receipt(sale([line({ unitPriceMinor: 12_000 })], [lightning({ paidByOutpoint })])));
    expect(texts).toContain('Bitcoin on chain | ₩12,000');
    expect(texts).toContain('Transaction 01234567...89abcdef');
    expect(texts.join()).not.toContain('Payment hash');
  });

  test('in Lightning name every exchange that the rate is of, or that it was set by hand', () => {
    const { quote } = lightning();
    const sources = ['Kraken', 'Coinbase', 'Bitstamp × USD/KRW'];
    expect(textsOf(receipt(sale([line()], [lightning({ quote: { ...quote, method: 'market', sources } })])))).toContain(
      'Kraken, Coinbase, Bitstamp × USD/KRW, 18:29:45',
    );
    expect(textsOf(receipt(sale([line()], [lightning({ quote: { ...quote, method: 'hand' } })])))).toContain('set by hand, 18:29:45');
  });

  test('in Lightning say exactly what came in', () => {
    const part = textsOf(receipt(sale([line()], [lightning({ amountMinor: 6091, receivedMsat: 4_061_500 })])));
    expect(part).toContain('1 BTC = ₩150,000,000 | 4,061.5 sat');
    const more = textsOf(receipt(sale([line()], [lightning({ receivedMsat: 9_600_000 })])));
    expect(more).toContain('1 BTC = ₩150,000,000 | 9,600 sat');
  });

  test('that came to nothing are not printed, and all others are', () => {
    const returned: Tender = { kind: 'cash', id: 'a', status: 'returned', amountMinor: 5000, givenMinor: 5000, changeMinor: 0, roundingMinor: 0 };
    const tenders = [returned, lightning({ status: 'expired' }), lightning({ status: 'cancelled' }), cash(2000), lightning({ amountMinor: 2500 })];
    const texts = textsOf(receipt(sale([line()], tenders)));
    expect(texts.filter((text) => text.startsWith('Cash |') || text.startsWith('Bitcoin'))).toEqual(['Cash | ₩2,000', 'Bitcoin Lightning | ₩2,500']);
  });
});

test('a copy says so and an original does not; all else is the same', () => {
  const original = receipt(sale([line()]));
  const copy = receipt(sale([line()]), {}, 2);
  expect(textsOf(original).join()).not.toContain('COPY');
  expect(copy.copyNumber).toBe(2);
  expect(textsOf(copy).filter((text) => text !== 'COPY 2')).toEqual(textsOf(original));
  expect(textsOf(copy)).toHaveLength(textsOf(original).length + 1);
});

test.each([
  ['en', 'PRACTICE · no real money'],
  ['ko', '연습용 · 실제 돈이 아닙니다'],
] as const)('practice is the first and the last thing said in %s', (language, words) => {
  const languages = { cashier: 'en', customer: 'en', receipt: language } as const;
  const texts = textsOf(receipt(sale([line()]), { practice: true, languages }));
  expect([texts.at(0), texts.at(-1)]).toEqual([words, words]);
  expect(textsOf(receipt(sale([line()]), { languages })).join()).not.toContain(words);
});

test('Lightning money of a test network is said to be none; real money is not spoken of', () => {
  const texts = (paymentRequest: string) => textsOf(receipt(sale([line()], [lightning({ paymentRequest })])));
  expect(texts('lntbs1pvjluezpp5')).toContain('TEST NETWORK · no real money');
  expect(texts('lnbc1pvjluezpp5')).not.toContain('TEST NETWORK · no real money');
});

test('a sale that is not completed has no receipt', () => {
  expect(() => receipt({ ...sale([line()]), receiptNumber: null })).toThrow('no receipt');
});

describe('what was taken off', () => {
  const VAT_FREE = { taxMode: 'included', taxRounding: 'sale', promotions: [] } as const;
  const discounted = (more: Partial<Sale>, lines: LineItem[]) => {
    const priced = { lines, discount: more.discount ?? null, taxExempt: more.taxExempt ?? null };
    const totals = totalsOf(priced, VAT_FREE);
    return { ...sale(lines), ...more, totals, tenders: [cash(totals.totalMinor + (more.tipMinor ?? 0))] };
  };

  test('stands under its line, with its reason, and under all lines for the whole sale', () => {
    const line1 = line({ id: 'a', unitPriceMinor: 10_000, discount: { kind: 'percent', ppm: 125_000, reason: 'Damaged' } });
    const line2 = line({ id: 'b', unitPriceMinor: 5_000 });
    const texts = textsOf(
      receipt(discounted({ discount: { kind: 'amount', amountMinor: 750, reason: 'Regular' } }, [line1, line2]), { currency: 'EUR' }),
    );
    expect(texts).toContain('  Damaged 12.5% | -€12.50');
    expect(texts).toContain('Regular | -€7.50');
    expect(texts).toContain('Total | €130.00');
  });

  test('a tip stands under the total and is no part of it', () => {
    const texts = textsOf(receipt(discounted({ tipMinor: 500 }, [line({ unitPriceMinor: 5000 })]), { currency: 'EUR' }));
    const at = texts.indexOf('Total | €50.00');
    expect(at).toBeGreaterThan(0);
    expect(texts).toContain('Tip | €5.00');
    expect(texts).toContain('To pay | €55.00');
  });

  test('a tip that bears tax says beside it what it contains', () => {
    const tipTax = { taxClassId: 'standard', ratePpm: 100_000, netMinor: 455, taxMinor: 45, grossMinor: 500 };
    const texts = textsOf(receipt(discounted({ tipMinor: 500, tipTax }, [line({ unitPriceMinor: 5000 })]), { currency: 'EUR' }));
    expect(texts[texts.indexOf('Tip | €5.00') + 1]).toMatch(/10% \(net €4\.55\) \| €0\.45/);
  });

  test('what was weighed says its weight, and modifiers what they cost', () => {
    const cheese = line({ id: 'a', unit: 'kg', unitPriceMinor: 2400, quantity: 333 });
    const latte = line({ id: 'b', unitPriceMinor: 450, modifiers: [{ id: 'oat', names: { en: 'Oat milk' }, priceMinor: 50 }] });
    const texts = textsOf(receipt(discounted({}, [cheese, latte]), { currency: 'EUR' }));
    expect(texts).toContain('Americano | €7.99');
    expect(texts).toContain('  0.333 kg × €24.00');
    expect(texts).toContain('  + Oat milk €0.50');
    expect(texts).toContain('Americano | €5.00');
  });

  test('a sale without tax says why, and what comes off prices that contain it', () => {
    const texts = textsOf(receipt(discounted({ taxExempt: { reason: 'Embassy' } }, [line({ unitPriceMinor: 1100 })]), { currency: 'EUR' }));
    expect(texts.indexOf('Tax exempt: Embassy | -€1.00')).toBeGreaterThan(texts.indexOf('Americano | €11.00'));
    expect(texts.indexOf('Total | €10.00')).toBeGreaterThan(texts.indexOf('Tax exempt: Embassy | -€1.00'));
    expect(texts.filter((text) => text.includes('Embassy'))).toHaveLength(1);
  });

  test('a sale without tax says why where tax would have been added, and nothing comes off', () => {
    const lines = [line({ unitPriceMinor: 1100 })];
    const taxExempt = { reason: 'Embassy' };
    const totals = totalsOf({ lines, discount: null, taxExempt }, { ...VAT_FREE, taxMode: 'added' });
    const texts = textsOf(receipt({ ...sale(lines), taxExempt, totals, tenders: [cash(1100)] }, { currency: 'USD', taxMode: 'added' }));
    expect(texts).toContain('Total | $11.00');
    expect(texts.filter((text) => text.includes('Embassy'))).toEqual(['Tax exempt: Embassy']);
  });
});
