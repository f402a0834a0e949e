// The exchanges for tests: an answer of each in the form that it documents, and a server on loopback that stands in for all of
// them, which a test can make slow, wrong or silent.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fetch } from './ask.ts';

/** When the answers below were given. */
export const RECORDED_AT_MS = Date.parse('2026-11-20T09:30:00Z');

const seconds = (ms: number) => Math.floor(ms / 1000);

export interface Told {
  /** What one bitcoin costs, as a decimal of the currency. */
  price: string;
  currency: string;
  atMs: number;
}

/** A decimal shifted by parts in a hundred thousand, as a bid or ask beside a price. */
const beside = (price: string, per100k: number) => {
  const [whole = '', fraction = ''] = price.split('.');
  const shifted = String((BigInt(whole + fraction) * BigInt(100_000 + per100k)) / 100_000n).padStart(fraction.length + 1, '0');
  return fraction === '' ? shifted : `${shifted.slice(0, -fraction.length)}.${shifted.slice(-fraction.length)}`;
};
const bid = (price: string) => beside(price, -10);
const ask = (price: string) => beside(price, 10);

/** Each source's answer as text, by its name. */
export const ANSWERS: Record<string, (told: Told) => string> = {
  Kraken: ({ price, currency, atMs }) => {
    const pair = ['CHF', 'AUD'].includes(currency) ? `XBT${currency}` : `XXBTZ${currency}`;
    const old = seconds(atMs) - 40;
    return `{"error":[],"result":{"${pair}":[[${old},"1.0","1.1"],[${seconds(atMs)},"${bid(price)}","${ask(price)}"]],"last":${seconds(atMs)}}}`;
  },
  Coinbase: ({ price, atMs }) => {
    const time = new Date(atMs).toISOString().replace('Z', '320251Z');
    return `{"ask":"${ask(price)}","bid":"${bid(price)}","volume":"8984.14083016","trade_id":883993695,"price":"${price}","size":"0.00826436","time":"${time}","rfq_volume":"90.091840"}`;
  },
  Bitstamp: ({ price, currency, atMs }) =>
    `{"timestamp":"${seconds(atMs)}","open":"1.0","high":"9.9","low":"0.9","last":"${price}","volume":"213.2670","vwap":"2.2","bid":"${bid(price)}","ask":"${ask(price)}","side":"0","open_24":"1.1","percent_change_24":"13.57","market":"BTC/${currency}"}`,
  Bitfinex: ({ price, atMs }) => `[[1747523456,${atMs},-0.00125,${price}]]`,
  Gemini: ({ price, atMs }) =>
    `[{"timestamp":${seconds(atMs)},"timestampms":${atMs},"tid":5335307668,"price":"${price}","amount":"0.27413495","exchange":"gemini","type":"buy"}]`,
  Upbit: ({ price, currency, atMs }) =>
    `[{"market":"${currency}-BTC","trade_date":"20261120","trade_time":"092959","trade_timestamp":${atMs - 300},"opening_price":31883000.00000000,"trade_price":${price.includes('.') ? price : `${price}.00000000`},"prev_closing_price":31883000.00000000,"change":"RISE","change_rate":0.0126713295,"timestamp":${atMs}}]`,
  Bithumb: ({ price, currency, atMs }) =>
    `[{"market":"${currency}-BTC","trade_date":"20261120","trade_time":"092959","trade_timestamp":${atMs - 800},"trade_price":${price},"change":"FALL","timestamp":${atMs}}]`,
  Coinone: ({ price, currency, atMs }) =>
    `{"result":"success","error_code":"0","server_time":${atMs},"tickers":[{"quote_currency":"${currency.toLowerCase()}","target_currency":"btc","timestamp":${atMs},"high":"9","low":"1","first":"2","last":"${price}","quote_volume":"1","best_asks":[{"price":"3","qty":"1"}],"best_bids":[{"price":"3","qty":"1"}],"id":"1"}]}`,
  Korbit: ({ price, currency, atMs }) =>
    `{"success":true,"data":[{"symbol":"btc_${currency.toLowerCase()}","open":"1","high":"9","low":"1","close":"${price}","prevClose":"1","priceChange":"1","priceChangePercent":"1","volume":"1","quoteVolume":"1","bestBidPrice":"${bid(price)}","bestAskPrice":"${ask(price)}","lastTradedAt":${atMs}}]}`,
  bitFlyer: ({ price, currency, atMs }) =>
    `{"product_code":"BTC_${currency}","state":"RUNNING","timestamp":"${new Date(atMs).toISOString().slice(0, -2)}","tick_id":3579,"best_bid":${bid(price)},"best_ask":${ask(price)},"best_bid_size":0.1,"best_ask_size":5,"ltp":${price},"volume":16819.26}`,
  bitbank: ({ price, atMs }) =>
    `{"success":1,"data":{"sell":"${ask(price)}","buy":"${bid(price)}","high":"9","low":"1","open":"1","last":"${price}","vol":"1.2","timestamp":${atMs}}}`,
  ECB: ({ price, currency, atMs }) =>
    `{"amount":1.0,"base":"USD","date":"${new Date(atMs).toISOString().slice(0, 10)}","rates":{"${currency}":${price}}}`,
  // Asked for none in particular, it lists every currency.
  'ExchangeRate-API': ({ price, currency, atMs }) => {
    const currencies = currency === 'USD' ? ['SEK', 'CHF'] : [currency];
    return `{"result":"success","provider":"x","time_last_update_unix":${seconds(atMs)},"time_next_update_unix":${seconds(atMs) + 86_400},"base_code":"USD","rates":{"USD":1,"AED":3.6725,${currencies.map((listed) => `"${listed}":${price}`).join()}}}`;
  },
};

