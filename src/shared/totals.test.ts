// The rules of a sale's totals, for any basket: lines and tax make the total, and how the lines are cut changes nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineItem, listMinorOf } from './line-item.ts';
import { exampleLine } from './sale-examples.ts';
import { EMPTY_TOTALS, type TaxMode, totalsOf as totalsOfSale } from './totals.ts';

const RATES_PPM = [0, 25_000, 70_000, 81_000, 88_750, 100_000, 190_000, 200_000, 270_000, 1_000_000];

const anyRate = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...RATES_PPM) }, fc.integer({ min: 0, max: 1_000_000 }));
const anyMode = fc.constantFrom<TaxMode>('included', 'added');
const anyLine = fc
  .record({
    unitPriceMinor: fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 1_000_000_000 })),
    quantity: fc.integer({ min: 1, max: 9999 }),
    ratePpm: anyRate,
  })
  .map(({ unitPriceMinor, quantity, ratePpm }) => line(unitPriceMinor, quantity, ratePpm));
const anyLines = fc.array(anyLine, { maxLength: 20 });

let ids = 0;
function line(unitPriceMinor: number, quantity: number, ratePpm: number): LineItem {
  ids += 1;
  return exampleLine({ id: `line-${ids}`, unitPriceMinor, quantity, taxClassId: `class-${ratePpm}`, taxRatePpm: ratePpm });
}
const totalsOf = (lines: readonly LineItem[], taxMode: TaxMode) =>
  totalsOfSale({ lines, discount: null, taxExempt: null }, { taxMode, taxRounding: 'sale', promotions: [] });
/** But for what each line has of it. */
const sumsOf = (lines: readonly LineItem[], taxMode: TaxMode) => ({ ...totalsOf(lines, taxMode), lines: [] });

const sumOfLines = (lines: readonly LineItem[]) => lines.reduce((sum, one) => sum + listMinorOf(one), 0);

describe('the totals of a sale', () => {
  it('are net and tax, of the sale and of every rate, and the rates make the sale', () => {
    fc.assert(
      fc.property(anyLines, anyMode, (lines, mode) => {
        const totals = totalsOf(lines, mode);
        expect(totals.netMinor + totals.taxMinor).toBe(totals.totalMinor);
        for (const tax of totals.taxes) expect(tax.netMinor + tax.taxMinor).toBe(tax.grossMinor);
        for (const part of ['netMinor', 'taxMinor'] as const) {
          expect(totals.taxes.reduce((sum, tax) => sum + tax[part], 0)).toBe(totals[part]);
        }
        expect(totals.taxes.reduce((sum, tax) => sum + tax.grossMinor, 0)).toBe(totals.totalMinor);
        expect(totals.itemCount).toBe(lines.reduce((sum, { quantity }) => sum + quantity, 0));
      }),
    );
  });

  it('are the prices where the tax is included, and the prices and the tax where it is added', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        expect(totalsOf(lines, 'included').totalMinor).toBe(sumOfLines(lines));
        expect(totalsOf(lines, 'added').netMinor).toBe(sumOfLines(lines));
      }),
    );
  });

  it('have a tax that is right to half a minor unit at each rate', () => {
    fc.assert(
      fc.property(anyLines, anyMode, (lines, mode) => {
        for (const { ratePpm, netMinor, taxMinor, grossMinor } of totalsOf(lines, mode).taxes) {
          const [base, parts] = mode === 'included' ? [grossMinor, 1_000_000 + ratePpm] : [netMinor, 1_000_000];
          const twiceError = 2n * (BigInt(taxMinor) * BigInt(parts) - BigInt(base) * BigInt(ratePpm));
          expect(twiceError <= BigInt(parts) && twiceError > -BigInt(parts)).toBe(true);
        }
      }),
    );
  });

  it('do not change when a line is split in two', () => {
    fc.assert(
      fc.property(anyLines, fc.nat(), fc.nat(), anyMode, (lines, which, cut, mode) => {
        const index = lines.length === 0 ? 0 : which % lines.length;
        const whole = lines[index];
        fc.pre(whole !== undefined && whole.quantity > 1);
        const first = 1 + (cut % (whole.quantity - 1));
        const split = [
          ...lines.slice(0, index),
          { ...whole, quantity: first },
          ...lines.slice(index + 1),
          { ...whole, id: 'rest', quantity: whole.quantity - first },
        ];
        expect(sumsOf(split, mode)).toEqual(sumsOf(lines, mode));
      }),
    );
  });

  it('do not depend on the order of the lines', () => {
    fc.assert(
      fc.property(anyLines, anyMode, (lines, mode) => {
        const reversed = totalsOf(lines.toReversed(), mode);
        expect({ ...reversed, lines: reversed.lines.toReversed() }).toEqual(totalsOf(lines, mode));
      }),
    );
  });

  it('list each rate once, the lowest first', () => {
    fc.assert(
      fc.property(anyLines, anyMode, (lines, mode) => {
        const rates = totalsOf(lines, mode).taxes.map(({ ratePpm }) => ratePpm);
        expect(rates).toEqual([...new Set(lines.map(({ taxRatePpm }) => taxRatePpm))].sort((a, b) => a - b));
      }),
    );
  });

  it('keep two classes of one rate apart', () => {
    const lines = [line(100, 1, 0), { ...line(200, 1, 0), taxClassId: 'exempt' }];
    expect(totalsOf(lines, 'included').taxes.map(({ taxClassId, grossMinor }) => [taxClassId, grossMinor])).toEqual([
      ['class-0', 100],
      ['exempt', 200],
    ]);
  });

  it.each<[TaxMode, number, number, number, number, string]>([
    ['included', 100_000, 4500, 409, 4500, 'a coffee in Seoul'],
    ['included', 190_000, 380, 61, 380, 'a cappuccino in Berlin'],
    ['included', 70_000, 195, 13, 195, 'a croissant in Berlin'],
    ['added', 88_750, 1000, 89, 1089, 'ten dollars in New York'],
    ['added', 88_750, 4, 0, 4, 'four cents in New York'],
    ['added', 500_000, 1, 1, 2, 'half a cent of tax is a cent'],
  ])('with the tax %s at %i ppm on %i are %i tax and %i to pay: %s', (mode, ratePpm, price, taxMinor, totalMinor) => {
    expect(totalsOf([line(price, 1, ratePpm)], mode)).toMatchObject({ taxMinor, totalMinor });
  });

  it('of nothing are nothing', () => {
    expect(totalsOf([], 'included')).toEqual(EMPTY_TOTALS);
  });
});
