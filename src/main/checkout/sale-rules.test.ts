import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import type { LineItem } from '../../shared/line-item.ts';
import { cashStepMinor, satForMinor } from '../../shared/money.ts';
import type { Promotion } from '../../shared/promotion.ts';
import { emptySale, type Sale } from '../../shared/sale.ts';
import { exampleLine, TAX_ADDED, TAX_INCLUDED } from '../../shared/sale-examples.ts';
import { type LightningTender, liveLightningTender, paidMinor } from '../../shared/tender.ts';
import type { SalePricing } from '../../shared/tip-tax.ts';
import {
  addLine,
  addTender,
  applicationOf,
  changeLine,
  changeSale,
  creditOf,
  largestDiscountPpm,
  removeLine,
  replaceTender,
  tipSale,
} from './sale-rules.ts';
import { cashTender } from './tender-rules.ts';

const line = (id: string, unitPriceMinor: number, more: Partial<LineItem> = {}): LineItem =>
  exampleLine({ id, articleId: `article-${id}`, unitPriceMinor, ...more });
const lightning = (id: string, amountMinor: number, status: LightningTender['status'] = 'waiting'): LightningTender => ({
  kind: 'lightning',
  id,
  status,
  amountMinor,
  amountSat: satForMinor(amountMinor, 150_000_000),
  quote: { currency: 'KRW', minorPerBtc: 150_000_000, method: 'practice', sources: [], quotedAtMs: 0, lockedAtMs: 0 },
  paymentHash: id.padEnd(64, '0'),
  paymentRequest: 'lnbcrt1',
  createdAtMs: 0,
  expiresAtMs: 600_000,
  receivedMsat: 0,
  address: null,
  seenOnChain: null,
  paidByOutpoint: null,
});
const saleOf = (...lines: LineItem[]) => lines.reduce((sale, next) => addLine(sale, next, TAX_INCLUDED).sale, emptySale('sale', 0));
const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (cause) {
    if (cause instanceof TillError) return cause.code;
    throw cause;
  }
  return 'no error';
};

