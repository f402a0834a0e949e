// The European Central Bank's reference rates, as Frankfurter serves them. Of each banking day: agreed on after noon UTC,
// out an hour or two later.
// frankfurter.dev
import { z } from 'zod';
import { decimal, isoTime, readAs, SourceError } from '../reading.ts';
import { type FiatSource, nanoOf } from './fiat-source.ts';

const answer = z.object({
  base: z.string(),
  date: z
    .string()
    .transform((day) => `${day}T12:00:00Z`)
    .pipe(isoTime),
  rates: z.record(z.string(), decimal),
});

export const ecb: FiatSource = {
  name: 'ECB',
  path: (currency) => `/v1/latest?base=USD&symbols=${currency}`,
  parse(json, currency) {
    const { base, date, rates } = readAs(answer, json);
    if (base !== 'USD') throw new SourceError('unreadable', `rates of ${base.slice(0, 10)}`);
    return { nanoPerUsd: nanoOf(rates[currency]), quotedAtMs: date };
  },
};
