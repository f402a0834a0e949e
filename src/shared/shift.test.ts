// Cash of several currencies, added up and taken away; and figures of shifts, added up.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashOf, lessCash, pileMinor, sumCash } from './shift.ts';
import { NO_FIGURES, sumFigures } from './sum-figures.ts';
import type { ShiftFigures } from './z-report.ts';

const anyCash = fc.array(fc.record({ currency: fc.constantFrom(null, 'USD', 'JPY'), amountMinor: fc.integer({ min: -1e9, max: 1e9 }) }), {
  maxLength: 6,
});

describe('cash', () => {
  it('of the shop’s own currency comes first, and is there also when it is nothing', () => {
    expect(sumCash([{ currency: 'USD', amountMinor: 5 }])).toEqual([
      { currency: null, amountMinor: 0 },
      { currency: 'USD', amountMinor: 5 },
    ]);
  });

  it('taken away again leaves nothing', () => {
    fc.assert(
      fc.property(anyCash, (cash) => {
        expect(lessCash(cash, cash)).toEqual([{ currency: null, amountMinor: 0 }]);
      }),
    );
  });

  it('is the same in whatever order it is added', () => {
    fc.assert(
      fc.property(anyCash, anyCash, (a, b) => {
        expect(sumCash(a, b)).toEqual(sumCash(b, a));
      }),
    );
  });

  it('is counted by pieces and what is beside them', () => {
    const pile = {
      currency: null,
      pieces: [
        { valueMinor: 500, count: 3 },
        { valueMinor: 10, count: 2 },
      ],
      looseMinor: 7,
    };
    expect(pileMinor(pile)).toBe(1527);
    expect(cashOf([pile, { currency: 'USD', pieces: [], looseMinor: 100 }])).toEqual([
      { currency: null, amountMinor: 1527 },
      { currency: 'USD', amountMinor: 100 },
    ]);
  });
});

describe('the figures of several shifts', () => {
  const int = fc.integer({ min: 0, max: 1e9 });
  const anyFigures = fc
    .record({ count: int, totalMinor: int, tax: int, promotion: int, cash: int, lightning: int, msat: int, late: int, paidIn: int })
    .map(
      ({ count, totalMinor, tax, promotion, cash, lightning, msat, late, paidIn }): ShiftFigures => ({
        ...NO_FIGURES,
        sales: { ...NO_FIGURES.sales, count, totalMinor, taxMinor: tax },
        taxes: [
          { taxClassId: 'a', ratePpm: 70_000, netMinor: 1, taxMinor: tax, grossMinor: tax + 1 },
          ...(tax % 2 ? [{ taxClassId: 'b', ratePpm: 190_000, netMinor: 1, taxMinor: 2, grossMinor: 3 }] : []),
        ],
        promotions: promotion % 2 ? [{ id: 'two', names: { en: `Two ${promotion}` }, count: 1, amountMinor: promotion }] : [],
        tenders: [
          { kind: 'cash', count: 1, amountMinor: cash },
          ...(lightning % 2 ? [{ kind: 'lightning' as const, count: 1, amountMinor: lightning }] : []),
        ],
        lightning: {
          ...NO_FIGURES.lightning,
          received: { count: 1, amountMsat: msat },
          listed: late % 2 ? [{ kind: 'late', count: 1, amountMsat: late, amountMinor: 1 }] : [],
        },
        movements: paidIn % 2 ? [{ movement: 'paid_in', currency: null, count: 1, amountMinor: paidIn }] : [],
      }),
    );
  const flat = (figures: ShiftFigures) => ({
    total: figures.sales.totalMinor,
    tax: figures.taxes.reduce((sum, { taxMinor }) => sum + taxMinor, 0),
    promotions: figures.promotions.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    tenders: figures.tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    received: figures.lightning.received.amountMsat,
    late: figures.lightning.listed.reduce((sum, { amountMsat }) => sum + amountMsat, 0),
    moved: figures.movements.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  });

  it('lose nothing, have each row once, and are the same however they are grouped', () => {
    fc.assert(
      fc.property(fc.array(anyFigures, { minLength: 1, maxLength: 8 }), fc.nat(), (parts, at) => {
        const sum = sumFigures(parts);
        const expected = parts
          .map(flat)
          .reduce((a, b) => Object.fromEntries(Object.entries(a).map(([key, value]) => [key, value + b[key as keyof typeof b]])) as typeof a);
        expect(flat(sum)).toEqual(expected);
        expect(new Set(sum.taxes.map(({ ratePpm }) => ratePpm)).size).toBe(sum.taxes.length);
        const cut = at % (parts.length + 1);
        expect(sumFigures([sumFigures(parts.slice(0, cut)), sumFigures(parts.slice(cut))])).toEqual(sum);
      }),
    );
  });

  it('of one are its own, and of none are nothing', () => {
    fc.assert(
      fc.property(anyFigures, (figures) => {
        expect(sumFigures([figures])).toEqual(figures);
      }),
    );
    expect(sumFigures([])).toEqual(NO_FIGURES);
  });

  it('are no figures at all where a sum would be no exact number', () => {
    const half = { ...NO_FIGURES, cancelled: { count: 1, amountMinor: 2 ** 52 } };
    expect(sumFigures([half]).cancelled.amountMinor).toBe(2 ** 52);
    expect(() => sumFigures([half, half])).toThrow('the sum of amountMinor is no exact number');
  });
});