/** Which source a URL is of, and the currency that it asks for. */
function askedOf({ hostname, pathname, search }: URL): { name: string; currency: string } {
  const currencies = [...`${pathname}${search}`.toUpperCase().matchAll(/USD|EUR|GBP|JPY|CAD|CHF|AUD|SGD|KRW|SEK|NGN/g)].map(([currency]) => currency);
  const name = {
    'api.kraken.com': 'Kraken',
    'api.exchange.coinbase.com': 'Coinbase',
    'www.bitstamp.net': 'Bitstamp',
    'api-pub.bitfinex.com': 'Bitfinex',
    'api.gemini.com': 'Gemini',
    'api.upbit.com': 'Upbit',
    'api.bithumb.com': 'Bithumb',
    'api.coinone.co.kr': 'Coinone',
    'api.korbit.co.kr': 'Korbit',
    'api.bitflyer.com': 'bitFlyer',
    'public.bitbank.cc': 'bitbank',
    'api.frankfurter.dev': 'ECB',
    'open.er-api.com': 'ExchangeRate-API',
  }[hostname];
  if (!name) throw new Error(`no source is at ${hostname}`);
  return { name, currency: currencies.at(-1) ?? '' };
}

export interface Exchanges {
  /** Goes to the server on loopback, wherever the URL leads. */
  fetch: Fetch;
  /** The name of each source, once a question. */
  asked: string[];
  /** What each source answers from now on, by name; one that is not here answers 503. */
  answers: Map<string, (currency: string, response: ServerResponse) => void>;
  /** Makes a source say that bitcoin costs `price` (or a dollar, for money) now. */
  say(name: string, price: string, atMs: number): void;
  close(): Promise<void>;
}

export async function startExchanges(): Promise<Exchanges> {
  const asked: string[] = [];
  const answers: Exchanges['answers'] = new Map();
  const server = createServer((request, response) => {
    const { name, currency } = askedOf(new URL(`https://${request.headers['x-asked-at']}${request.url}`));
    asked.push(name);
    const answer = answers.get(name);
    if (answer) answer(currency, response);
    else response.writeHead(503).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    answers,
    fetch(url, init) {
      const { hostname, pathname, search } = new URL(url);
      return fetch(`http://127.0.0.1:${port}${pathname}${search}`, { ...init, headers: { ...init.headers, 'x-asked-at': hostname } });
    },
    say(name, price, atMs) {
      answers.set(name, (currency, response) => void response.end(ANSWERS[name]?.({ price, currency, atMs })));
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
