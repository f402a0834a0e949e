// The end of a day: papers come out, lists are looked at, the drawer is counted blind and the shift is closed; and what the till says of
// itself then, for whoever counts it again.
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { dayAfter } from '../../src/shared/day-range.ts';
import type { RangeReport } from '../../src/shared/range-report.ts';
import { pileMinor } from '../../src/shared/shift.ts';
import type { PeriodReport, ShiftReport } from '../../src/shared/z-report.ts';
import type { Floor } from './floor.ts';
import { clearLists } from './going-back.ts';
import { type MonthFiles, monthFiles } from './month-files.ts';

/** What the till says in the evening. */
export interface Evening {
  /** Counts the days of the year from 0; `date` is the shop day. */
  day: number;
  date: string;
  zs: ShiftReport[];
  standing: {
    accounts: [customerId: string, owedMinor: number][];
    listed: { id: string; kind: string; status: string; amountMsat: number; amountMinor: number | null }[];
    unfinished: string[];
    prepaidMinor: number;
  };
  /** With the last day of a month the month's, and with the last day of all the year's. */
  periods: PeriodReport[];
  ranges: RangeReport[];
  /** With the last day of a month. */
  files: MonthFiles | null;
  last: boolean;
}

/** Counts the drawer, wrong by a little now and then, and ends the shift; two presses are one. */
export async function closeShift(floor: Floor): Promise<ShiftReport> {
  const { random } = floor;
  const { call } = floor.manager;
  const { shiftId, currencies } = await call.shifts.closing();
  const count = async (looseMinor: number) => {
    const countId = floor.id();
    const counted = currencies.map((currency) => ({ currency, pieces: [], looseMinor: currency === null ? looseMinor : random.below(50) * 100 }));
    return { countId, closing: await call.shifts.count({ shiftId, countId, counted }) };
  };
  // Blind: what should be there is told with the first count. A difference is counted again, or stays.
  let { countId, closing } = await count(200_000 + random.below(1000));
  const expected = closing.counts.at(-1)?.expected ?? [];
  if (random.chance(0.8)) {
    countId = floor.id();
    const off = random.chance(0.2) ? random.below(500) - 250 : 0;
    const counted = expected.map(({ currency, amountMinor }) => ({
      currency,
      pieces: amountMinor >= 2000 && currency === null ? [{ valueMinor: 1000, count: 2 }] : [],
      looseMinor: Math.max(0, amountMinor + (currency === null ? off : 0) - (amountMinor >= 2000 && currency === null ? 2000 : 0)),
    }));
    closing = await call.shifts.count({ shiftId, countId, counted });
  }
  const taken = (closing.inDrawer ?? []).map(({ currency, amountMinor }) => ({ currency, amountMinor: Math.max(0, Math.floor(amountMinor * 0.7)) }));
  const before = (await call.shifts.x()).report;
  const request = { shiftId, countId, reason: 'As counted', taken };
  const [once, twice] = await Promise.all([call.shifts.close(request), call.shifts.close(request)]);
  deepStrictEqual(twice, once, 'closed once');
  const z = await call.shifts.z(once);
  // The drawer opens for the count, and papers come out meanwhile.
  deepStrictEqual({ ...before.figures, drawerOpenedCount: 0 }, { ...z.figures, drawerOpenedCount: 0 }, 'the X just before is the Z');
  deepStrictEqual(before.grandTotal, z.grandTotal, 'the grand total of the X just before');
  strictEqual(
    z.drawer.counted?.counts.at(-1)?.counted.reduce((sum, pile) => (pile.currency === null ? sum + pileMinor(pile) : sum), 0) !== undefined,
    true,
  );
  return z;
}

/** The morning's float, as the evening before has left it; at times it is not that. */
export async function morning(floor: Floor): Promise<void> {
  const { canCountFloat, id: shiftId } = floor.cashier.state.shift;
  if (!canCountFloat || floor.random.chance(0.2)) return;
  const counted = [{ currency: null, pieces: [], looseMinor: 10_000 + floor.random.below(20_000) }];
  await floor.attempt('float', () => floor.cashier.call.shifts.countFloat({ shiftId, counted }));
}

/** Every paper comes out, but those that somebody is asked about: they are answered. */
async function papers(floor: Floor): Promise<void> {
  for (const printerId of ['counter', 'bar']) {
    await floor.attempt('printer: none', () => floor.manager.call.practice.printer({ printerId, fault: 'none' }), floor.manager);
  }
  for (let waitedMs = 0; floor.manager.state.printing.pendingCount > 0; waitedMs += 5) {
    const asked = floor.manager.state.printing.jobs.find(({ status }) => status === 'unconfirmed');
    if (asked)
      await floor.attempt(
        'a paper',
        () => floor.manager.call.printing.answer({ jobId: asked.id, answer: floor.random.pick(['printed', 'again']) }),
        floor.manager,
      );
    if (waitedMs > 60_000) throw new Error(`papers are stuck: ${JSON.stringify(floor.manager.state.printing)}`);
    await pause(5);
  }
}

export async function evening(floor: Floor, { day, date, last }: { day: number; date: string; last: boolean }, zsOfDay: number[]): Promise<Evening> {
  const { call, state } = floor.manager;
  await floor.fresh();
  if (last || new Date(`${date}T00:00:00Z`).getUTCDay() === 0) await clearLists(floor);
  await floor.fresh();
  await papers(floor);
  zsOfDay.push((await closeShift(floor)).number);
  await floor.settled();
  const zs = await Promise.all(zsOfDay.map((number) => call.shifts.z({ number })));
  const monthEnds = last || dayAfter(date, 1).slice(0, 7) !== date.slice(0, 7);
  const periods = [...(monthEnds ? [date.slice(0, 7)] : []), ...(last ? [date.slice(0, 4)] : [])];
  const { customers } = await call.accounts.all({ text: '' });
  return {
    day,
    date,
    zs,
    standing: {
      accounts: customers.map(({ id, balanceMinor }) => [id, balanceMinor]),
      listed: state.attention.open.map(({ id, kind, status, amountMsat, amountMinor }) => ({ id, kind, status, amountMsat, amountMinor })),
      unfinished: state.refunds.unfinished.map(({ refundId }) => refundId),
      prepaidMinor: zs.at(-1)?.prepaidMinor.after ?? 0,
    },
    periods: await Promise.all(periods.map((period) => call.shifts.period({ period }))),
    files: monthEnds ? await monthFiles(floor, { from: `${date.slice(0, 7)}-01`, to: date }) : null,
    ranges: await Promise.all(periods.map((period) => call.reports.range({ from: `${period}-01-01`.slice(0, 10), to: date }))),
    last,
  };
}
