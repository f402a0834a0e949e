import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apartPpm, combine, type HeardReading, MAX_READING_AGE_MS } from './combine.ts';
import { confirmedFiat, crossMinor } from './cross.ts';
import { createJumpGuard } from './jump-guard.ts';

const NOW_MS = 1_795_000_000_000;
const MONO_MS = 5_000_000;
const heard = (name: string, minorPerBtc: number, ageMs = 0, heardAgoMs = 0): HeardReading => ({
  name,
  minorPerBtc,
  quotedAtMs: NOW_MS - ageMs,
  heardAtMonoMs: MONO_MS - heardAgoMs,
});
const combined = (...readings: HeardReading[]) => {
  const { result, uses } = combine(readings, NOW_MS, MONO_MS);
  return { result, uses: Object.fromEntries(uses) };
};

describe('the rate of several answers', () => {
  test('is their median, named after all that it is of, as old as the oldest', () => {
    expect(combined(heard('a', 10_000_000, 5000), heard('b', 10_010_000), heard('c', 10_050_000, 90_000))).toEqual({
      result: { ok: true, rate: { minorPerBtc: 10_010_000, sources: ['a', 'b', 'c'], quotedAtMs: NOW_MS - 90_000 } },
      uses: { a: 'used', b: 'used', c: 'used' },
    });
  });

  test('is half way between the middle two of an even number, rounded down', () => {
    const { result } = combined(heard('a', 10_000_001), heard('b', 10_000_004), heard('c', 10_000_009), heard('d', 10_000_000));
    expect(result).toMatchObject({ rate: { minorPerBtc: 10_000_002 } });
  });

  test('leaves out an answer that is far from the others, and says so', () => {
    expect(combined(heard('a', 10_000_000), heard('b', 10_010_000), heard('c', 10_020_000), heard('lost a digit', 1_000_000))).toMatchObject({
      result: { ok: true, rate: { minorPerBtc: 10_010_000, sources: ['a', 'b', 'c'] } },
      uses: { 'lost a digit': 'outlier' },
    });
  });

  test('is one of two only when they nearly agree', () => {
    expect(combined(heard('a', 10_000_000), heard('b', 10_050_000)).result).toMatchObject({ ok: true, rate: { minorPerBtc: 10_025_000 } });
    expect(combined(heard('a', 10_000_000), heard('b', 10_050_001)).result).toEqual({ ok: false, reason: 'spread' });
    // Also when they are what is left of three.
    expect(combined(heard('a', 10_000_000), heard('b', 10_050_001), heard('c', 20_000_000)).result).toEqual({ ok: false, reason: 'spread' });
  });

  test('is none when half of them say something else', () => {
    expect(combined(heard('a', 10_000_000), heard('b', 10_000_000), heard('c', 11_000_000), heard('d', 11_000_000))).toEqual({
      result: { ok: false, reason: 'spread' },
      uses: { a: 'outlier', b: 'outlier', c: 'outlier', d: 'outlier' },
    });
  });

  test('is never that of one source alone', () => {
    expect(combined(heard('a', 10_000_000))).toEqual({ result: { ok: false, reason: 'missing' }, uses: { a: 'alone' } });
    expect(combined()).toEqual({ result: { ok: false, reason: 'missing' }, uses: {} });
  });

  test('leaves out what was said too long ago by the source’s own clock', () => {
    expect(
      combined(heard('a', 10_000_000, MAX_READING_AGE_MS), heard('b', 10_000_000), heard('c', 10_000_000, MAX_READING_AGE_MS + 1)),
    ).toMatchObject({
      result: { ok: true, rate: { sources: ['a', 'b'] } },
      uses: { c: 'old' },
    });
  });

  test('leaves out what was heard too long ago, whatever the wall clock was set to since', () => {
    const setBack = (name: string) => heard(name, 10_000_000, 0, MAX_READING_AGE_MS + 1);
    expect(combined(setBack('a'), setBack('b')).result).toEqual({ ok: false, reason: 'old', ageMs: MAX_READING_AGE_MS + 1 });
  });

  test('says how old the newest is when all are', () => {
    expect(combined(heard('a', 10_000_000, 900_000), heard('b', 10_000_000, 400_000)).result).toEqual({ ok: false, reason: 'old', ageMs: 400_000 });
    expect(combined(heard('a', 10_000_000, 900_000), heard('b', 10_000_000)).result).toEqual({ ok: false, reason: 'old', ageMs: 900_000 });
  });

  test('takes nothing from the future but what two clocks may differ by', () => {
    expect(combined(heard('a', 10_000_000, -60_000), heard('b', 10_000_000)).result).toMatchObject({ ok: true });
    expect(combined(heard('a', 10_000_000, -60_001), heard('b', 10_000_000, -70_000)).result).toEqual({ ok: false, reason: 'old', ageMs: 60_001 });
  });

  test('cannot be moved out of what honest sources say by fewer liars than honest ones', () => {
    const honest = fc.array(fc.integer({ min: 9_980_000, max: 10_020_000 }), { minLength: 3, maxLength: 6 });
    const liars = fc.array(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), { maxLength: 2 });
    fc.assert(
      fc.property(honest, liars, (prices, lies) => {
        const readings = [...prices, ...lies].map((price, index) => heard(String(index), price));
        const { result } = combine(readings, NOW_MS, MONO_MS);
        if (!result.ok) return;
        // A lie within the outlier's limit can pull the median to an honest neighbour, and no further.
        expect(result.rate.minorPerBtc).toBeGreaterThanOrEqual(Math.min(...prices));
        expect(result.rate.minorPerBtc).toBeLessThanOrEqual(Math.max(...prices));
      }),
    );
  });
});