describe('ringing up', () => {
  test('the same article again raises the quantity of its line', () => {
    const first = addLine(emptySale('sale', 0), line('a', 4500), TAX_INCLUDED);
    const second = addLine(first.sale, { ...line('b', 4500), articleId: 'article-a' }, TAX_INCLUDED);
    expect(second.lineId).toBe('a');
    expect(second.sale.lines.map(({ id, quantity }) => [id, quantity])).toEqual([['a', 2]]);
    expect(second.sale.dueMinor).toBe(9000);
  });

  test('a line with a note, another price or an open amount stays a line of its own', () => {
    const noted = changeLine(saleOf(line('a', 4500)), 'a', { note: 'oat milk' }, TAX_INCLUDED);
    const sale = addLine(noted, { ...line('b', 4500), articleId: 'article-a' }, TAX_INCLUDED).sale;
    const dearer = addLine(sale, { ...line('c', 4600), articleId: 'article-a' }, TAX_INCLUDED).sale;
    const open = addLine(
      addLine(dearer, line('d', 100, { articleId: null }), TAX_INCLUDED).sale,
      line('e', 100, { articleId: null }),
      TAX_INCLUDED,
    ).sale;
    expect(open.lines.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('lines are fixed while a code can be paid, and only grow once money was taken', () => {
    const waiting = addTender(saleOf(line('a', 4500)), lightning('t', 4500));
    expect(codeOf(() => addLine(waiting, line('b', 1), TAX_INCLUDED))).toBe('SALE_HAS_PAYMENT');
    expect(codeOf(() => removeLine(waiting, 'a', TAX_INCLUDED))).toBe('SALE_HAS_PAYMENT');
    const part = addTender(saleOf(line('a', 4500)), cashTender(saleOf(line('a', 4500)), 1000, 'KRW', 'cash'));
    expect(codeOf(() => removeLine(part, 'a', TAX_INCLUDED))).toBe('SALE_HAS_PAYMENT');
    expect(addLine(part, line('b', 500), TAX_INCLUDED).sale.dueMinor).toBe(4000);
  });

  test('an amount that no integer can hold is refused', () => {
    expect(codeOf(() => saleOf(line('a', 1_000_000_000_000, { quantity: 9999 })))).toBe('AMOUNT_TOO_LARGE');
    expect(codeOf(() => addLine(saleOf(line('a', 1_000_000_000_000)), line('b', 1), TAX_INCLUDED))).toBe('AMOUNT_TOO_LARGE');
  });
});

describe('what was taken off', () => {
  const percent = (ppm: number) => ({ kind: 'percent' as const, ppm, reason: 'why' });
  const amount = (amountMinor: number) => ({ kind: 'amount' as const, amountMinor, reason: 'why' });

  test('by a line’s discount and the sale’s together is measured together', () => {
    const sale = saleOf(line('a', 10_000), line('b', 5000));
    const lineOff = changeLine(sale, 'a', { discount: percent(100_000) }, TAX_INCLUDED);
    expect(largestDiscountPpm(lineOff)).toBe(100_000);
    const both = changeSale(lineOff, { discount: percent(100_000) }, TAX_INCLUDED);
    expect(largestDiscountPpm(both)).toBe(190_000);
    expect(largestDiscountPpm(changeLine(sale, 'b', { discount: amount(2500) }, TAX_INCLUDED))).toBe(500_000);
    expect(largestDiscountPpm(sale)).toBe(0);
  });

  test('goes with the last line, so that nothing is left over for other goods', () => {
    const sale = changeSale(saleOf(line('a', 10_000)), { discount: amount(1000), taxExempt: { reason: 'embassy' } }, TAX_INCLUDED);
    const empty = removeLine(tipSale(sale, 100, TAX_INCLUDED), 'a', TAX_INCLUDED);
    expect(empty).toMatchObject({ discount: null, taxExempt: null, tipMinor: 0, dueMinor: 0 });
  });

  test('leaves a tip only where something is paid', () => {
    const tipped = tipSale(saleOf(line('a', 1000)), 200, TAX_INCLUDED);
    expect(changeSale(tipped, { discount: percent(1_000_000) }, TAX_INCLUDED)).toMatchObject({ tipMinor: 0, dueMinor: 0 });
  });

  test('an exempt sale’s tip bears no tax, and bears it again when the sale does', () => {
    const pricing = { ...TAX_INCLUDED, tipTax: { taxClassId: 'vat', ratePpm: 100_000 } };
    const tipped = tipSale(saleOf(line('a', 1000)), 110, pricing);
    expect(tipped).toMatchObject({ dueMinor: 1110, tipTax: { taxClassId: 'vat', ratePpm: 100_000, netMinor: 100, taxMinor: 10, grossMinor: 110 } });
    const exempt = changeSale(tipped, { taxExempt: { reason: 'embassy' } }, pricing);
    expect(exempt.tipTax).toEqual({ taxClassId: 'vat', ratePpm: 0, netMinor: 110, taxMinor: 0, grossMinor: 110 });
    expect(changeSale(exempt, { taxExempt: null }, pricing).tipTax).toEqual(tipped.tipTax);
    expect(tipSale(tipped, 0, pricing).tipTax).toBeNull();
  });

  test('is not changed once money was taken', () => {
    const sale = saleOf(line('a', 10_000));
    const part = addTender(sale, cashTender(sale, 1000, 'KRW', 'cash'));
    expect(codeOf(() => changeSale(part, { discount: percent(1) }, TAX_INCLUDED))).toBe('SALE_HAS_PAYMENT');
    expect(codeOf(() => tipSale(part, 1, TAX_INCLUDED))).toBe('SALE_HAS_PAYMENT');
  });

  test('by a bundle that would leave less than was paid keeps the line away', () => {
    const bundle: Promotion = {
      id: 'bundle',
      names: { en: 'Both' },
      rule: {
        kind: 'bundle',
        parts: [
          { articleIds: ['article-a'], quantity: 1 },
          { articleIds: ['article-b'], quantity: 1 },
        ],
        priceMinor: 100,
      },
      validity: { fromDay: null, untilDay: null, weekdays: [], fromMinute: 0, untilMinute: 0 },
      endedAtMs: null,
    };
    const pricing = { ...TAX_INCLUDED, promotions: [bundle] };
    const first = addLine(emptySale('sale', 0), line('a', 5000, { promotionIds: ['bundle'] }), pricing).sale;
    const part = addTender(first, cashTender(first, 1000, 'KRW', 'cash'));
    expect(codeOf(() => addLine(part, line('b', 3000, { promotionIds: ['bundle'] }), pricing))).toBe('SALE_HAS_PAYMENT');
  });
});

describe('cash', () => {
  test('more than due gives change, less is a part at face value', () => {
    const sale = saleOf(line('a', 4500));
    expect(cashTender(sale, 10_000, 'KRW', 't')).toMatchObject({ amountMinor: 4500, changeMinor: 5500, roundingMinor: 0 });
    expect(cashTender(sale, 2000, 'KRW', 't')).toMatchObject({ amountMinor: 2000, changeMinor: 0, roundingMinor: 0 });
  });

  test('Swiss francs are rounded to five centimes, both ways', () => {
    expect(cashTender(saleOf(line('a', 1002)), 1000, 'CHF', 't')).toMatchObject({ amountMinor: 1002, changeMinor: 0, roundingMinor: -2 });
    expect(cashTender(saleOf(line('a', 1003)), 2000, 'CHF', 't')).toMatchObject({ amountMinor: 1003, changeMinor: 995, roundingMinor: 2 });
    expect(codeOf(() => cashTender(saleOf(line('a', 1003)), 1001, 'CHF', 't'))).toBe('CASH_NOT_PAYABLE');
  });

  test('given less change is what the sale got plus its rounding, for any amounts and currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.constantFrom('CHF', 'EUR', 'KRW', 'USD', 'SEK', 'HUF'),
        (price, steps, currency) => {
          const sale = saleOf(line('a', price));
          const givenMinor = steps * cashStepMinor(currency);
          let tender: ReturnType<typeof cashTender>;
          try {
            tender = cashTender(sale, givenMinor, currency, 't');
          } catch (cause) {
            expect(cause).toBeInstanceOf(TillError);
            expect((cause as TillError).code).toBe('AMOUNT_TOO_SMALL');
            expect(givenMinor).toBe(0);
            return;
          }
          expect(tender.givenMinor - tender.changeMinor).toBe(tender.amountMinor + tender.roundingMinor);
          expect(tender.amountMinor).toBeLessThanOrEqual(sale.dueMinor);
          expect(tender.amountMinor).toBeGreaterThan(0);
          expect(tender.changeMinor % cashStepMinor(currency)).toBe(0);
          expect(Math.abs(tender.roundingMinor)).toBeLessThanOrEqual(cashStepMinor(currency) / 2);
        },
      ),
    );
  });
});

