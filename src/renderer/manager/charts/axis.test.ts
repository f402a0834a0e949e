import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf, barOf } from './axis.ts';

const amount = fc.integer({ min: -1e13, max: 1e13 });
const amounts = fc.array(amount, { maxLength: 100 });

describe('an axis', () => {
  it('holds every amount, and zero', () => {
    fc.assert(
      fc.property(amounts, (all) => {
        const { low, high } = axisOf(all);
        expect(low).toBeLessThan(high);
        for (const one of [0, ...all]) {
          expect(one).toBeGreaterThanOrEqual(low);
          expect(one).toBeLessThanOrEqual(high);
        }
      }),
    );
  });

  it('has few ticks, whole and in steps of one size, of which zero is one', () => {
    fc.assert(
      fc.property(amounts, (all) => {
        const { low, high, ticks } = axisOf(all);
        expect(ticks).toContain(0);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(10);
        const steps = new Set(ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0)));
        expect(steps.size).toBe(1);
        for (const tick of ticks) expect(Number.isInteger(tick) && tick >= low && tick <= high).toBe(true);
      }),
    );
  });

  it('begins and ends with round amounts', () => {
    expect(axisOf([1_234_500, 380_000])).toEqual({ low: 0, high: 1_500_000, ticks: [0, 500_000, 1_000_000, 1_500_000] });
    expect(axisOf([-41_000, 87_000])).toEqual({ low: -50_000, high: 100_000, ticks: [-50_000, 0, 50_000, 100_000] });
    expect(axisOf([])).toEqual({ low: 0, high: 1, ticks: [0, 1] });
    expect(axisOf([3])).toEqual({ low: 0, high: 3, ticks: [0, 1, 2, 3] });
  });
});

describe('a bar', () => {
  it('begins at zero and ends at its amount, within the axis', () => {
    fc.assert(
      fc.property(amounts, amount, (others, one) => {
        const axis = axisOf([...others, one]);
        const { start, length } = barOf(one, axis);
        const zero = (0 - axis.low) / (axis.high - axis.low);
        const end = (one - axis.low) / (axis.high - axis.low);
        expect(one < 0 ? start + length : start).toBeCloseTo(zero, 9);
        expect(one < 0 ? start : start + length).toBeCloseTo(end, 9);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start + length).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('is longer for more', () => {
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const axis = axisOf([one, other]);
        const longer = barOf(Math.max(Math.abs(one), Math.abs(other)) === Math.abs(one) ? one : other, axis);
        const shorter = barOf(Math.max(Math.abs(one), Math.abs(other)) === Math.abs(one) ? other : one, axis);
        expect(longer.length).toBeGreaterThanOrEqual(shorter.length - 1e-9);
      }),
    );
  });

  it('is not there for nothing', () => {
    expect(barOf(0, axisOf([100]))).toEqual({ start: 0, length: 0 });
  });
});
