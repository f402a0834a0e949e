// Sale + refunds = 0: whatever a sale was, however it was paid, and in whatever parts it goes back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import { roundForCash } from '../../shared/money.ts';
import type { Refund, RefundLeg, RefundWay, RefundWish } from '../../shared/refund.ts';
import { grossOf } from '../../shared/refund-goods.ts';
import { moneyMinor } from '../../shared/refund-money.ts';
import type { Sale } from '../../shared/sale.ts';
import { exampleLine, exampleSaleInHand } from '../../shared/sale-examples.ts';
import type { CashTender, ForeignCashTender, LightningTender, Tender } from '../../shared/tender.ts';
import { tipTaxOf } from '../../shared/tip-tax.ts';
import { type Pricing, totalsOf } from '../../shared/totals.ts';
import { leftOf, type Plan, planOf, type SaleBooks } from './planning.ts';
import { createWays } from './ways.ts';

const CURRENCY = 'CHF';
const NOTHING_LOST = { minor: 0, msat: 0 };
const TAXES = [
  { taxClassId: 'std', taxRatePpm: 81_000 },
  { taxClassId: 'low', taxRatePpm: 26_000 },
  { taxClassId: 'free', taxRatePpm: 0 },
  { taxClassId: 'ny', taxRatePpm: 88_750 },
] as const;

const discount = fc.option(
  fc.oneof(
    fc.record({ kind: fc.constant('percent' as const), ppm: fc.integer({ min: 1, max: 1_000_000 }), reason: fc.constant('') }),
    fc.record({ kind: fc.constant('amount' as const), amountMinor: fc.integer({ min: 1, max: 5000 }), reason: fc.constant('') }),
  ),
);
const line = fc.record({
  unit: fc.constantFrom('piece' as const, 'kg' as const),
  unitPriceMinor: fc.integer({ min: 0, max: 100_000 }),
  quantity: fc.integer({ min: 1, max: 30 }),
  tax: fc.constantFrom(...TAXES),
  discount,
});
const pricing: fc.Arbitrary<Pricing> = fc.record({
  taxMode: fc.constantFrom('included' as const, 'added' as const),
  taxRounding: fc.constantFrom('sale' as const, 'line' as const),
  promotions: fc.constant([]),
});
/** What part of what is due each tender takes, in the order in which they pay. */
const payments = fc.array(
  fc.record({ kind: fc.constantFrom('lightning', 'card', 'foreign_cash', 'cash'), percent: fc.integer({ min: 1, max: 90 }) }),
  {
    maxLength: 3,
  },
);
const sales = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    discount,
    pricing,
    exempt: fc.boolean(),
    tipMinor: fc.integer({ min: 0, max: 3000 }),
    tipTax: fc.option(fc.constantFrom({ taxClassId: 'std', ratePpm: 81_000 }, { taxClassId: 'low', ratePpm: 26_000 })),
    payments,
  })
  .map(({ lines, discount, pricing, exempt, tipMinor, tipTax, payments }): Sale => {
    const priced = {
      lines: lines.map(({ unit, quantity, tax, ...rest }, index) =>
        exampleLine({ id: `l${index}`, ...rest, ...tax, unit, quantity: unit === 'kg' ? quantity * 37 : quantity }),
      ),
      discount,
      taxExempt: exempt ? { reason: 'export' } : null,
    };
    const totals = totalsOf(priced, pricing);
    const tip = { tipMinor, tipTax: tipTaxOf(tipMinor, tipTax, exempt) };
    return exampleSaleInHand({ ...priced, status: 'completed', totals, ...tip, tenders: paidWith(totals.totalMinor + tipMinor, payments) });
  });

function paidWith(dueMinor: number, payments: readonly { kind: string; percent: number }[]): Tender[] {
  let leftMinor = dueMinor;
  const tenders = payments.flatMap(({ kind, percent }, index): Tender[] => {
    const amountMinor = Math.floor((leftMinor * percent) / 100);
    if (amountMinor === 0) return [];
    const id = `t${index}`;
    // A part in cash is taken at its face value.
    const face = kind === 'cash' ? amountMinor - (amountMinor % 5) : amountMinor;
    if (face === 0) return [];
    leftMinor -= face;
    switch (kind) {
      case 'lightning':
        return [lightningOf(id, face)];
      case 'card':
        return [{ kind: 'card', id, status: 'paid', amountMinor: face, reference: '' }];
      case 'foreign_cash':
        return [foreignOf(id, face)];
      default:
        return [{ kind: 'cash', id, status: 'paid', amountMinor: face, givenMinor: face, changeMinor: 0, roundingMinor: 0 }];
    }
  });
  if (leftMinor > 0) tenders.push(lastInCash(leftMinor));
  return tenders;
}

function lastInCash(amountMinor: number): CashTender {
  const givenMinor = roundForCash(amountMinor, CURRENCY);
  return { kind: 'cash', id: 'last', status: 'paid', amountMinor, givenMinor, changeMinor: 0, roundingMinor: givenMinor - amountMinor };
}

