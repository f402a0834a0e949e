// The exchanges' rate of one currency, kept warm: every source is asked in the background, whatever is sold, and the quote is
// made anew with each answer and as answers grow old. Whoever asks for it gets what the screens were told, at once.
import type { CurrencyCode } from '../../shared/money.ts';
import type { RateSourceView, SourceTrouble } from '../../shared/rates.ts';
import type { Log } from '../log.ts';
import { askJson, type Fetch } from './ask.ts';
import { type Combination, combine, type HeardReading } from './combine.ts';
import { confirmedFiat, crossMinor, crossName } from './cross.ts';
import type { FiatReading } from './fiat/fiat-source.ts';
import { createJumpGuard } from './jump-guard.ts';
import { keepAsking } from './keep-asking.ts';
import type { RateAnswer, RateSource } from './rate-source.ts';
import { type Reading, SourceError } from './reading.ts';
import { EXCHANGES, FIAT_SOURCES, planFor } from './sources.ts';

/** How often sources are asked, and the quote judged without an answer. */
export interface Pace {
  exchangesMs: number;
  fiatMs: number;
  longestMs: number;
  judgeMs: number;
}
const PACE: Pace = { exchangesMs: 60_000, fiatMs: 3_600_000, longestMs: 600_000, judgeMs: 15_000 };

export interface MarketParts {
  currency: CurrencyCode;
  fetch: Fetch;
  nowMs: () => number;
  /** A clock that only goes forward, in ms. */
  monoMs: () => number;
  /** 0 to 1, for the spreading of questions. */
  random: () => number;
  /** Told when an answer came, or the quote changed. */
  onChange: () => void;
  log: Log;
  pace?: Pace;
}

export interface Market extends RateSource {
  views(): RateSourceView[];
  /** What was in force last, for a comparison; null before there was any. */
  lastMinorPerBtc(): number | null;
  close(): void;
}

/** What one source said last. */
interface Heard<R> {
  name: string;
  reading: R | null;
  heardAtMonoMs: number;
  trouble: SourceTrouble | null;
}

interface Asked<R> {
  name: string;
  url: string;
  parse: (json: unknown) => R;
}

export function startMarket({ currency, fetch, nowMs, monoMs, random, onChange, log, pace = PACE }: MarketParts): Market {
  const plan = planFor(currency);
  const guard = createJumpGuard();
  const end = new AbortController();
  const closers: (() => void)[] = [];
  let uses: Combination['uses'] = new Map();
  let answer: RateAnswer = { ok: false, reason: 'missing' };
  let last: number | null = null;

  const follow = <R>({ name, url, parse }: Asked<R>, everyMs: number): Heard<R> => {
    const heard: Heard<R> = { name, reading: null, heardAtMonoMs: 0, trouble: null };
    const ask = async () => {
      let trouble: SourceTrouble | null = null;
      try {
        const askedAtMonoMs = monoMs();
        heard.reading = parse(await askJson(url, { fetch, signal: end.signal }));
        heard.heardAtMonoMs = askedAtMonoMs;
      } catch (cause) {
        if (!(cause instanceof SourceError)) log.error('rates.source_failed', cause, { source: name });
        else if (cause.trouble !== heard.trouble && !end.signal.aborted)
          log.warn('rates.source_trouble', { source: name, trouble: cause.trouble, reason: cause.message });
        trouble = cause instanceof SourceError ? cause.trouble : 'unreadable';
      }
      heard.trouble = trouble;
      judge();
      return trouble === null;
    };
    closers.push(keepAsking({ ask, everyMs, longestMs: pace.longestMs, random }));
    return heard;
  };
  const followExchanges = (exchanges: typeof plan.direct, money: CurrencyCode): Heard<Reading>[] =>
    EXCHANGES.filter(({ exchange }) => exchanges.includes(exchange)).map(({ exchange, baseUrl }) =>
      follow({ name: exchange.name, url: baseUrl + exchange.path(money), parse: (json) => exchange.parse(json, money) }, pace.exchangesMs),
    );

  /** As readings of the currency, in the order of the plan. */
  const current = (): Heard<Reading>[] => {
    const fiat = confirmedFiat(
      dollars.flatMap(({ reading }) => reading ?? []),
      nowMs(),
    );
    return [...direct, ...viaUsd.map((heard) => acrossDollar(heard, fiat))];
  };
  const acrossDollar = (heard: Heard<Reading>, fiat: FiatReading | undefined): Heard<Reading> => {
    const minorPerBtc = heard.reading && fiat ? crossMinor(heard.reading.minorPerBtc, fiat.nanoPerUsd, currency) : null;
    const dollarTrouble = dollars.find(({ trouble }) => trouble !== null)?.trouble ?? null;
    return {
      name: crossName(heard.name, currency),
      reading: heard.reading && minorPerBtc !== null ? { minorPerBtc, quotedAtMs: heard.reading.quotedAtMs } : null,
      heardAtMonoMs: heard.heardAtMonoMs,
      trouble: heard.trouble ?? (fiat ? null : dollarTrouble),
    };
  };

  const judge = () => {
    if (end.signal.aborted) return;
    const readings = current().flatMap(({ name, reading, heardAtMonoMs }): HeardReading[] => (reading ? [{ ...reading, name, heardAtMonoMs }] : []));
    const combination = combine(readings, nowMs(), monoMs());
    uses = combination.uses;
    answer = answerOf(combination.result);
    onChange();
  };
  const answerOf = (result: Combination['result']): RateAnswer => {
    if (!result.ok) return result;
    if (!guard.accepts(result.rate.minorPerBtc, monoMs())) return { ok: false, reason: 'jump' };
    last = result.rate.minorPerBtc;
    return { ok: true, quote: { currency, method: 'market', ...result.rate } };
  };

  const dollars: Heard<FiatReading>[] = [];
  const direct = followExchanges(plan.direct, currency);
  const viaUsd = followExchanges(plan.viaUsd, 'USD');
  if (plan.viaUsd.length > 0) {
    for (const { source, baseUrl } of FIAT_SOURCES) {
      dollars.push(follow({ name: source.name, url: baseUrl + source.path(currency), parse: (json) => source.parse(json, currency) }, pace.fiatMs));
    }
  }
  const timer = setInterval(judge, pace.judgeMs);

  return {
    quote: (asked) => (asked === currency ? answer : { ok: false, reason: 'missing' }),
    views: () => current().map(({ name, reading, trouble }) => ({ name, last: reading, use: uses.get(name) ?? 'none', trouble })),
    lastMinorPerBtc: () => last,
    close() {
      end.abort();
      clearInterval(timer);
      for (const stop of closers) stop();
    },
  };
}
