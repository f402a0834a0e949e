// A shop's rates, put together: the practice table or the exchanges, a manager's hand above both, and one judge of what is still
// in force. The exchanges are asked only while there is a node to take money with.
import type { CurrencyCode } from '../../shared/money.ts';
import type { RatesState } from '../../shared/rates.ts';
import type { Log } from '../log.ts';
import type { HandRateStore } from '../store/hand-rate-store.ts';
import type { Journal } from '../store/journal.ts';
import type { Fetch } from './ask.ts';
import { createHandRates } from './hand-rate.ts';
import { inForce } from './in-force.ts';
import { startMarket } from './market.ts';
import { createPracticeRates } from './practice-table.ts';
import type { RateSource } from './rate-source.ts';

export interface RatesParts {
  currency: CurrencyCode;
  /** `none`: there is no node, and so nothing to ask for. */
  from: 'practice' | 'market' | 'none';
  journal: Journal;
  store: HandRateStore;
  staffName: (staffId: string | null) => string;
  fetch: Fetch;
  nowMs: () => number;
  monoMs: () => number;
  random: () => number;
  publish: (state: RatesState) => void;
  /** Told when another quote may be in force. */
  onChange: () => void;
  log: Log;
}

export interface Rates extends RateSource {
  /** For an hour. RATE_UNLIKELY when it is far from the last one known. */
  setByHand(minorPerBtc: number, staffId: string): void;
  /** ALREADY_DONE when none stands. */
  clearByHand(staffId: string): void;
  close(): void;
}

export function openRates({ from, publish, onChange, fetch, monoMs, random, log, ...parts }: RatesParts): Rates {
  const { currency, nowMs } = parts;
  const show = () => publish({ sources: market?.views() ?? [], hand: hand.current(), handLimits: hand.limits() });
  const tell = () => {
    show();
    onChange();
  };
  const market = from === 'market' ? startMarket({ currency, fetch, nowMs, monoMs, random, onChange: tell, log }) : null;
  const table = from === 'practice' ? createPracticeRates() : NO_RATES;
  const lastOfTable = () => {
    const answer = table.quote(currency, nowMs());
    return answer.ok ? answer.quote.minorPerBtc : null;
  };
  const hand = createHandRates({
    ...parts,
    otherwise: market ?? table,
    lastMinorPerBtc: market ? market.lastMinorPerBtc : lastOfTable,
    onChange: tell,
  });
  show();
  return {
    quote: inForce(hand).quote,
    setByHand: hand.set,
    clearByHand: hand.clear,
    close() {
      market?.close();
      hand.close();
    },
  };
}

const NO_RATES: RateSource = { quote: () => ({ ok: false, reason: 'missing' }) };
