import { describe, expect, it } from 'vitest';
import { minorDigits } from '../../shared/money.ts';
import { commonCurrencies, currencyName, otherCurrencies } from './currencies.ts';

describe('the currencies of an own shop', () => {
  it('offers the won first in Korean, and never one twice', () => {
    const common = commonCurrencies('ko');
    expect(common[0]).toBe('KRW');
    const all = [...common, ...otherCurrencies(common, 'ko-KR').map(({ code }) => code)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('names each in the language of who reads it, in its order', () => {
    const others = otherCurrencies(commonCurrencies('en'), 'en-GB');
    expect(others[0]).toEqual({ code: 'AFN', name: 'Afghan Afghani' });
    expect(others.every(({ code, name }) => name !== code)).toBe(true);
    expect(currencyName('KRW', 'ko-KR')).toBe('대한민국 원');
  });

  it('has only currencies whose minor unit is known', () => {
    for (const { code } of otherCurrencies([], 'en-GB')) expect(minorDigits(code)).toBeLessThanOrEqual(3);
  });
});
