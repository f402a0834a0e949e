// Korbit: best bid and ask of its won market, with the time of the last trade.
// docs.korbit.co.kr/ (GET /v2/tickers)
import { z } from 'zod';
import { decimal, type Exchange, epochMs, middleMinor, readAs, SourceError } from '../reading.ts';

const answer = z.object({
  success: z.literal(true),
  data: z.array(z.object({ symbol: z.string(), bestBidPrice: decimal, bestAskPrice: decimal, lastTradedAt: epochMs })),
});

export const korbit: Exchange = {
  name: 'Korbit',
  currencies: ['KRW'],
  path: (currency) => `/v2/tickers?symbol=btc_${currency.toLowerCase()}`,
  parse(json, currency) {
    const ticker = readAs(answer, json).data.find(({ symbol }) => symbol === `btc_${currency.toLowerCase()}`);
    if (!ticker) throw new SourceError('unreadable', `no market of ${currency}`);
    return { minorPerBtc: middleMinor(ticker.bestBidPrice, ticker.bestAskPrice, currency), quotedAtMs: ticker.lastTradedAt };
  },
};
