// Cutting an amount into parts without losing any of it: the largest remainder method (Hamilton), for discounts and taxes.

/**
 * `amountMinor` cut in proportion to the weights (zero or more), in whole minor units that add up to it exactly. What is left
 * over after rounding down goes to the largest remainders, the first of equal ones first. No part is more than its weight where
 * the amount is no more than all of them; nothing is cut where all weights are zero.
 */
export function spread(amountMinor: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (amountMinor === 0 || whole === 0) return weights.map(() => 0);
  const divisor = BigInt(whole);
  const cuts = weights.map((weight, index) => {
    const product = BigInt(amountMinor) * BigInt(weight);
    return { index, part: Number(product / divisor), remainder: product % divisor };
  });
  let left = amountMinor - cuts.reduce((sum, { part }) => sum + part, 0);
  const parts = cuts.map(({ part }) => part);
  for (const { index, part } of cuts.toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))) {
    if (left === 0) break;
    parts[index] = part + 1;
    left -= 1;
  }
  return parts;
}
