import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayRange, dayAfter, dayCountOf, weekdayOf } from '../../../shared/day-range.ts';
import { RANGE_NAMES, type RangeChoice, rangeOf, steppedFrom } from './ranges.ts';

/** A Sunday. */
const TODAY = '2026-11-22';
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const name = fc.constantFrom(...RANGE_NAMES);

/** A choice that a manager can make on that day. */
const choiceOn = (today: string): fc.Arbitrary<RangeChoice> =>
  fc.oneof(
    name,
    fc.tuple(fc.nat(800), fc.nat(800)).map(([back, days]) => ({ from: dayAfter(today, -back - days), to: dayAfter(today, -back) })),
  );
const isWholeMonths = ({ from, to }: DayRange) => from.endsWith('-01') && dayAfter(to, 1).endsWith('-01');
const dayAndChoice = day.chain((today) => choiceOn(today).map((choice) => ({ today, choice })));

describe('a range by its name', () => {
  it('is what the calendar says', () => {
    expect(Object.fromEntries(RANGE_NAMES.map((one) => [one, Object.values(rangeOf(one, TODAY)).join(' ')]))).toEqual({
      today: '2026-11-22 2026-11-22',
      yesterday: '2026-11-21 2026-11-21',
      this_week: '2026-11-16 2026-11-22',
      last_week: '2026-11-09 2026-11-15',
      last_30_days: '2026-10-24 2026-11-22',
      this_month: '2026-11-01 2026-11-22',
      last_month: '2026-10-01 2026-10-31',
      this_year: '2026-01-01 2026-11-22',
    });
    expect(rangeOf('last_month', '2024-03-31')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(rangeOf('last_week', '2027-01-01')).toEqual({ from: '2026-12-21', to: '2026-12-27' });
  });

  it('ends today at the latest, and begins no later than it ends', () => {
    fc.assert(
      fc.property(day, name, (today, one) => {
        const { from, to } = rangeOf(one, today);
        expect(from <= to && to <= today).toBe(true);
      }),
    );
  });

  it('has weeks that begin on Monday', () => {
    fc.assert(
      fc.property(day, (today) => {
        expect(weekdayOf(rangeOf('this_week', today).from)).toBe(1);
        expect(dayCountOf(rangeOf('last_week', today))).toBe(7);
        expect(dayAfter(rangeOf('last_week', today).to, 1)).toBe(rangeOf('this_week', today).from);
      }),
    );
  });
});

describe('the range before', () => {
  it('ends the day before the range begins', () => {
    fc.assert(
      fc.property(dayAndChoice, ({ today, choice }) => {
        const before = steppedFrom(choice, -1, today);
        expect(before && dayAfter(rangeOf(before, today).to, 1)).toBe(rangeOf(choice, today).from);
      }),
    );
  });

  it('leads back to where it came from', () => {
    fc.assert(
      fc.property(dayAndChoice, ({ today, choice }) => {
        const before = steppedFrom(choice, -1, today);
        // Days that are no month, and as many as the month before them: what is before is that month, and leads on to a whole one.
        const [here, there] = [rangeOf(choice, today), before && rangeOf(before, today)];
        fc.pre(!there || !isWholeMonths(there) || isWholeMonths(here) || here.to === today);
        const back = before && steppedFrom(before, 1, today);
        expect(back && rangeOf(back, today)).toEqual(here);
      }),
    );
  });

  it('of as many days as the month before has is that month, and leads on to a whole one', () => {
    const april = steppedFrom({ from: '2024-05-01', to: '2024-05-30' }, -1, TODAY);
    expect(april).toEqual({ from: '2024-04-01', to: '2024-04-30' });
    expect(april && steppedFrom(april, 1, TODAY)).toEqual({ from: '2024-05-01', to: '2024-05-31' });
  });

  it('is named where it has a name', () => {
    expect(steppedFrom('this_month', -1, TODAY)).toBe('last_month');
    expect(steppedFrom('last_week', 1, TODAY)).toBe('this_week');
    expect(steppedFrom('today', -1, TODAY)).toBe('yesterday');
    expect(steppedFrom('last_month', -1, TODAY)).toEqual({ from: '2026-09-01', to: '2026-09-30' });
    expect(steppedFrom({ from: '2026-08-01', to: '2026-08-31' }, 1, TODAY)).toEqual({ from: '2026-09-01', to: '2026-09-30' });
  });

  it('is as long for days that are no week, month or year', () => {
    expect(steppedFrom('last_30_days', -1, TODAY)).toEqual({ from: '2026-09-24', to: '2026-10-23' });
    expect(steppedFrom({ from: '2026-03-05', to: '2026-03-07' }, -1, TODAY)).toEqual({ from: '2026-03-02', to: '2026-03-04' });
  });
});

describe('the range after', () => {
  it('is not there when it would begin after today', () => {
    fc.assert(
      fc.property(dayAndChoice, ({ today, choice }) => {
        const after = steppedFrom(choice, 1, today);
        if (after) expect(rangeOf(after, today).from <= today).toBe(true);
        else expect(rangeOf(choice, today).to >= today || dayAfter(rangeOf(choice, today).to, 1) > today).toBe(true);
      }),
    );
    for (const current of ['today', 'this_week', 'this_month', 'this_year', 'last_30_days'] as const)
      expect(steppedFrom(current, 1, TODAY)).toBeNull();
  });
});
