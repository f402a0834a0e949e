// Days and times as people say them, on the shop's own clock. A day is YYYY-MM-DD. Pure.

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day `days` later (or earlier, when negative). */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** "Sunday, 22 November", with the year when it is not `thisYear`. */
export function dayWords(day: string, locale: string, thisYear: string): string {
  const year = day.startsWith(thisYear) ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', ...year, timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}

/** "Sunday". */
export function weekdayWord(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`));
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
