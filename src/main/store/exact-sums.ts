// Every sum of a Z is an exact number: what would make one of them pass what a number holds exactly is refused where it is
// written, so that no shift is ever left with figures that its Z cannot have. Counted along in memory; the tables are asked when
// another shift begins, and before anything is refused. For the shift's writer.
import type { Database } from 'better-sqlite3';
import { TillError } from '../../shared/errors.ts';
import { MAX_AMOUNT_MINOR } from '../../shared/money.ts';
import type { FactKind, JournalEntry } from './facts.ts';
import type { Counted } from './shift-counts.ts';

/**
 * The most that people may move in a shift, in minor units and in msat, each amount counted as positive, and together with the grand
 * total. 2,000 times the largest amount there is, or 20,000 BTC. A difference of two drawers is below 2^53 then.
 */
const MOST = 2_000 * MAX_AMOUNT_MINOR;
/** What has happened already has as much again: it is refused by nobody, least of all money that has come. */
const MOST_THAT_HAPPENED = 2 * MOST;
const HAPPENED: ReadonlySet<FactKind> = new Set<FactKind>([
  'settlement_recorded',
  'chain_receipt_replaced',
  'chain_receipt_returned',
  'sale_completed',
  'voucher_issued', // with the money for it
  'refund_sent',
  'refund_ended',
  'refund_completed',
]);

interface Sums {
  minor: number;
  msat: number;
}

/** Throws AMOUNT_TOO_LARGE for an entry whose rows are too much for its shift; before they are written. */
export function createExactSums(db: Database): (entry: JournalEntry, shiftId: number, rows: readonly Counted[]) => void {
  const closed = db.prepare<[], { number: number; minor: number }>(
    `SELECT number, (body ->> '$.grandTotal.after.salesMinor') + (body ->> '$.grandTotal.after.refundsMinor') AS minor
     FROM z_report ORDER BY number DESC LIMIT 1`,
  );
  const counted = db.prepare<[number], Sums>(
    `SELECT coalesce(sum(abs(amount_minor) + abs(drawer_minor) + abs(rounding_minor)), 0) AS minor, coalesce(sum(abs(amount_msat)), 0) AS msat
     FROM shift_entry WHERE shift_id = ?`,
  );
  /** Of shifts that have ended and whose Z is still being made. */
  const towardsGrandTotal = db
    .prepare<[number, number], number>(
      `SELECT coalesce(sum(abs(amount_minor)), 0) FROM shift_entry WHERE shift_id > ? AND shift_id < ? AND kind IN ('sale', 'refund')`,
    )
    .pluck();
  const discounted = db
    .prepare<[number], number>(
      `SELECT coalesce(sum(discount_minor + promotion_minor), 0) FROM shift_entry e JOIN sale ON sale.id = e.subject_id
       WHERE e.shift_id = ? AND e.kind = 'sale'`,
    )
    .pluck();
  const listed = db.prepare<[], number>(`SELECT coalesce(sum(amount_msat), 0) FROM attention WHERE status IN ('open', 'refunding')`).pluck();

  let ofShift: number | null = null;
  let sums: Sums = { minor: 0, msat: 0 };
  const read = (shiftId: number): Sums => {
    const last = closed.get() ?? { number: 0, minor: 0 };
    const grandMinor = last.minor + (towardsGrandTotal.get(last.number, shiftId) ?? 0);
    const { minor, msat } = counted.get(shiftId) as Sums;
    return { minor: grandMinor + minor + (discounted.get(shiftId) ?? 0), msat: msat + (listed.get() ?? 0) };
  };

  return (entry, shiftId, rows) => {
    // What was undone stays counted here until the tables are asked: too much, and never too little.
    if (ofShift !== shiftId) sums = read(shiftId);
    ofShift = shiftId;
    const more = weightOf(entry, rows);
    const most = HAPPENED.has(entry.kind) ? MOST_THAT_HAPPENED : MOST;
    const fits = () => sums.minor + more.minor <= most && sums.msat + more.msat <= most;
    if (!fits()) {
      sums = read(shiftId);
      if (!fits()) throw new TillError('AMOUNT_TOO_LARGE');
    }
    sums.minor += more.minor;
    sums.msat += more.msat;
  };
}

function weightOf({ kind, body }: JournalEntry, rows: readonly Counted[]): Sums {
  const more = { minor: 0, msat: 0 };
  for (const { amountMinor = 0, drawerMinor = 0, roundingMinor = 0, amountMsat = 0 } of rows) {
    more.minor += Math.abs(amountMinor) + Math.abs(drawerMinor) + Math.abs(roundingMinor);
    more.msat += Math.abs(amountMsat);
  }
  if (kind === 'sale_completed') {
    const { totals } = body as JournalEntry<'sale_completed'>['body'];
    more.minor += totals.discountMinor;
    for (const { amountMinor } of totals.promotions) more.minor += amountMinor;
  }
  return more;
}
