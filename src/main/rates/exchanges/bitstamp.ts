// Bitstamp: best bid and ask of its ticker.
// www.bitstamp.net/api/#tag/Tickers/operation/GetCurrencyPairTicker
import { z } from 'zod';
import { decimal, type Exchange, epochSeconds, middleMinor, readAs } from '../reading.ts';

const answer = z.object({ bid: decimal, ask: decimal, timestamp: epochSeconds });

export const bitstamp: Exchange = {
  name: 'Bitstamp',
  currencies: ['USD', 'EUR', 'GBP'],
  path: (currency) => `/api/v2/ticker/btc${currency.toLowerCase()}/`,
  parse(json, currency) {
    const { bid, ask, timestamp } = readAs(answer, json);
    return { minorPerBtc: middleMinor(bid, ask, currency), quotedAtMs: timestamp };
  },
};
