// Coinone: the last price of its won market.
// docs.coinone.co.kr/reference/ticker
import { z } from 'zod';
import { decimal, type Exchange, epochMs, priceMinor, readAs, SourceError } from '../reading.ts';

const answer = z.object({
  result: z.literal('success'),
  tickers: z.array(z.object({ quote_currency: z.string(), target_currency: z.string(), timestamp: epochMs, last: decimal })),
});

export const coinone: Exchange = {
  name: 'Coinone',
  currencies: ['KRW'],
  path: (currency) => `/public/v2/ticker_new/${currency}/BTC`,
  parse(json, currency) {
    const ticker = readAs(answer, json).tickers.find(
      ({ quote_currency, target_currency }) => quote_currency.toUpperCase() === currency && target_currency.toUpperCase() === 'BTC',
    );
    if (!ticker) throw new SourceError('unreadable', `no market of ${currency}`);
    return { minorPerBtc: priceMinor(ticker.last, currency), quotedAtMs: ticker.timestamp };
  },
};
