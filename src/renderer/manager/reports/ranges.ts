// Which days a report is over, as a manager chooses them: by a name that moves with the calendar, or from one day to another; and
// the range before and after it. Weeks begin on Monday (ISO 8601), so that a report has the same numbers in every language. Pure.
import { type DayRange, dayAfter, dayCountOf, weekdayOf } from '../../../shared/day-range.ts';

export const RANGE_NAMES = ['today', 'yesterday', 'this_week', 'last_week', 'last_30_days', 'this_month', 'last_month', 'this_year'] as const;
export type RangeName = (typeof RANGE_NAMES)[number];

/** What is kept in the address: a name stays right tomorrow. */
export type RangeChoice = RangeName | DayRange;

/** What is shown until something else is chosen. */
export const USUAL_RANGE: RangeName = 'last_30_days';
const DAYS_SHOWN_FIRST = 30;

type Unit = 'day' | 'week' | 'month' | 'year';
const NAMED_UNITS: Partial<Record<RangeName, { unit: Unit; back: 0 | 1 }>> = {
  today: { unit: 'day', back: 0 },
  yesterday: { unit: 'day', back: 1 },
  this_week: { unit: 'week', back: 0 },
  last_week: { unit: 'week', back: 1 },
  this_month: { unit: 'month', back: 0 },
  last_month: { unit: 'month', back: 1 },
  this_year: { unit: 'year', back: 0 },
};

/** The whole week, month or year that the day is in. */
function around(day: string, unit: Unit): DayRange {
  switch (unit) {
    case 'day':
      return { from: day, to: day };
    case 'week': {
      const from = dayAfter(day, 1 - weekdayOf(day));
      return { from, to: dayAfter(from, 6) };
    }
    case 'month': {
      const from = `${day.slice(0, 7)}-01`;
      // No month has more than 31 days: 31 days after its first, it is the next.
      return { from, to: dayAfter(`${dayAfter(from, 31).slice(0, 7)}-01`, -1) };
    }
    case 'year':
      return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` };
  }
}

/** Nothing is sold after today. */
const upTo = (today: string, { from, to }: DayRange): DayRange => ({ from, to: to > today ? today : to });

export function rangeOf(choice: RangeChoice, today: string): DayRange {
  if (typeof choice !== 'string') return choice;
  const named = NAMED_UNITS[choice];
  if (!named) return { from: dayAfter(today, 1 - DAYS_SHOWN_FIRST), to: today };
  const current = around(today, named.unit);
  return named.back === 0 ? upTo(today, current) : around(dayAfter(current.from, -1), named.unit);
}

/** The week, month or year that a range is all of, or all of so far; null for any other days. */
function unitOf(choice: RangeChoice, today: string): Unit | null {
  if (typeof choice === 'string') return NAMED_UNITS[choice]?.unit ?? null;
  const same = (unit: Unit) => {
    const whole = upTo(today, around(choice.from, unit));
    return whole.from === choice.from && whole.to === choice.to;
  };
  return (['day', 'week', 'month', 'year'] as const).find(same) ?? null;
}

/** The days right before or after: a whole week, month or year for one of those, else as many days. Null when that begins after today. */
export function steppedFrom(choice: RangeChoice, step: -1 | 1, today: string): RangeChoice | null {
  const range = rangeOf(choice, today);
  const unit = unitOf(choice, today);
  const days = dayCountOf(range) * step;
  const next = unit
    ? upTo(today, around(step === 1 ? dayAfter(around(range.from, unit).to, 1) : dayAfter(range.from, -1), unit))
    : { from: dayAfter(range.from, days), to: dayAfter(range.to, days) };
  if (next.from > today) return null;
  const isIt = (name: RangeName) => {
    const named = rangeOf(name, today);
    return (NAMED_UNITS[name]?.unit ?? null) === unit && named.from === next.from && named.to === next.to;
  };
  return RANGE_NAMES.find(isIt) ?? next;
}
