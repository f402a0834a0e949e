// The shop's calendar, on the days that are not 24 hours long above all.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOneWeekBefore, shopDay, weekEarlier } from './shop-day.ts';

const at = (iso: string) => Date.parse(iso);
const HOUR_MS = 3_600_000;
const midnightIn = (timeZone: string) => ({ timeZone, dayStartsAtHour: 0 });

describe('the day and hour of a moment', () => {
  it.each([
    ['2026-03-01T14:59:59Z', 'Asia/Seoul', '2026-03-01', 23],
    ['2026-03-01T15:00:00Z', 'Asia/Seoul', '2026-03-02', 0],
    ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31', 23],
    ['2026-01-01T05:00:00Z', 'America/New_York', '2026-01-01', 0],
    ['2026-05-05T18:29:59Z', 'Asia/Kolkata', '2026-05-05', 23],
    ['2026-05-05T18:30:00Z', 'Asia/Kolkata', '2026-05-06', 0],
  ])('%s in %s is %s, hour %i', (iso, zone, day, hour) => {
    expect(shopDay(at(iso), { timeZone: zone, dayStartsAtHour: 0 })).toEqual({ day, hour });
  });

  it('skips the hour that summer time takes', () => {
    expect(shopDay(at('2026-03-29T00:59:59Z'), midnightIn('Europe/Berlin'))).toEqual({ day: '2026-03-29', hour: 1 });
    expect(shopDay(at('2026-03-29T01:00:00Z'), midnightIn('Europe/Berlin'))).toEqual({ day: '2026-03-29', hour: 3 });
  });

  it('has the hour twice that winter time gives back', () => {
    const hours = [0, 1, 2].map((n) => shopDay(at('2026-10-25T00:00:00Z') + n * HOUR_MS, midnightIn('Europe/Berlin')));
    expect(hours).toEqual([
      { day: '2026-10-25', hour: 2 },
      { day: '2026-10-25', hour: 2 },
      { day: '2026-10-25', hour: 3 },
    ]);
  });

  it('gives a day of 23 and a day of 25 hours', () => {
    const lengthOf = (day: string) => {
      const start = at(`${day}T00:00:00Z`) - 12 * HOUR_MS;
      return Array.from({ length: 48 }, (_, n) => shopDay(start + n * HOUR_MS, midnightIn('America/New_York'))).filter((d) => d.day === day).length;
    };
    expect(lengthOf('2026-03-08')).toBe(23);
    expect(lengthOf('2026-11-01')).toBe(25);
    expect(lengthOf('2026-11-02')).toBe(24);
  });

  it('leaves the night to the day before where the day begins later', () => {
    const bar = { timeZone: 'Asia/Seoul', dayStartsAtHour: 4 };
    expect(shopDay(at('2026-03-01T18:59:59Z'), bar)).toEqual({ day: '2026-03-01', hour: 3 });
    expect(shopDay(at('2026-03-01T19:00:00Z'), bar)).toEqual({ day: '2026-03-02', hour: 4 });
    expect(shopDay(at('2025-12-31T16:00:00Z'), bar)).toEqual({ day: '2025-12-31', hour: 1 });
  });

  it('refuses a zone that nobody knows', () => {
    expect(() => shopDay(0, midnightIn('Mars/Olympus'))).toThrow(RangeError);
  });

  it('never goes back while time goes on', () => {
    const anyMoment = fc.integer({ min: 0, max: at('2100-01-01T00:00:00Z') });
    const anyShop = fc.record({
      timeZone: fc.constantFrom('Asia/Seoul', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
      dayStartsAtHour: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 400 * HOUR_MS }), anyShop, (atMs, laterMs, shop) => {
        expect(shopDay(atMs, shop).day <= shopDay(atMs + laterMs, shop).day).toBe(true);
      }),
    );
  });
});

describe('one week before', () => {
  it('is the same weekday', () => {
    expect(dayOneWeekBefore('2026-03-05')).toBe('2026-02-26');
    expect(dayOneWeekBefore('2024-03-05')).toBe('2024-02-27');
    expect(dayOneWeekBefore('2026-01-01')).toBe('2025-12-25');
  });

  it('shows the same time on the wall across both changes of the clock', () => {
    expect(weekEarlier(at('2026-03-31T10:15:30.500Z'), 'Europe/Berlin')).toBe(at('2026-03-24T11:15:30.500Z'));
    expect(weekEarlier(at('2026-10-27T11:15:30.500Z'), 'Europe/Berlin')).toBe(at('2026-10-20T10:15:30.500Z'));
    expect(weekEarlier(at('2026-06-10T10:15:30.500Z'), 'Asia/Seoul')).toBe(at('2026-06-03T10:15:30.500Z'));
  });

  it('is a moment of the day one week before, at the same hour', () => {
    // From 06:00 to 22:00 in Berlin: all times that every day of the year has once.
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 40_000 }), fc.integer({ min: 5 * 60, max: 20 * 60 }), (dayNumber, minute) => {
        const zone = 'Europe/Berlin';
        const moment = (dayNumber * 24 * 60 + minute) * 60_000;
        const now = shopDay(moment, midnightIn(zone));
        expect(shopDay(weekEarlier(moment, zone), midnightIn(zone))).toEqual({ day: dayOneWeekBefore(now.day), hour: now.hour });
      }),
    );
  });
});
