// What should be in the drawer, by currency, and what each count of it found; '' is the shop's own currency.
import { deepStrictEqual } from 'node:assert/strict';
import type { FactBody } from '../../src/main/store/facts.ts';
import { Sums } from './sums.ts';

type Cash = readonly { currency: string | null; amountMinor: number }[];
type Piles = FactBody<'shift_counted'>['counted'];

const mapOf = (cash: Cash) => new Map(cash.filter(({ amountMinor }) => amountMinor !== 0).map((one) => [one.currency ?? '', one.amountMinor]));
const inPiles = (piles: Piles) =>
  piles.map(({ currency, pieces, looseMinor }): [string, number] => [
    currency ?? '',
    pieces.reduce((sum, { valueMinor, count }) => sum + valueMinor * count, looseMinor),
  ]);

export function createDrawerCount() {
  const cash = new Sums();
  /** What the last count found to be more than there should be (or less). */
  const found = new Sums();
  const expects = (expected: Cash, what: string) => deepStrictEqual(mapOf(expected), new Map(cash.all()), what);

  return {
    move: (currency: string | null, amount: number) => cash.add(currency ?? '', amount),
    begin({ expected, counted }: { expected: Cash; counted: Piles }): void {
      expects(expected, 'what the shift before left');
      cash.become(inPiles(counted));
    },
    count({ expected, counted }: { expected: Cash; counted: Piles }): void {
      expects(expected, 'what should be in the drawer');
      found.become(inPiles(counted));
      for (const [currency, amountMinor] of mapOf(expected)) found.add(currency, -amountMinor);
    },
    /** The last count stands, and what moved after it. Returns what it found. */
    cut({ taken, left }: { taken: Cash; left: Cash }): [currency: string, amountMinor: number][] {
      const differences = [...found.all()];
      for (const [currency, amountMinor] of differences) cash.add(currency, amountMinor);
      found.become([]);
      for (const { currency, amountMinor } of taken) cash.add(currency ?? '', -amountMinor);
      expects(left, 'what is left in the drawer');
      return differences;
    },
  };
}
