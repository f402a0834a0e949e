// bitFlyer: best bid and ask of its yen market.
// lightning.bitflyer.com/docs (Ticker)
import { z } from 'zod';
import { decimal, type Exchange, isoTime, middleMinor, readAs, SourceError } from '../reading.ts';

const answer = z.object({
  product_code: z.string(),
  /** UTC, without saying so. */
  timestamp: z
    .string()
    .transform((text) => (text.endsWith('Z') ? text : `${text}Z`))
    .pipe(isoTime),
  best_bid: decimal,
  best_ask: decimal,
});

export const bitflyer: Exchange = {
  name: 'bitFlyer',
  currencies: ['JPY'],
  path: (currency) => `/v1/getticker?product_code=BTC_${currency}`,
  parse(json, currency) {
    const { product_code, timestamp, best_bid, best_ask } = readAs(answer, json);
    if (product_code !== `BTC_${currency}`) throw new SourceError('unreadable', `the market ${product_code.slice(0, 20)}`);
    return { minorPerBtc: middleMinor(best_bid, best_ask, currency), quotedAtMs: timestamp };
  },
};
