// bitbank: best bid (`buy`) and ask (`sell`) of its yen market.
// github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md (Ticker)
import { z } from 'zod';
import { decimal, type Exchange, epochMs, middleMinor, readAs } from '../reading.ts';

const answer = z.object({ success: z.literal('1'), data: z.object({ buy: decimal, sell: decimal, timestamp: epochMs }) });

export const bitbank: Exchange = {
  name: 'bitbank',
  currencies: ['JPY'],
  path: (currency) => `/btc_${currency.toLowerCase()}/ticker`,
  parse(json, currency) {
    const { buy, sell, timestamp } = readAs(answer, json).data;
    return { minorPerBtc: middleMinor(buy, sell, currency), quotedAtMs: timestamp };
  },
};
