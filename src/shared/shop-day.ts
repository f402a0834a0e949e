// The shop's own calendar: which business day and hour a moment falls on. A business day begins at the hour that the settings
// say, so that a bar's night is one day; a sale keeps the day and hour it got when it closed, whatever the settings become later.

/** A business day as YYYY-MM-DD, and an hour of 0 to 23 as a clock on the shop's wall shows it. */
export interface ShopDay {
  day: string;
  hour: number;
}

/** Where the shop is, and at which hour (0 to 12) its day begins. */
export interface ShopCalendar {
  timeZone: string;
  dayStartsAtHour: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WEEK_MS = 7 * DAY_MS;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** `timeZone` is an IANA name; throws RangeError for one that Intl does not know. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** Whether it is a zone that this machine knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    clockOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** The wall clock at a moment, by the parts that Intl names: year, month, day, hour, minute. */
function wallClock(atMs: number, timeZone: string): Record<'year' | 'month' | 'day' | 'hour' | 'minute', string> {
  const wall = { year: '', month: '', day: '', hour: '', minute: '' };
  for (const { type, value } of clockOf(timeZone).formatToParts(atMs)) {
    if (type in wall) wall[type as keyof typeof wall] = value;
  }
  return wall;
}

/** The business day of a moment (ms since the epoch, UTC), and its hour by the clock. */
export function shopDay(atMs: number, { timeZone, dayStartsAtHour }: ShopCalendar): ShopDay {
  const { year, month, day, hour } = wallClock(atMs, timeZone);
  const date = `${year}-${month}-${day}`;
  return { day: Number(hour) < dayStartsAtHour ? daysBefore(date, 1) : date, hour: Number(hour) };
}

/** How far the wall clock is ahead of UTC at a moment, to the minute. */
function aheadOfUtcMs(atMs: number, timeZone: string): number {
  const { year, month, day, hour, minute } = wallClock(atMs, timeZone);
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

/** The moment one week earlier at which the shop's clock showed the same time, also across a change of summer time. */
export function weekEarlier(atMs: number, timeZone: string): number {
  const before = atMs - WEEK_MS;
  return before + aheadOfUtcMs(atMs, timeZone) - aheadOfUtcMs(before, timeZone);
}

/** The same weekday one week before. */
export function dayOneWeekBefore(day: string): string {
  return daysBefore(day, 7);
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}