function foreignOf(id: string, amountMinor: number): ForeignCashTender {
  const common = { kind: 'foreign_cash', id, status: 'paid', amountMinor, changeMinor: 0, roundingMinor: 0, currency: 'EUR' } as const;
  return { ...common, givenMinor: amountMinor, foreignMinor: Math.max(1, Math.round(amountMinor * 1.07)), microMinorPerUnit: 93_000_000 };
}

function lightningOf(id: string, amountMinor: number): LightningTender {
  return {
    kind: 'lightning',
    id,
    status: 'paid',
    amountMinor,
    receivedMsat: amountMinor * 1_053_017,
    paidByOutpoint: null,
  } as unknown as LightningTender;
}

const ways = createWays({
  currency: () => CURRENCY,
  foreignStepMinor: () => 1,
  lightning: () => ({ kind: 'lightning', originalSat: 1, today: null, rate: 'original', amountSat: 1, obstacle: null }),
  vouchers: null,
});

/** The refund as it stands when all of its legs have gone the way they would by themselves. */
function made(plan: Plan, books: SaleBooks): Refund {
  const before = books.refunds.flatMap(({ legs }) => legs);
  const legs = plan.legs.map((leg, index): RefundLeg => {
    const id = `${books.refunds.length}.${index}`;
    const offered = { id, from: leg.from?.kind ?? null, amountMinor: leg.amountMinor, ways: ways.offered(leg, before, '') };
    const { way } = ways.decided(leg, offered, undefined, before);
    return { id, status: 'paid', amountMinor: leg.amountMinor, takes: leg.takes, way: way as RefundWay, reason: '', feeMsat: null };
  });
  const { lines, tipMinor, tipTax, taxes, amountMinor } = plan;
  return {
    id: `${books.refunds.length}`,
    saleId: 'sale',
    status: 'refunded',
    lines,
    tipMinor,
    tipTax,
    taxes,
    amountMinor,
    legs,
  } as unknown as Refund;
}

/** Some part of what is left; sooner or later all of it. */
function wishFor({ goods, tipMinor, amountMinor }: ReturnType<typeof leftOf>, turn: number, random: (value: number) => number): RefundWish {
  const pick = random(turn);
  if (turn > 8 || pick % 4 === 0) return { kind: 'whole', restock: true };
  if (pick % 4 === 1 && grossOf(goods) > 0) return { kind: 'amount', amountMinor: 1 + (pick % Math.min(grossOf(goods), amountMinor)) };
  const lines = goods.flatMap(({ line, quantity }, index) => {
    const some = random(turn * 31 + index) % (quantity + 1);
    return some > 0 ? { lineId: line.id, quantity: some, restock: index % 2 === 0 } : [];
  });
  return { kind: 'lines', lines, tipMinor: tipMinor > 0 ? pick % (tipMinor + 1) : 0 };
}

function worthless(books: SaleBooks, wish: RefundWish): boolean {
  try {
    planOf(books, wish, 0);
    return false;
  } catch (cause) {
    if (cause instanceof TillError && cause.detail?.reason === 'nothing_left') return true;
    throw cause;
  }
}