describe('what money is worth', () => {
  const asked = { amountMinor: 4500, amountSat: 3000, quote: lightning('asked', 4500).quote };

  test('the asked amount is credited in full, and what is too much is listed', () => {
    expect(creditOf(asked, 3_000_000)).toEqual({ creditedMinor: 4500, excessMsat: 0 });
    expect(creditOf(asked, 4_000_000)).toEqual({ creditedMinor: 4500, excessMsat: 1_000_000 });
    expect(creditOf(asked, 1_500_000)).toEqual({ creditedMinor: 2250, excessMsat: 0 });
  });

  test('credit never exceeds what was asked and grows with what came', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.integer({ min: 1_000_000, max: 20_000_000_000 }),
        fc.nat(2_000),
        fc.nat(2_000),
        (amountMinor, minorPerBtc, a, b) => {
          const quoted = { amountMinor, amountSat: satForMinor(amountMinor, minorPerBtc), quote: { ...asked.quote, minorPerBtc } };
          const full = quoted.amountSat * 1000;
          const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
            (permille) => creditOf(quoted, Math.floor((full / 1000) * permille)).creditedMinor,
          ) as [number, number];
          expect(less).toBeLessThanOrEqual(more);
          expect(more).toBeLessThanOrEqual(amountMinor);
          expect(creditOf(quoted, full).creditedMinor).toBe(amountMinor);
        },
      ),
    );
  });

  test('listed money never pays more than is due, and the rest stays listed', () => {
    expect(applicationOf({ amountMsat: 3_000_000, amountMinor: 4500 }, 4500, 150_000_000)).toEqual({ creditedMinor: 4500, excessMsat: 0 });
    expect(applicationOf({ amountMsat: 3_000_000, amountMinor: 4500 }, 6000, 150_000_000)).toEqual({ creditedMinor: 4500, excessMsat: 0 });
    expect(applicationOf({ amountMsat: 3_000_000, amountMinor: 4500 }, 3000, 150_000_000)).toEqual({ creditedMinor: 3000, excessMsat: 1_000_000 });
  });
});

