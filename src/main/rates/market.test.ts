// The exchanges' rate, kept warm from a server that stands in for all of them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RateSourceView } from '../../shared/rates.ts';
import { createLog } from '../log.ts';
import { type Market, type Pace, startMarket } from './market.ts';
import { type Exchanges, startExchanges } from './rates-test-bed.ts';

const QUICK: Pace = { exchangesMs: 5, fiatMs: 5, longestMs: 20, judgeMs: 5 };

let exchanges: Exchanges;
let market: Market | undefined;
let aheadMs = 0;
let logged = '';
const nowMs = () => Date.now() + aheadMs;
const looks = new Set<() => void>();

beforeEach(async () => {
  exchanges = await startExchanges();
  aheadMs = 0;
  logged = '';
});
afterEach(async () => {
  market?.close();
  market = undefined;
  looks.clear();
  await exchanges.close();
});

const start = (currency: string, pace = QUICK) => {
  market = startMarket({
    currency,
    fetch: exchanges.fetch,
    nowMs,
    monoMs: () => performance.now() + aheadMs,
    random: () => 0.5,
    onChange: () => {
      for (const look of [...looks]) look();
    },
    log: createLog((line) => {
      logged += line;
    }, nowMs),
    pace,
  });
  return market;
};
/** Resolves when the market's answer satisfies `condition`, looked at after each change. */
const until = (condition: (opened: Market) => boolean) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (!market || !condition(market)) return;
      looks.delete(look);
      resolve();
    };
    looks.add(look);
    look();
  });
const quoted = (opened: Market, currency = 'EUR') => {
  const answer = opened.quote(currency, nowMs());
  return answer.ok ? answer.quote.minorPerBtc : answer.reason;
};
const view = (opened: Market, name: string): RateSourceView | undefined => opened.views().find((source) => source.name === name);
const sayAll = (price: string, names = ['Kraken', 'Coinbase', 'Bitstamp']) => {
  for (const name of names) exchanges.say(name, price, nowMs());
};

describe('in euros', () => {
  test('nothing is quoted before enough have answered, then the median, from whom it is', async () => {
    const opened = start('EUR');
    expect(quoted(opened)).toBe('missing');
    exchanges.say('Kraken', '90000.00', nowMs());
    exchanges.say('Coinbase', '90100.00', nowMs());
    exchanges.say('Bitstamp', '90200.00', nowMs());
    await until((now) => quoted(now) === 9_010_000 && view(now, 'Bitfinex')?.trouble !== null && view(now, 'Gemini')?.trouble !== null);
    expect(opened.quote('EUR', nowMs())).toMatchObject({ quote: { method: 'market', sources: ['Kraken', 'Coinbase', 'Bitstamp'] } });
    expect(opened.views().map(({ name, use, trouble }) => [name, use, trouble])).toEqual([
      ['Kraken', 'used', null],
      ['Coinbase', 'used', null],
      ['Bitstamp', 'used', null],
      ['Bitfinex', 'none', 'refused'],
      ['Gemini', 'none', 'refused'],
    ]);
    expect(opened.lastMinorPerBtc()).toBe(9_010_000);
    expect(opened.quote('USD', nowMs())).toEqual({ ok: false, reason: 'missing' });
  });

  test('the quote follows the exchanges, and no sale asks them', async () => {
    sayAll('90000.00');
    const opened = start('EUR', { ...QUICK, exchangesMs: 60_000, longestMs: 60_000 });
    await until((now) => quoted(now) === 9_000_000 && now.views().every(({ use, trouble }) => use === 'used' || trouble !== null));
    const asked = exchanges.asked.length;
    for (let sale = 0; sale < 1000; sale += 1) opened.quote('EUR', nowMs());
    expect(exchanges.asked).toHaveLength(asked);
  });

  test('a source that fails keeps its last answer until that is old, and is asked ever more rarely', async () => {
    sayAll('90000.00');
    const opened = start('EUR');
    await until((now) => quoted(now) === 9_000_000);
    exchanges.answers.clear();
    await until((now) => now.views().every(({ trouble }) => trouble === 'refused'));
    expect(quoted(opened)).toBe(9_000_000);
    aheadMs = 300_001;
    await until((now) => quoted(now) === 'old');
    expect(view(opened, 'Kraken')).toMatchObject({ use: 'old', trouble: 'refused', last: { minorPerBtc: 9_000_000 } });
    sayAll('91000.00');
    await until((now) => quoted(now) === 9_100_000);
  });

  test('a clock that is set back does not make an old answer young', async () => {
    sayAll('90000.00');
    start('EUR');
    await until((now) => quoted(now) === 9_000_000);
    // The server repeats an answer of ten minutes ago.
    aheadMs = 600_000;
    await until((now) => quoted(now) === 'old');
  });

  test('one that lies by a digit is left out, and two camps are no rate at all', async () => {
    sayAll('90000.00');
    exchanges.say('Gemini', '9000.00', nowMs());
    const opened = start('EUR');
    await until((now) => quoted(now) === 9_000_000 && view(now, 'Gemini')?.use === 'outlier');
    exchanges.say('Coinbase', '9000.00', nowMs());
    exchanges.answers.delete('Bitstamp');
    aheadMs = 200_000;
    exchanges.say('Kraken', '90000.00', nowMs());
    exchanges.say('Gemini', '9000.00', nowMs());
    exchanges.say('Coinbase', '9000.00', nowMs());
    await until((now) => quoted(now) === 'spread');
    expect(opened.lastMinorPerBtc()).toBe(9_000_000);
  });

  test('a crash of a fifth is held back until it has lasted', async () => {
    sayAll('90000.00');
    start('EUR');
    await until((now) => quoted(now) === 9_000_000);
    sayAll('72000.00');
    await until((now) => quoted(now) === 'jump');
    aheadMs = 180_000;
    sayAll('72100.00');
    await until((now) => quoted(now) === 7_210_000);
  });

  test('what a source sends that is no answer is said once in the log, without its text', async () => {
    sayAll('90000.00');
    exchanges.answers.set('Gemini', (_currency, response) => void response.end('<html>who are you</html>'));
    start('EUR');
    await until((now) => view(now, 'Gemini')?.trouble === 'unreadable' && exchanges.asked.filter((name) => name === 'Gemini').length > 3);
    expect(logged.match(/"source":"Gemini"/g)).toHaveLength(1);
    expect(logged).not.toContain('who are you');
  });

  test('after it is closed nothing is asked or told any more', async () => {
    sayAll('90000.00');
    const opened = start('EUR');
    await until((now) => quoted(now) === 9_000_000);
    opened.close();
    let told = 0;
    looks.add(() => {
      told += 1;
    });
    const asked = exchanges.asked.length;
    await new Promise((passed) => setTimeout(passed, 60));
    expect(exchanges.asked.length - asked).toBeLessThanOrEqual(5);
    expect(told).toBe(0);
  });
});

