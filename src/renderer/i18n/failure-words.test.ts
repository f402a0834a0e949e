// Every failure has words in every language, with all of their blanks filled.
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../shared/errors.ts';
import { LNURL_TROUBLES } from '../../shared/payment-text.ts';
import { LANGUAGES } from '../../shared/state.ts';
import type { Failure, FailureCode } from '../failure.ts';
import { durationWords, wordsForFailure } from './failure-words.ts';
import { createI18n } from './i18n.ts';

const detail = {
  retryAfterMs: 2_000,
  ageMs: 600_000,
  reason: 'no route',
  barcode: '8801234567890',
  maxMinor: 1,
  stepMinor: 10,
  domain: 'example.com',
  name: 'Americano',
  years: 19,
  left: 2,
  code: '42',
  maxMegabytes: 20,
  digits: 6,
  percent: 42,
};

describe.each(LANGUAGES)('in %s', (language) => {
  const t = createI18n(language).getFixedT(language, 'errors');

  it.each<FailureCode>([...ERROR_CODES, 'CONNECTION_LOST'])('%s says what happened and what to do next', (code) => {
    const { title, body } = wordsForFailure({ code, detail }, t, language);
    for (const words of [title, body]) {
      expect(words).not.toContain('{{');
      expect(words).not.toContain(code);
      expect(words.length).toBeGreaterThan(8);
    }
  });

  it.each(LNURL_TROUBLES)('LNURL_REFUSED has words of its own for %s', (reason) => {
    const words = (detail: Failure['detail']) => wordsForFailure({ code: 'LNURL_REFUSED', detail }, t, language).body;
    const body = words({ reason, domain: 'example.com', said: 'no more', limitSat: 12_000 });
    expect(body).not.toBe(words({}));
    expect(body).not.toContain('{{');
    if (reason === 'said_no') expect(body).toContain('no more');
    if (reason === 'too_much') expect(body).toContain('12,000');
  });
});

it('says a wait rounded up, in seconds or minutes', () => {
  expect(durationWords(1_001, 'en')).toBe('2 seconds');
  expect(durationWords(90_000, 'en')).toBe('2 minutes');
  expect(durationWords(0, 'ko')).toBe('1초');
});