test('sale + refunds = 0, for every line, tax, tip, discount and rounding mode, for every tender, and for what is in the drawer', () => {
  fc.assert(
    fc.property(sales, fc.func(fc.nat()), (sale, random) => {
      const books: SaleBooks = { sale, refunds: [], lost: NOTHING_LOST, unusedVouchers: () => 0 };
      for (let turn = 0; leftOf(books).amountMinor > 0; turn++) {
        const left = leftOf(books);
        const wish = wishFor(left, turn, random);
        // A part that is worth nothing is none.
        if (wish.kind === 'lines' && worthless(books, wish)) continue;
        const plan = planOf(books, wish, 0);
        books.refunds.push(made(plan, books));
        expect(plan.amountMinor).toBe(grossOf(plan.lines) + plan.tipMinor);
        expect(plan.legs.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(plan.amountMinor);
        for (const part of leftOf(books).goods) {
          expect(part.quantity).toBeGreaterThanOrEqual(0);
          expect(part.grossMinor).toBeGreaterThanOrEqual(0);
        }
      }
      const left = leftOf(books);
      expect(left.goods.map(({ netMinor, taxMinor, grossMinor }) => [netMinor, taxMinor, grossMinor])).toEqual(sale.lines.map(() => [0, 0, 0]));
      expect(left.tipMinor).toBe(0);
      expect(moneyMinor(left.money)).toBe(0);
      expect(left.money.every(({ msat }) => msat === 0)).toBe(true);
      for (const tax of sale.totals.taxes) {
        const back = books.refunds
          .flatMap(({ taxes }) => taxes)
          .filter(({ taxClassId, ratePpm }) => taxClassId === tax.taxClassId && ratePpm === tax.ratePpm);
        expect(back.reduce((sum, { taxMinor }) => sum + taxMinor, 0)).toBe(tax.taxMinor);
        expect(back.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(tax.netMinor);
      }
      const tipTaxesBack = books.refunds.flatMap(({ tipTax }) => tipTax ?? []);
      const back = (figure: 'netMinor' | 'taxMinor' | 'grossMinor') => tipTaxesBack.reduce((sum, tax) => sum + tax[figure], 0);
      expect([back('netMinor'), back('taxMinor'), back('grossMinor')]).toEqual(
        sale.tipTax ? [sale.tipTax.netMinor, sale.tipTax.taxMinor, sale.tipTax.grossMinor] : [0, 0, 0],
      );
      for (const { tipTax } of books.refunds) expect((tipTax?.netMinor ?? 0) + (tipTax?.taxMinor ?? 0)).toBe(tipTax?.grossMinor ?? 0);
      const legs = books.refunds.flatMap((refund) => refund.legs);
      for (const tender of sale.tenders) {
        const back = legs.filter(({ takes }) => takes.some(({ tenderId }) => tenderId === tender.id));
        if (tender.kind === 'foreign_cash')
          expect(back.reduce((sum, { way }) => sum + (way.kind === 'foreign_cash' ? way.foreignMinor : 0), 0)).toBe(tender.foreignMinor);
        if (tender.kind === 'cash')
          expect(back.reduce((sum, { amountMinor, way }) => sum + amountMinor + (way.kind === 'cash' ? way.roundingMinor : 0), 0)).toBe(
            tender.givenMinor - tender.changeMinor,
          );
      }
    }),
    { numRuns: 400 },
  );
});

test('never more than was paid: not of a line, not of the sale, not of the tip', () => {
  fc.assert(
    fc.property(sales, fc.nat(), (sale, pick) => {
      const books: SaleBooks = { sale, refunds: [], lost: NOTHING_LOST, unusedVouchers: () => 0 };
      const [first] = sale.lines;
      if (!first || sale.totals.totalMinor === 0) return;
      const whole = leftOf(books).amountMinor;
      const over: RefundWish[] = [
        { kind: 'amount', amountMinor: sale.totals.totalMinor + 1 + (pick % 1000) },
        { kind: 'lines', lines: [{ lineId: first.id, quantity: first.quantity + 1, restock: true }], tipMinor: 0 },
        { kind: 'lines', lines: [], tipMinor: sale.tipMinor + 1 },
      ];
      for (const wish of over) expect(() => planOf(books, wish, 0)).toThrow('REFUND_REFUSED');
      expect(planOf(books, { kind: 'whole', restock: true }, 0).amountMinor).toBe(whole);
      expect(whole).toBe(sale.totals.totalMinor + sale.tipMinor);
    }),
  );
});

test('what was lost on chain is not given back, whichever goods come', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 100_000 }), fc.nat(), (priceMinor, pick) => {
      const lines = [exampleLine({ id: 'l', unitPriceMinor: priceMinor })];
      const totals = totalsOf({ lines, discount: null, taxExempt: null }, { taxMode: 'included', taxRounding: 'sale', promotions: [] });
      const tender = { ...lightningOf('t', totals.totalMinor), paidByOutpoint: 'a:0' };
      const lost = { minor: pick % totals.totalMinor, msat: (pick % totals.totalMinor) * 1_053_017 };
      const sale = exampleSaleInHand({ status: 'completed', lines, totals, tenders: [tender] });
      const plan = planOf({ sale, refunds: [], lost, unusedVouchers: () => 0 }, { kind: 'whole', restock: true }, 0);
      expect(plan.amountMinor).toBe(totals.totalMinor - lost.minor);
      expect(plan.lines).toMatchObject([{ quantity: 1, grossMinor: totals.totalMinor - lost.minor }]);
      expect(plan.legs[0]?.takes).toEqual([{ tenderId: 't', amountMinor: plan.amountMinor, msat: tender.receivedMsat - lost.msat }]);
    }),
  );
});

test('an exchange takes what is due of the sale in hand, and the rest goes back from the first tender on', () => {
  const lines = [exampleLine({ id: 'l', unitPriceMinor: 1000 })];
  const totals = totalsOf({ lines, discount: null, taxExempt: null }, { taxMode: 'included', taxRounding: 'sale', promotions: [] });
  const tenders = paidWith(totals.totalMinor, [{ kind: 'card', percent: 40 }]);
  const sale = exampleSaleInHand({ status: 'completed', lines, totals, tenders });
  const plan = planOf({ sale, refunds: [], lost: NOTHING_LOST, unusedVouchers: () => 0 }, { kind: 'whole', restock: true }, 300);
  expect(plan.legs).toMatchObject([
    { exchange: true, from: null, amountMinor: 300, takes: [{ tenderId: 'last', amountMinor: 300 }] },
    { exchange: false, from: { kind: 'card' }, amountMinor: 400 },
    { exchange: false, from: { kind: 'cash' }, amountMinor: 300 },
  ]);
});
