import { expect, it } from 'vitest';
import { agoWords } from './ago.ts';

const MINUTE_MS = 60_000;

it.each([
  [-5 * MINUTE_MS, 'now', '지금'],
  [59_999, 'now', '지금'],
  [MINUTE_MS, '1 minute ago', '1분 전'],
  [59 * MINUTE_MS, '59 minutes ago', '59분 전'],
  [90 * MINUTE_MS, '1 hour ago', '1시간 전'],
  [24 * 60 * MINUTE_MS, 'yesterday', '어제'],
  [3 * 24 * 60 * MINUTE_MS, '3 days ago', '3일 전'],
])('%d ms ago is %j and %j', (elapsedMs, english, korean) => {
  expect(agoWords(elapsedMs, 'en-GB')).toBe(english);
  expect(agoWords(elapsedMs, 'ko-KR')).toBe(korean);
});
