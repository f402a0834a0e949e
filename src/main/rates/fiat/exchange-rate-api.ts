// ExchangeRate-API: one list of all currencies a day, of many central banks.
// www.exchangerate-api.com/docs/free
import { z } from 'zod';
import { decimal, epochSeconds, readAs } from '../reading.ts';
import { type FiatSource, nanoOf } from './fiat-source.ts';

const answer = z.object({
  result: z.literal('success'),
  base_code: z.literal('USD'),
  time_last_update_unix: epochSeconds,
  rates: z.record(z.string(), decimal),
});

export const exchangeRateApi: FiatSource = {
  name: 'ExchangeRate-API',
  path: () => '/v6/latest/USD',
  parse(json, currency) {
    const { rates, time_last_update_unix } = readAs(answer, json);
    return { nanoPerUsd: nanoOf(rates[currency]), quotedAtMs: time_last_update_unix };
  },
};
