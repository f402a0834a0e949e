import { expect, it } from 'vitest';
import { shortMoney } from './axis-words.ts';

it('is short where it can be, in the currency and the language', () => {
  const won = [0, 500_000, 1_500_000, -50_000].map(shortMoney('KRW', 'en-GB'));
  expect(won).toEqual(['₩0', '₩500k', '₩1.5m', '-₩50k']);
  expect(shortMoney('KRW', 'ko-KR')(1_500_000)).toBe('₩150만');
  expect([0, 50, 100, 250_000].map(shortMoney('EUR', 'en-GB'))).toEqual(['€0', '€0.50', '€1', '€2.5k']);
});
