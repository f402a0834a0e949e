import { describe, expect, it } from 'vitest';
import { typedMinor } from './typed-minor.ts';

describe('an amount of cash that was typed', () => {
  it.each([
    ['12', 'EUR', 1200],
    ['12.5', 'EUR', 1250],
    ['12,50', 'EUR', 1250],
    ['12.', 'EUR', 1200],
    [' 0 ', 'EUR', 0],
    ['12000', 'KRW', 12_000],
    ['1.234', 'KWD', 1234],
  ])('%j of %s is %i', (text, currency, minor) => {
    expect(typedMinor(text, currency)).toBe(minor);
  });

  it.each([
    ['12.505', 'EUR'],
    ['12.5', 'KRW'],
    ['12.', 'KRW'],
    ['', 'EUR'],
    ['-1', 'EUR'],
    ['1e3', 'EUR'],
    ['1 000', 'EUR'],
  ])('%j of %s is none', (text, currency) => {
    expect(typedMinor(text, currency)).toBeNull();
  });
});
