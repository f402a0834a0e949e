// The age of an open sale in words.
import { expect, test } from 'vitest';
import { ageWords } from './age-words.ts';

const MINUTE_MS = 60_000;

test.each([
  [0.9, '', ''],
  [12.5, '12 mins', '12분'],
  [89, '89 mins', '89분'],
  [90, '2 hrs', '2시간'],
  [24 * 60, '24 hrs', '24시간'],
  [48 * 60, '2 days', '2일'],
  // A clock that was set back.
  [-5, '', ''],
])('after %d minutes it says "%s"', (minutes, en, ko) => {
  expect([ageWords(0, minutes * MINUTE_MS, 'en'), ageWords(0, minutes * MINUTE_MS, 'ko')]).toEqual([en, ko]);
});
