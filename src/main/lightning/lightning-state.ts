// What screens are told of Lightning before anyone presses Charge: is the node there, what can come in, which rate is in force.

import type { CurrencyCode } from '../../shared/money.ts';
import type { LightningHealth, LightningState } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import type { RateSource } from '../rates/rate-source.ts';
import type { LightningNode } from './lightning-node.ts';

const LOOK_EVERY_MS = 20_000;

export interface LightningStateParts {
  node: LightningNode | null;
  rates: RateSource;
  currency: () => CurrencyCode;
  nowMs: () => number;
  publish: (state: LightningState) => void;
  log: Log;
}

export interface LightningWatch {
  /** Somebody spoke to the node. */
  contact(reachable: boolean): void;
  close(): void;
}

export function watchLightningState({ node, rates, currency, nowMs, publish, log }: LightningStateParts): LightningWatch {
  let health: LightningHealth = node ? 'ready' : 'missing';
  let nodeName = '';
  let canReceiveSat: number | null = null;
  let told = '';
  let closed = false;

  const tell = () => {
    // A node that answers late must not be told of for the shop that has been opened since.
    if (closed) return;
    const answer = rates.quote(currency(), nowMs());
    const rate: LightningState['rate'] = answer.ok
      ? { ok: true, minorPerBtc: answer.quote.minorPerBtc, sources: answer.quote.sources, quotedAtMs: answer.quote.quotedAtMs }
      : { ok: false, reason: answer.reason };
    const state: LightningState = { health, nodeName, canReceiveSat, rate };
    // The time of a quote alone is no news.
    const news = JSON.stringify({ ...state, rate: rate.ok ? { ...rate, quotedAtMs: 0 } : rate });
    if (news === told) return;
    told = news;
    publish(state);
  };
  const contact = (reachable: boolean) => {
    if (!node) return;
    health = reachable ? 'ready' : 'unreachable';
    tell();
  };
  const look = async () => {
    if (!node) return tell();
    try {
      const info = await node.info();
      nodeName = info.alias;
      canReceiveSat = await node.canReceiveSat();
      contact(true);
    } catch (cause) {
      log.warn('lightning.unreachable', { reason: cause instanceof Error ? cause.message : String(cause) });
      contact(false);
    }
  };

  tell();
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    contact,
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}
