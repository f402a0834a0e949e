// Ranges of days: what comes before one, what it is cut into, and what is no range at all.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dayAfter, dayCountOf, daysOf, piecesOf, rangeBefore, rangeTrouble, stepOf, weekdayOf } from './day-range.ts';

const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days) => dayAfter('1960-01-01', days));
const anyRange = fc.tuple(anyDay, fc.nat(800)).map(([from, days]) => ({ from, to: dayAfter(from, days) }));

describe('the range before', () => {
  it.each([
    ['a day', '2026-03-01', '2026-03-01', '2026-02-28', '2026-02-28'],
    ['a week', '2026-03-02', '2026-03-08', '2026-02-23', '2026-03-01'],
    ['a month', '2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['a January', '2026-01-01', '2026-01-31', '2025-12-01', '2025-12-31'],
    ['a February of a leap year', '2028-02-01', '2028-02-29', '2028-01-01', '2028-01-31'],
    ['a week so far', '2026-03-02', '2026-03-04', '2026-02-23', '2026-02-25'],
    ['a month so far', '2026-03-01', '2026-03-22', '2026-02-01', '2026-02-22'],
    ['all but a day of a month', '2026-03-01', '2026-03-30', '2026-02-01', '2026-02-28'],
    ['a January so far', '2026-01-01', '2026-01-10', '2025-12-01', '2025-12-10'],
    ['a year so far', '2026-01-01', '2026-11-22', '2025-01-01', '2025-11-22'],
    ['a leap year until its extra day', '2028-01-01', '2028-02-29', '2027-01-01', '2027-02-28'],
    ['the last two days of February', '2026-02-27', '2026-02-28', '2026-02-25', '2026-02-26'],
    ['a year', '2025-01-01', '2025-12-31', '2024-01-01', '2024-12-31'],
    ['two years', '2024-01-01', '2025-12-31', '2021-12-31', '2023-12-31'],
  ])('of %s', (_, from, to, beforeFrom, beforeTo) => {
    expect(rangeBefore({ from, to })).toEqual({ from: beforeFrom, to: beforeTo });
  });

  test('ends before the range begins, and is as long, right before it, where it begins no week and no month', () => {
    fc.assert(
      fc.property(anyRange, (range) => {
        const before = rangeBefore(range);
        expect(before.from <= before.to && before.to < range.from).toBe(true);
        if (weekdayOf(range.from) === 1 || range.from.endsWith('-01')) return;
        expect(dayAfter(before.to, 1)).toBe(range.from);
        expect(dayCountOf(before)).toBe(dayCountOf(range));
      }),
    );
  });
});

test('the pieces of a range are all of it, one after the other', () => {
  fc.assert(
    fc.property(anyRange, fc.constantFrom('day' as const, 'month' as const), (range, step) => {
      const pieces = piecesOf(range, step);
      expect(pieces[0]?.from).toBe(range.from);
      expect(pieces.at(-1)?.to).toBe(range.to);
      expect(pieces.flatMap(daysOf)).toEqual(daysOf(range));
      for (const { from, to } of pieces) expect(step === 'day' ? from === to : from.slice(0, 7) === to.slice(0, 7)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('a quarter is shown by days, more by months', () => {
  expect(stepOf({ from: '2026-07-01', to: '2026-09-30' })).toBe('day');
  expect(stepOf({ from: '2026-07-01', to: '2026-10-01' })).toBe('month');
});

test('weeks begin on Monday', () => {
  expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(weekdayOf)).toEqual([1, 6, 7]);
});

test.each([
  ['2026-11-23', '2026-11-23', null],
  ['2016-12-01', '2026-11-23', null],
  ['2026-01-01', '2026-12-31', null],
  ['2026-02-29', '2026-03-01', 'no_day'],
  ['2026-02-01', '2026-13-01', 'no_day'],
  ['0000-01-01', '2026-01-01', 'no_day'],
  ['yesterday', '2026-01-01', 'no_day'],
  ['2026-11-23', '2026-11-22', 'reversed'],
  ['2026-11-24', '2026-11-30', 'future'],
  ['2026-11-01', '2028-01-01', 'future'],
  ['2000-01-01', '2026-11-23', 'too_long'],
])('from %s to %s: %s', (from, to, trouble) => {
  expect(rangeTrouble({ from, to }, '2026-11-23')).toBe(trouble);
});