describe('a cross rate', () => {
  test('is exact: 104,321.55 dollars at 9.5371 kronor are 994,925.05 kronor', () => {
    expect(crossMinor(10_432_155, 9_537_100_000, 'SEK')).toBe(99_492_505);
    expect(crossMinor(10_432_155, 1_397_500_000_000, 'KRW')).toBe(145_789_366);
    expect(crossMinor(10_432_155, 307_123_400, 'KWD')).toBe(32_039_589);
    expect(crossMinor(1, 1, 'KRW')).toBeNull();
    expect(crossMinor(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'KRW')).toBeNull();
  });

  test('needs a dollar rate that a second source confirms', () => {
    const ofDay = (nanoPerUsd: number, days = 0) => ({ nanoPerUsd, quotedAtMs: NOW_MS - days * 86_400_000 });
    expect(confirmedFiat([ofDay(9_500_000_000), ofDay(9_595_000_000)], NOW_MS)).toEqual(ofDay(9_500_000_000));
    expect(confirmedFiat([ofDay(9_500_000_000), ofDay(9_595_000_001)], NOW_MS)).toBeUndefined();
    expect(confirmedFiat([ofDay(9_500_000_000)], NOW_MS)).toBeUndefined();
    expect(confirmedFiat([], NOW_MS)).toBeUndefined();
    // Of Maundy Thursday, on Easter Tuesday; and no longer.
    expect(confirmedFiat([ofDay(9_500_000_000, 5), ofDay(9_500_000_000)], NOW_MS)).toBeDefined();
    expect(confirmedFiat([ofDay(9_500_000_000, 5.01), ofDay(9_500_000_000)], NOW_MS)).toBeUndefined();
    expect(confirmedFiat([ofDay(9_500_000_000, -1), ofDay(9_500_000_000)], NOW_MS)).toBeUndefined();
  });
});

describe('the guard against jumps', () => {
  const MINUTE_MS = 60_000;

  test('lets through what moves a tenth at most', () => {
    const guard = createJumpGuard();
    expect(guard.accepts(10_000_000, 0)).toBe(true);
    expect(guard.accepts(11_000_000, MINUTE_MS)).toBe(true);
    expect(guard.accepts(12_100_000, 2 * MINUTE_MS)).toBe(true);
  });

  test.each([11_000_001, 9_000_000, 1_000_000, 100_000_000])('holds back a jump from 10,000,000 to %i until it has lasted three minutes', (level) => {
    const guard = createJumpGuard();
    guard.accepts(10_000_000, 0);
    expect(guard.accepts(level, MINUTE_MS)).toBe(false);
    expect(guard.accepts(level, 4 * MINUTE_MS - 1)).toBe(false);
    expect(guard.accepts(level, 4 * MINUTE_MS)).toBe(true);
    expect(guard.accepts(level, 4 * MINUTE_MS + 1)).toBe(true);
  });

  test('begins to wait anew while the level still moves, and forgets a jump that was none', () => {
    const guard = createJumpGuard();
    guard.accepts(10_000_000, 0);
    expect(guard.accepts(15_000_000, MINUTE_MS)).toBe(false);
    expect(guard.accepts(16_000_000, 3 * MINUTE_MS)).toBe(false);
    expect(guard.accepts(16_000_000, 5 * MINUTE_MS)).toBe(false);
    expect(guard.accepts(10_000_000, 5.5 * MINUTE_MS)).toBe(true);
    expect(guard.accepts(16_000_000, 6 * MINUTE_MS)).toBe(false);
    expect(guard.accepts(16_000_000, 8.9 * MINUTE_MS)).toBe(false);
  });

  test('holds nothing back an hour after the last rate', () => {
    const guard = createJumpGuard();
    guard.accepts(10_000_000, 0);
    expect(guard.accepts(20_000_000, 60 * MINUTE_MS + 1)).toBe(true);
  });
});

test('how far apart two prices are is rounded up, and the same either way', () => {
  expect(apartPpm(10_000_000, 10_050_000)).toBe(5000);
  expect(apartPpm(10_050_001, 10_000_000)).toBe(5001);
  expect(apartPpm(1, Number.MAX_SAFE_INTEGER)).toBeGreaterThan(1_000_000);
});
