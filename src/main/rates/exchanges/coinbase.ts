// Coinbase Exchange: best bid and ask, with the time of the last trade.
// docs.cdp.coinbase.com/api-reference/exchange-api/rest-api/products/get-product-ticker
import { z } from 'zod';
import { decimal, type Exchange, isoTime, middleMinor, readAs } from '../reading.ts';

const answer = z.object({ bid: decimal, ask: decimal, time: isoTime });

export const coinbase: Exchange = {
  name: 'Coinbase',
  currencies: ['USD', 'EUR', 'GBP'],
  path: (currency) => `/products/BTC-${currency}/ticker`,
  parse(json, currency) {
    const { bid, ask, time } = readAs(answer, json);
    return { minorPerBtc: middleMinor(bid, ask, currency), quotedAtMs: time };
  },
};
