// All public sources, where they are, and which of them a currency is quoted from.
import type { CurrencyCode } from '../../shared/money.ts';
import { bitbank } from './exchanges/bitbank.ts';
import { bitfinex } from './exchanges/bitfinex.ts';
import { bitflyer } from './exchanges/bitflyer.ts';
import { bitstamp } from './exchanges/bitstamp.ts';
import { coinbase } from './exchanges/coinbase.ts';
import { coinone } from './exchanges/coinone.ts';
import { gemini } from './exchanges/gemini.ts';
import { korbit } from './exchanges/korbit.ts';
import { kraken } from './exchanges/kraken.ts';
import { bithumb, upbit } from './exchanges/upbit.ts';
import { ecb } from './fiat/ecb.ts';
import { exchangeRateApi } from './fiat/exchange-rate-api.ts';
import type { FiatSource } from './fiat/fiat-source.ts';
import type { Exchange } from './reading.ts';

export const EXCHANGES: readonly { exchange: Exchange; baseUrl: string }[] = [
  { exchange: kraken, baseUrl: 'https://api.kraken.com' },
  { exchange: coinbase, baseUrl: 'https://api.exchange.coinbase.com' },
  { exchange: bitstamp, baseUrl: 'https://www.bitstamp.net' },
  { exchange: bitfinex, baseUrl: 'https://api-pub.bitfinex.com' },
  { exchange: gemini, baseUrl: 'https://api.gemini.com' },
  { exchange: upbit, baseUrl: 'https://api.upbit.com' },
  { exchange: bithumb, baseUrl: 'https://api.bithumb.com' },
  { exchange: coinone, baseUrl: 'https://api.coinone.co.kr' },
  { exchange: korbit, baseUrl: 'https://api.korbit.co.kr' },
  { exchange: bitflyer, baseUrl: 'https://api.bitflyer.com' },
  { exchange: bitbank, baseUrl: 'https://public.bitbank.cc' },
];

/** In the order of trust: the first is believed when another confirms it. */
export const FIAT_SOURCES: readonly { source: FiatSource; baseUrl: string }[] = [
  { source: ecb, baseUrl: 'https://api.frankfurter.dev' },
  { source: exchangeRateApi, baseUrl: 'https://open.er-api.com' },
];

/** With as many markets of its own a currency needs no way around. */
const ENOUGH_MARKETS = 3;

export interface Plan {
  currency: CurrencyCode;
  /** Markets of the currency itself. */
  direct: readonly Exchange[];
  /**
   * Dollar markets, for a currency with too few of its own. Never beside enough of them: where money does not flow freely
   * (KRW) the price in dollars is another one.
   */
  viaUsd: readonly Exchange[];
}

export function planFor(currency: CurrencyCode): Plan {
  const trading = (money: CurrencyCode) => EXCHANGES.map(({ exchange }) => exchange).filter(({ currencies }) => currencies.includes(money));
  const direct = trading(currency);
  return { currency, direct, viaUsd: direct.length >= ENOUGH_MARKETS ? [] : trading('USD').filter((exchange) => !direct.includes(exchange)) };
}
