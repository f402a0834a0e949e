// Ranges of shop days as reports have them: which may be asked for, which one comes right before, and what they are cut into.
// Days are dates (YYYY-MM-DD) here and no moments, so that no clock and no summer time has a say. Pure.

/** Both days belong to it. */
export interface DayRange {
  from: string;
  to: string;
}

/** Charts show days up to here, and months beyond. */
const MOST_DAYS_SHOWN = 92;
const MOST_YEARS = 10;
const MOST_DAYS = MOST_YEARS * 366;
/** The end of this month and of this year may be asked for; what comes later is a slip of the finger. */
const MOST_DAYS_AHEAD = 366;
const DAY_MS = 24 * 60 * 60 * 1000;

const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayAt = (timeMs: number) => new Date(timeMs).toISOString().slice(0, 10);

/** So many days later, or (negative) before. */
export function dayAfter(day: string, days: number): string {
  return dayAt(timeOf(day) + days * DAY_MS);
}

/** From Monday (1) to Sunday (7). */
export function weekdayOf(day: string): number {
  return new Date(timeOf(day)).getUTCDay() || 7;
}

export function dayCountOf({ from, to }: DayRange): number {
  return Math.round((timeOf(to) - timeOf(from)) / DAY_MS) + 1;
}

export function daysOf({ from, to }: DayRange): string[] {
  return Array.from({ length: dayCountOf({ from, to }) }, (_, index) => dayAfter(from, index));
}

const lastOfMonth = (day: string) => dayAt(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0));
const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`;

/** The same day of a month, or its last one where it has no such day. */
function dayInMonth(month: string, day: string): string {
  const same = `${month}${day.slice(7)}`;
  const last = lastOfMonth(`${month}-01`);
  return same < last ? same : last;
}

/**
 * The month before a whole month, the year before a whole year. Of a week, month or year up to a day in it, as much of the one before:
 * a Monday to Wednesday is not compared with a weekend. Else as many days, right before.
 */
export function rangeBefore({ from, to }: DayRange): DayRange {
  const dayBefore = dayAfter(from, -1);
  const dayCount = dayCountOf({ from, to });
  if (weekdayOf(from) === 1 && dayCount > 1 && dayCount < 7) return { from: dayAfter(from, -7), to: dayAfter(to, -7) };
  if (from === firstOfMonth(from) && to === lastOfMonth(from)) return { from: firstOfMonth(dayBefore), to: dayBefore };
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return { from: `${dayBefore.slice(0, 4)}-01-01`, to: dayBefore };
  if (from === firstOfMonth(from) && dayCount > 1) {
    if (to <= lastOfMonth(from)) return { from: firstOfMonth(dayBefore), to: dayInMonth(dayBefore.slice(0, 7), to) };
    const lastYear = String(Number(from.slice(0, 4)) - 1);
    if (from.endsWith('-01-01') && to.slice(0, 4) === from.slice(0, 4))
      return { from: `${lastYear}-01-01`, to: dayInMonth(`${lastYear}${to.slice(4, 7)}`, to) };
  }
  return { from: dayAfter(from, -dayCount), to: dayBefore };
}

/** What a chart of the range is cut into. */
export function stepOf(range: DayRange): 'day' | 'month' {
  return dayCountOf(range) > MOST_DAYS_SHOWN ? 'month' : 'day';
}

/** All of it, in pieces one after the other; the first and the last month may be parts of months. */
export function piecesOf(range: DayRange, step: 'day' | 'month'): DayRange[] {
  if (step === 'day') return daysOf(range).map((day) => ({ from: day, to: day }));
  const pieces: DayRange[] = [];
  for (let { from } = range; from <= range.to; ) {
    const end = lastOfMonth(from);
    const to = end < range.to ? end : range.to;
    pieces.push({ from, to });
    from = dayAfter(to, 1);
  }
  return pieces;
}

/** `no_day`: 31 February. `reversed`: it ends before it begins. */
export type RangeTrouble = 'no_day' | 'reversed' | 'future' | 'too_long';

/** Why nothing is counted for it, or null. */
export function rangeTrouble({ from, to }: DayRange, today: string): RangeTrouble | null {
  const isDay = (day: string) => /^(19|20|21)\d\d-\d\d-\d\d$/.test(day) && !Number.isNaN(timeOf(day)) && dayAt(timeOf(day)) === day;
  if (!isDay(from) || !isDay(to)) return 'no_day';
  if (from > to) return 'reversed';
  if (from > today || to > dayAfter(today, MOST_DAYS_AHEAD)) return 'future';
  return dayCountOf({ from, to }) > MOST_DAYS ? 'too_long' : null;
}
