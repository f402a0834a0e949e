import { expect, test } from 'vitest';
import { isRealCode, isRealMoney } from './network.ts';

test.each(['lnbc2500u1pvjluezpp5', 'lnbc1pvjluezpp5', 'LNBC20M1PVJLUEZ'])('%s is a code over real money', (code) => {
  expect(isRealCode(code)).toBe(true);
});

test.each(['lnbcrt2500u1pvjluez', 'lntb20m1pvjluez', 'lntbs1pvjluez', 'lnsb1pvjluez', ''])('%s is none', (code) => {
  expect(isRealCode(code)).toBe(false);
});

test('a node is on Bitcoin’s own network or not', () => {
  expect(['lnbc', 'lnbcrt', 'lntb', 'lntbs', 'lnsb'].map(isRealMoney)).toEqual([true, false, false, false, false]);
});
