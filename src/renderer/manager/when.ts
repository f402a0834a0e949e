// Days and times as people say them, on the shop's own clock. A day is YYYY-MM-DD. Pure.
import { type DayRange, dayAfter } from '../../shared/day-range.ts';

/** "Sunday, 22 November", with the year when it is not `thisYear`. */
export function dayWords(day: string, locale: string, thisYear: string): string {
  const year = day.startsWith(thisYear) ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', ...year, timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}

/** "November 2026" of a month (YYYY-MM), "2026" of a year (YYYY). */
export function periodWords(period: string, locale: string): string {
  const month = period.length > 4 ? ({ month: 'long' } as const) : {};
  return new Intl.DateTimeFormat(locale, { year: 'numeric', ...month, timeZone: 'UTC' }).format(Date.parse(period));
}

type Length = 'long' | 'short';

/** "Sunday". */
export function weekdayWord(day: string, locale: string, length: Length = 'long'): string {
  return new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`));
}

const A_MONDAY = '2024-01-01';

/** The same of a number, from Monday (1) to Sunday (7). */
export function weekdayName(weekday: number, locale: string, length: Length = 'long'): string {
  return weekdayWord(dayAfter(A_MONDAY, weekday - 1), locale, length);
}

/** "1–22 Nov 2026": as short as two days can be said, and one. */
export function rangeWords({ from, to }: DayRange, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return format.formatRange(Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`));
}

/** "14:32". */
export function timeWords(atMs: number, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(atMs);
}

/** "22 Nov 2026, 14:32:05": for what has to be found again elsewhere. */
export function momentWords(atMs: number, locale: string, timeZone: string): string {
  const date = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(locale, { ...date, ...time, timeZone }).format(atMs);
}

/** "14:00–15:00". */
export function hourWords(hour: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(hour)}:00–${two(hour + 1)}:00`;
}
