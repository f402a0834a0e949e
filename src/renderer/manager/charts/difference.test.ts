import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf } from './difference.ts';

const amount = fc.integer({ min: -1e12, max: 1e12 });

describe('a difference', () => {
  it('is what is missing from one amount to the other', () => {
    fc.assert(
      fc.property(amount, amount, (now, before) => {
        const { by, way } = differenceOf(now, before);
        expect(before + by).toBe(now);
        expect(way).toBe(now === before ? 'same' : now > before ? 'more' : 'less');
        expect(differenceOf(before, now).by === -by).toBe(true);
      }),
    );
  });

  it('counts in whole per cent, up and down', () => {
    expect(differenceOf(1_120, 1_000).percent).toBe(12);
    expect(differenceOf(875, 1_000).percent).toBe(-12);
    expect(differenceOf(1_000, 1_000).percent).toBe(0);
    expect(differenceOf(-500, 1_000).percent).toBe(-150);
  });

  it('is no part of nothing, nor of a day with more refunds than sales', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: -1e12, max: 0 }), (now, before) => {
        expect(differenceOf(now, before).percent).toBeNull();
      }),
    );
  });
});
