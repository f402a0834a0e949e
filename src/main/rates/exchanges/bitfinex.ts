// Bitfinex: its last trade, since its ticker has no time.
// docs.bitfinex.com/reference/rest-public-trades
import { z } from 'zod';
import { decimal, type Exchange, epochMs, priceMinor, readAs, SourceError } from '../reading.ts';

/** Newest first: id, time, amount (negative when sold), price. An error is a list of another shape. */
const answer = z.array(z.tuple([decimal, epochMs, decimal, decimal]));

export const bitfinex: Exchange = {
  name: 'Bitfinex',
  currencies: ['USD', 'EUR', 'GBP', 'JPY'],
  path: (currency) => `/v2/trades/tBTC${currency}/hist?limit=1`,
  parse(json, currency) {
    const [trade] = readAs(answer, json);
    if (!trade) throw new SourceError('unreadable', 'no trade');
    const [, quotedAtMs, , price] = trade;
    return { minorPerBtc: priceMinor(price, currency), quotedAtMs };
  },
};
