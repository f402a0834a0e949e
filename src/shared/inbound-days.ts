// How long the node's room to receive lasts, if money goes on coming in as it did. Pure.
import type { InboundPace } from './reports.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** From fewer days than this nothing can be told: a market day is no week. */
const LEAST_DAYS = 3;

export type InboundOutlook = { kind: 'too_short' } | { kind: 'nothing_came' } | { kind: 'days'; days: number };

/** Whole days, rounded down: it is better to be early. */
export function inboundOutlook({ sinceMs, untilMs, receivedMsat }: InboundPace, canReceiveSat: number): InboundOutlook {
  const days = (untilMs - sinceMs) / DAY_MS;
  if (days < LEAST_DAYS) return { kind: 'too_short' };
  if (receivedMsat === 0) return { kind: 'nothing_came' };
  return { kind: 'days', days: Math.floor((canReceiveSat * 1000 * days) / receivedMsat) };
}
