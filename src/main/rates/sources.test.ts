// Every source's file, on an answer in the form that the source documents, and on everything else it may send one day.
import { describe, expect, test } from 'vitest';
import { minorDigits } from '../../shared/money.ts';
import { parseExactJson } from './decimal.ts';
import { ANSWERS, RECORDED_AT_MS } from './rates-test-bed.ts';
import { SourceError } from './reading.ts';
import { EXCHANGES, FIAT_SOURCES, planFor } from './sources.ts';

const PRICES: Record<string, string> = { KRW: '154230000', JPY: '15423000' };
const priceIn = (currency: string) => PRICES[currency] ?? '104321.55';
const troubleOf = (work: () => unknown) => {
  try {
    return { read: work() };
  } catch (cause) {
    if (cause instanceof SourceError) return cause.trouble;
    throw cause;
  }
};

describe.each(EXCHANGES.map(({ exchange, baseUrl }) => [exchange.name, exchange, baseUrl] as const))('%s', (name, exchange, baseUrl) => {
  const currency = exchange.currencies[0] ?? '';
  const answer = (price: string, money = currency) => ANSWERS[name]?.({ price, currency: money, atMs: RECORDED_AT_MS }) ?? '';
  const parse = (text: string, money = currency) => exchange.parse(parseExactJson(text), money);

  test.each([...exchange.currencies])('says in minor units of %s what a bitcoin costs, and when', (money) => {
    const { minorPerBtc, quotedAtMs } = parse(answer(priceIn(money), money), money);
    const exact = Number(priceIn(money).replace('.', '')) * (minorDigits(money) === 0 || priceIn(money).includes('.') ? 1 : 100);
    expect(Math.abs(minorPerBtc - exact)).toBeLessThanOrEqual(1);
    expect(Math.abs(quotedAtMs - RECORDED_AT_MS)).toBeLessThan(1000);
  });

  test('is asked over https, for each currency elsewhere', () => {
    const urls = exchange.currencies.map((money) => baseUrl + exchange.path(money));
    expect(new Set(urls).size).toBe(urls.length);
    for (const url of urls) expect(new URL(url).protocol).toBe('https:');
  });

  test.each([
    ['zero', '0'],
    ['zero with decimals', '0.00'],
    ['a third of the smallest coin', '0.0001'],
    ['beyond any price', '9'.repeat(25)],
  ])('has no price when it is %s', (_what, price) => {
    expect(troubleOf(() => parse(answer(price)))).toBe('no_price');
  });

  test('has no price when it is negative', () => {
    const text = answer(priceIn(currency)).replaceAll(/(?<=[:,["])(?=(1542|104[23])\d+)/g, '-');
    expect(text).toContain('-1');
    expect(troubleOf(() => parse(text))).toBe('no_price');
  });

  test.each(['null', 'NaN-price', '104,321.55', '0x1F', ''])('is unreadable when the price is the text %j', (price) => {
    const text = answer(priceIn(currency));
    const broken = text.replaceAll(/"?\b(1542|104[23])\d+(\.\d+)?"?/g, JSON.stringify(price));
    expect(broken).not.toBe(text);
    expect(troubleOf(() => parse(broken))).toBe('unreadable');
  });

  test.each([
    '{}',
    '[]',
    '[[]]',
    'null',
    '"text"',
    '42',
    '{"error":["EQuery:Unknown asset pair"]}',
    '["error",10020,"symbol: invalid"]',
    '{"message":"NotFound"}',
  ])('is unreadable when it says %s', (text) => {
    expect(troubleOf(() => parse(text))).toBe('unreadable');
  });

  test('is unreadable when its time is no time', () => {
    const text = answer(priceIn(currency)).replaceAll(/"?17\d{8,11}"?|"2026-[^"]*"/g, '"soon"');
    expect(text).toContain('soon');
    expect(troubleOf(() => parse(text))).toBe('unreadable');
  });
});

test.each([
  ['Kraken', 'EUR', 'GBP'],
  ['Upbit', 'KRW', 'USDT'],
  ['Bithumb', 'KRW', 'USDT'],
  ['Coinone', 'KRW', 'USD'],
  ['Korbit', 'KRW', 'USD'],
  ['bitFlyer', 'JPY', 'USD'],
])('%s, asked for %s, is not believed when it answers in %s', (name, asked, answered) => {
  const exchange = EXCHANGES.find((entry) => entry.exchange.name === name)?.exchange;
  const text = ANSWERS[name]?.({ price: '154230000', currency: answered, atMs: RECORDED_AT_MS }) ?? '';
  expect(troubleOf(() => exchange?.parse(parseExactJson(text), asked))).toBe('unreadable');
});

test('a pair that Kraken does not know is its refusal', () => {
  const kraken = EXCHANGES[0]?.exchange;
  expect(troubleOf(() => kraken?.parse({ error: ['EQuery:Unknown asset pair'], result: {} }, 'EUR'))).toBe('refused');
});

test('a book whose sides are far apart, or crossed, is no price', () => {
  const bitstamp = EXCHANGES.find(({ exchange }) => exchange.name === 'Bitstamp')?.exchange;
  const book = (bid: string, ask: string) => troubleOf(() => bitstamp?.parse({ timestamp: '1763631000', bid, ask }, 'EUR'));
  expect(book('90000.00', '94500.00')).toEqual({ read: { minorPerBtc: 9_225_000, quotedAtMs: 1_763_631_000_000 } });
  expect(book('90000.00', '94500.01')).toBe('no_price');
  expect(book('90000.00', '89999.99')).toBe('no_price');
});

describe.each(FIAT_SOURCES.map(({ source, baseUrl }) => [source.name, source, baseUrl] as const))('%s', (name, source, baseUrl) => {
  const answer = (price: string, currency = 'SEK') => ANSWERS[name]?.({ price, currency, atMs: RECORDED_AT_MS }) ?? '';
  const parse = (text: string) => source.parse(parseExactJson(text), 'SEK');

  test('says what a dollar is worth, to the thousand-millionth, and of which day', () => {
    const { nanoPerUsd, quotedAtMs } = parse(answer('9.5371234567'));
    expect(nanoPerUsd).toBe(9_537_123_457);
    expect(Math.abs(quotedAtMs - RECORDED_AT_MS)).toBeLessThan(86_400_000);
    expect(new URL(baseUrl + source.path('SEK')).protocol).toBe('https:');
  });

  test.each(['0', '-9.5', '99999999999999'])('has no rate when it is %s', (price) => {
    expect(troubleOf(() => parse(answer(price)))).toBe('no_price');
  });

  test.each(['{}', '[]', '{"result":"error","error-type":"unsupported-code"}', '{"message":"not found"}'])(
    'is unreadable when it says %s',
    (text) => {
      expect(troubleOf(() => parse(text))).toBe('unreadable');
    },
  );

  test('has no rate of a currency that it does not list, and none of another base', () => {
    expect(troubleOf(() => parse(answer('9.5', 'NOK')))).toBe('no_price');
    expect(troubleOf(() => parse(answer('9.5').replace('"USD"', '"EUR"')))).toBe('unreadable');
  });
});

test.each([
  ['EUR', ['Kraken', 'Coinbase', 'Bitstamp', 'Bitfinex', 'Gemini'], []],
  ['KRW', ['Upbit', 'Bithumb', 'Coinone', 'Korbit'], []],
  ['JPY', ['Kraken', 'Bitfinex', 'bitFlyer', 'bitbank'], []],
  ['CHF', ['Kraken'], ['Coinbase', 'Bitstamp', 'Bitfinex', 'Gemini']],
  ['SEK', [], ['Kraken', 'Coinbase', 'Bitstamp', 'Bitfinex', 'Gemini']],
])('%s is quoted from markets of its own, and over the dollar only where they are too few', (currency, direct, viaUsd) => {
  const plan = planFor(currency);
  expect(plan.direct.map(({ name }) => name)).toEqual(direct);
  expect(plan.viaUsd.map(({ name }) => name)).toEqual(viaUsd);
});
