// The tax classes of a shop: what they are called, what they take, and from which day on they take something else. Pure.

export interface TaxClass {
  id: string;
  /** The name printed beside the rate, in the shop's words. */
  name: string;
  /** The rate in parts per million: 10 % is 100_000, 8.875 % is 88_750. */
  ratePpm: number;
  /** Other rates to come, each from a business day on (YYYY-MM-DD), the earliest first. */
  changes: { fromDay: string; ratePpm: number }[];
  /** The class that counts instead where it is taken away; null: the same. */
  takeawayClassId: string | null;
  /** Not offered for articles any more. Those that have it keep it. */
  retired: boolean;
}

/** A class that is a name and a rate, and nothing that is out of the ordinary. */
export const PLAIN_TAX_CLASS: Pick<TaxClass, 'changes' | 'takeawayClassId' | 'retired'> = { changes: [], takeawayClassId: null, retired: false };

/** What it takes on that business day. */
export function rateOn({ ratePpm, changes }: Pick<TaxClass, 'ratePpm' | 'changes'>, day: string): number {
  return changes.findLast(({ fromDay }) => fromDay <= day)?.ratePpm ?? ratePpm;
}
