// A completed sale by itself: each rate's tax is what the rate makes of it, and lines, rates and total say the same.
import { AssertionError, ok, strictEqual } from 'node:assert/strict';
import type { FactBody } from '../../src/main/store/facts.ts';

export type Pricing = Pick<FactBody<'till_founded'>['settings'], 'taxMode' | 'taxRounding'>;

export const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
/** The whole number nearest to a fraction, half up. */
const nearest = (numerator: bigint, denominator: bigint) => Number((2n * numerator + denominator) / (2n * denominator));
const taxWithin = (grossMinor: number, ratePpm: number) => nearest(BigInt(grossMinor) * BigInt(ratePpm), BigInt(1_000_000 + ratePpm));
const taxOnTop = (netMinor: number, ratePpm: number) => nearest(BigInt(netMinor) * BigInt(ratePpm), 1_000_000n);

/** `pricings` are those that were in force while it was open: it was worked out by one of them, the newest of which is last. */
export function checkSale(sale: FactBody<'sale_completed'>, pricings: readonly Pricing[]): void {
  const [newest, ...older] = pricings.toReversed();
  ok(newest, 'prices that were in force');
  try {
    checkBy(sale, newest);
  } catch (cause) {
    if (!older.some((pricing) => isBy(sale, pricing))) throw cause;
  }
}

function isBy(sale: FactBody<'sale_completed'>, pricing: Pricing): boolean {
  try {
    checkBy(sale, pricing);
    return true;
  } catch (cause) {
    if (cause instanceof AssertionError) return false;
    throw cause;
  }
}

function checkBy({ totals, lines, taxExempt, tipMinor, tipTax }: FactBody<'sale_completed'>, { taxMode, taxRounding }: Pricing): void {
  const taxOf = (ratePpm: number, { netMinor, taxMinor }: { netMinor: number; taxMinor: number }) =>
    taxMode === 'included' ? taxWithin(netMinor + taxMinor, ratePpm) : taxOnTop(netMinor, ratePpm);
  const rates = new Map(lines.map((line) => [line.id, taxExempt ? 0 : line.taxRatePpm]));
  if (taxRounding === 'line') for (const line of totals.lines) strictEqual(line.taxMinor, taxOf(rates.get(line.lineId) ?? -1, line), 'tax of a line');
  else for (const tax of totals.taxes) strictEqual(tax.taxMinor, taxOf(tax.ratePpm, tax), `tax at ${tax.ratePpm} ppm`);
  strictEqual(lines.length, totals.lines.length);
  for (const part of ['netMinor', 'taxMinor'] as const) {
    strictEqual(totals[part], total(totals.lines.map((line) => line[part])), `${part} of the lines`);
    strictEqual(totals[part], total(totals.taxes.map((tax) => tax[part])), `${part} of the rates`);
  }
  strictEqual(totals.totalMinor, totals.netMinor + totals.taxMinor, 'the total');
  for (const line of totals.lines) ok(line.totalMinor >= 0 && line.discountMinor >= 0 && line.promotionMinor >= 0, 'nothing is below zero');
  strictEqual(totals.discountMinor, total(totals.lines.map(({ discountMinor }) => discountMinor)), 'discounts of the lines');
  strictEqual(
    total(totals.promotions.map(({ amountMinor }) => amountMinor)),
    total(totals.lines.map(({ promotionMinor }) => promotionMinor)),
    'promotions of the lines',
  );
  if (tipTax) {
    strictEqual(tipTax.netMinor + tipTax.taxMinor, tipMinor, 'the taxed tip');
    strictEqual(tipTax.taxMinor, taxWithin(tipMinor, tipTax.ratePpm), 'tax of the tip');
  }
}
