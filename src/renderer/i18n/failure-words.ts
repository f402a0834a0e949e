// A failure in words: what happened; whether money is safe and what to do next. Numbers in its detail become amounts and times of the language.
import type { TFunction } from 'i18next';
import { formatMinor, formatSat } from '../../shared/money.ts';
import type { Failure } from '../failure.ts';
import { localeOf } from './i18n.ts';

export function wordsForFailure(failure: Failure, t: TFunction<'errors'>, language: string): { title: string; body: string } {
  const { retryAfterMs, ageMs, currency, lowestMinor, highestMinor, limitSat, amountSat, reason } = failure.detail;
  const amount = (minor: string | number | undefined) => formatMinor(Number(minor ?? 0), String(currency ?? 'XXX'), localeOf(language));
  const values: Record<string, string | number> = {
    names: '',
    ...failure.detail,
    wait: durationWords(Number(retryAfterMs ?? 0), language),
    age: durationWords(Number(ageMs ?? 0), language),
    lowest: amount(lowestMinor),
    highest: amount(highestMinor),
    amountSat: formatSat(Number(amountSat ?? 0), localeOf(language)),
    limitSat: formatSat(Number(limitSat ?? 0), localeOf(language)),
    // Where a code has words of its own for a reason (`next_used`), they are what is said.
    context: String(reason ?? ''),
  };
  return { title: t(`${failure.code}.what`, values), body: t(`${failure.code}.next`, values) };
}

/** "8 seconds", "3 minutes": rounded up, so that nobody tries too early. */
export function durationWords(ms: number, language: string): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
