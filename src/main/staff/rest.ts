// When a screen that nobody touches locks itself. Only hands count as life: a page that asks for its numbers by itself does not.
// While a payment is shown at the register it waits; the customer may take their time.
import type { Screen } from '../../shared/state.ts';

/** Somebody at a screen. It outlives a shop that closes to open again. */
export interface Session {
  staffId: string;
  /** Where they were last. */
  screen: Screen;
  activeAtMs: number;
  /** It has locked itself; the next PIN of theirs goes on with it. */
  locked: boolean;
  /** When they gave a code of their second factor here; null: they have not. */
  codeAtMs: number | null;
}

/** By session key. */
export type Sessions = Map<string, Session>;

export interface Rest {
  /** Null: never. */
  afterMs: number | null;
  paymentShown: boolean;
}

export function isAtRest({ screen, activeAtMs }: Session, { afterMs, paymentShown }: Rest, nowMs: number): boolean {
  if (afterMs === null || (paymentShown && screen === 'cashier')) return false;
  // A clock that was set, in either direction, locks too early rather than too late.
  return Math.abs(nowMs - activeAtMs) >= afterMs;
}