describe('in a currency without markets of its own', () => {
  const DAY_MS = 86_400_000;
  const DOLLARS = ['Kraken', 'Coinbase', 'Bitstamp'];

  test('the dollar markets are quoted across, and the names say so', async () => {
    sayAll('100000.00', DOLLARS);
    exchanges.say('ECB', '9.50', nowMs() - DAY_MS);
    exchanges.say('ExchangeRate-API', '9.52', nowMs());
    const opened = start('SEK');
    await until((now) => quoted(now, 'SEK') === 95_000_000);
    expect(opened.quote('SEK', nowMs())).toMatchObject({ quote: { sources: ['Kraken × USD/SEK', 'Coinbase × USD/SEK', 'Bitstamp × USD/SEK'] } });
  });

  test('there is no rate while nobody confirms what a dollar is worth', async () => {
    sayAll('100000.00', DOLLARS);
    exchanges.say('ECB', '9.50', nowMs() - DAY_MS);
    const opened = start('SEK');
    await until((now) => now.views().every(({ trouble }) => trouble === 'refused'));
    expect(quoted(opened, 'SEK')).toBe('missing');
    exchanges.say('ExchangeRate-API', '9.70', nowMs());
    await until((now) => view(now, 'Kraken × USD/SEK')?.trouble === null);
    expect(quoted(opened, 'SEK')).toBe('missing');
    exchanges.say('ExchangeRate-API', '9.51', nowMs());
    await until((now) => quoted(now, 'SEK') === 95_000_000);
  });

  test('one market of its own is joined by crosses: francs of Kraken beside dollars of others', async () => {
    exchanges.answers.set('Kraken', (currency, response) => {
      const seconds = Math.floor(nowMs() / 1000);
      response.end(`{"error":[],"result":{"XBT${currency}":[[${seconds},"80000.0","80000.2"]],"last":${seconds}}}`);
    });
    sayAll('100000.00', ['Coinbase', 'Bitstamp']);
    exchanges.say('ECB', '0.8', nowMs() - DAY_MS);
    exchanges.say('ExchangeRate-API', '0.8001', nowMs());
    const opened = start('CHF');
    await until((now) => opened.quote('CHF', nowMs()).ok && now.views().filter(({ use }) => use === 'used').length === 3);
    expect(opened.quote('CHF', nowMs())).toMatchObject({ quote: { sources: ['Kraken', 'Coinbase × USD/CHF', 'Bitstamp × USD/CHF'] } });
  });
});

test('without any network the till is not kept waiting: there is no rate, and it goes on being looked for', async () => {
  await exchanges.close();
  const opened = start('KRW');
  expect(quoted(opened, 'KRW')).toBe('missing');
  await until((now) => now.views().every(({ trouble }) => trouble === 'unreachable'));
  expect(quoted(opened, 'KRW')).toBe('missing');
});
