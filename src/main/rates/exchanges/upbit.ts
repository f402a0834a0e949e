// Upbit, and Bithumb, whose API has taken the same form: the price of the last trade of the won market.
// docs.upbit.com/kr/reference/list-tickers, apidocs.bithumb.com/reference (현재가 정보)
import { z } from 'zod';
import { decimal, type Exchange, epochMs, priceMinor, readAs, SourceError } from '../reading.ts';

const answer = z.array(z.object({ market: z.string(), trade_price: decimal, timestamp: epochMs }));

const wonMarket = (name: string): Exchange => ({
  name,
  currencies: ['KRW'],
  path: (currency) => `/v1/ticker?markets=${currency}-BTC`,
  parse(json, currency) {
    const ticker = readAs(answer, json).find(({ market }) => market === `${currency}-BTC`);
    if (!ticker) throw new SourceError('unreadable', `no market of ${currency}`);
    return { minorPerBtc: priceMinor(ticker.trade_price, currency), quotedAtMs: ticker.timestamp };
  },
});

export const upbit = wonMarket('Upbit');
export const bithumb = wonMarket('Bithumb');