describe('any sequence of steps', () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('add' as const),
      price: fc.integer({ min: 1, max: 100_000 }),
      rate: fc.constantFrom(0, 70_000, 88_750, 190_000),
      open: fc.boolean(),
    }),
    fc.record({ do: fc.constant('quantity' as const), at: fc.nat(5), quantity: fc.integer({ min: 1, max: 9999 }) }),
    fc.record({ do: fc.constant('remove' as const), at: fc.nat(5) }),
    fc.record({ do: fc.constant('cash' as const), given: fc.integer({ min: 0, max: 200_000 }) }),
    fc.record({ do: fc.constant('invoice' as const) }),
    fc.record({ do: fc.constant('settle' as const), permille: fc.integer({ min: 1, max: 1500 }) }),
    fc.record({ do: fc.constant('close' as const) }),
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  const apply = (sale: Sale, next: Step, pricing: SalePricing, n: number): Sale => {
    const lineAt = (at: number) => sale.lines[at]?.id ?? 'nobody';
    const live = liveLightningTender(sale.tenders);
    switch (next.do) {
      case 'add':
        return addLine(sale, line(`l${n}`, next.price, { taxRatePpm: next.rate, articleId: next.open ? null : `a${next.price % 3}` }), pricing).sale;
      case 'quantity':
        return changeLine(sale, lineAt(next.at), { quantity: next.quantity }, pricing);
      case 'remove':
        return removeLine(sale, lineAt(next.at), pricing);
      case 'cash':
        return addTender(sale, cashTender(sale, next.given, 'EUR', `t${n}`));
      case 'invoice':
        return live || sale.dueMinor <= 0 ? sale : addTender(sale, lightning(`t${n}`, sale.dueMinor));
      case 'settle': {
        if (!live) return sale;
        const { creditedMinor } = creditOf(live, live.amountSat * next.permille);
        return replaceTender(sale, { ...live, status: 'paid', amountMinor: creditedMinor });
      }
      case 'close':
        return live ? replaceTender(sale, { ...live, status: 'expired' }) : sale;
    }
  };

  test('keeps what is due equal to the total less what was paid, never below zero, whatever is refused in between', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.constantFrom(TAX_INCLUDED, TAX_ADDED), (steps, pricing) => {
        let sale = emptySale('sale', 0);
        for (const [n, next] of steps.entries()) {
          const before = structuredClone(sale);
          try {
            sale = apply(sale, next, pricing, n);
          } catch (cause) {
            expect(cause).toBeInstanceOf(TillError);
            expect(sale).toEqual(before);
          }
          expect(sale.dueMinor).toBe(sale.totals.totalMinor - paidMinor(sale.tenders));
          expect(sale.dueMinor).toBeGreaterThanOrEqual(0);
          expect(sale.totals.netMinor + sale.totals.taxMinor).toBe(sale.totals.totalMinor);
          expect(sale.tenders.filter((tender) => tender.status === 'waiting').length).toBeLessThanOrEqual(1);
          expect(new Set(sale.lines.map(({ id }) => id)).size).toBe(sale.lines.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
