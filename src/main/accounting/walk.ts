// A walk along the journal for an export: each entry with its shop's day, its shift, the settings in force and what it counts.

import type { DayRange } from '../../shared/day-range.ts';
import { shopDay } from '../../shared/shop-day.ts';
import type { AnyEntry, CountedRow, ExportStore } from '../store/export-store.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';

export interface Walked {
  entry: AnyEntry;
  day: string;
  shiftId: number;
  /** Whether the shift has ended: its number is then that of a Z, or of the one that is being made. */
  ended: boolean;
  settings: ShopSettings;
  counted: readonly CountedRow[];
}

/** How far a shop's day can lie from the same day in UTC, with the hour it begins at: wide, since days are asked one by one. */
const MARGIN_MS = 2 * 24 * 60 * 60 * 1000;

/** The stretch of the journal in which the days are. All of it is looked at, as a clock may have gone back. */
export function stretchOf(store: ExportStore, { from, to }: DayRange): { first: number; last: number } | undefined {
  return store.seqsWithin(Date.parse(`${from}T00:00:00Z`) - MARGIN_MS, Date.parse(`${to}T00:00:00Z`) + MARGIN_MS);
}

/** The entries from `first` to `last`; of these days only, where days are given. */
export function* walk(
  store: ExportStore,
  { first, last }: { first: number; last: number },
  days: DayRange | null,
  onProgress: (done: number, of: number) => void,
): Generator<Walked> {
  const history = store.settingsHistory();
  const cuts = store.cuts();
  const [founded] = history;
  if (!founded) return;
  let since = 0;
  let cut = 0;
  for (const entry of store.entries(first, last)) {
    while ((history[since + 1]?.seq ?? Number.POSITIVE_INFINITY) <= entry.seq) since += 1;
    while ((cuts[cut]?.seq ?? Number.POSITIVE_INFINITY) < entry.seq) cut += 1;
    const { settings } = history[since] ?? founded;
    const ending = cuts[cut];
    const shiftId = ending?.shiftId ?? (cuts.at(-1)?.shiftId ?? 0) + 1;
    if (entry.seq % 1000 === 0) onProgress(entry.seq - first, last - first + 1);
    const day = dayOf(entry, settings);
    if (days && (day < days.from || day > days.to)) continue;
    yield { entry, day, shiftId, ended: ending !== undefined, settings, counted: store.counted(shiftId, entry.seq) };
  }
}

/** What the entry says itself, as receipts and reports have it, or else the shop's day of its moment. */
function dayOf({ atMs, body }: AnyEntry, settings: ShopSettings): string {
  return 'day' in body ? body.day : shopDay(atMs, settings).day;
}
