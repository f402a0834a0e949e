// Gemini: its last trade; the time of its ticker is that of a window of minutes.
// docs.gemini.com/rest/market-data (List Trades)
import { z } from 'zod';
import { decimal, type Exchange, epochMs, priceMinor, readAs, SourceError } from '../reading.ts';

const answer = z.array(z.object({ timestampms: epochMs, price: decimal }));

export const gemini: Exchange = {
  name: 'Gemini',
  currencies: ['USD', 'EUR', 'GBP', 'SGD'],
  path: (currency) => `/v1/trades/btc${currency.toLowerCase()}?limit_trades=1`,
  parse(json, currency) {
    const [trade] = readAs(answer, json);
    if (!trade) throw new SourceError('unreadable', 'no trade');
    return { minorPerBtc: priceMinor(trade.price, currency), quotedAtMs: trade.timestampms };
  },
};
