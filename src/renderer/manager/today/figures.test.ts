import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { busiestHour, hoursShown } from './figures.ts';

/** A day with takings in the given hours. */
function dayWith(takings: Record<number, number>) {
  return Array.from({ length: 24 }, (_, hour) => ({ hour, saleCount: takings[hour] === undefined ? 0 : 1, totalMinor: takings[hour] ?? 0 }));
}

describe('the hours of a day', () => {
  it('draws the usual day when nothing has been sold', () => {
    expect(hoursShown(dayWith({}), null, 0).map(({ hour }) => hour)).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
  });

  it('reaches from an early sale to the hour that goes on', () => {
    const shown = hoursShown(dayWith({ 6: 400 }), 21, 0).map(({ hour }) => hour);
    expect([shown[0], shown.at(-1)]).toEqual([6, 21]);
  });

  it('puts a night at the end of the day that it belongs to', () => {
    const shown = hoursShown(dayWith({ 20: 400, 2: 100 }), null, 4).map(({ hour }) => hour);
    expect(shown.slice(0, 2)).toEqual([9, 10]);
    expect(shown.slice(-4)).toEqual([23, 0, 1, 2]);
  });

  it('leaves no sale out', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.integer({ min: 0, max: 23 }).map(String), fc.integer({ min: 0, max: 1e12 })),
        fc.integer({ min: 0, max: 12 }),
        (takings, starts) => {
          const day = dayWith(takings);
          const sum = (hours: typeof day) => hours.reduce((total, { totalMinor }) => total + totalMinor, 0);
          expect(sum(hoursShown(day, null, starts))).toBe(sum(day));
        },
      ),
    );
  });

  it('knows the busiest, and that there is none', () => {
    expect(busiestHour(dayWith({ 9: 100, 13: 900, 18: 300 }))?.hour).toBe(13);
    expect(busiestHour(dayWith({}))).toBeNull();
  });
});
