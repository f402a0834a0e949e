// What is done about money on chain, pure: when it is enough to be taken, which of several says most, and what stands in for
// what was replaced.
import type { SeenOnChain } from '../../shared/tender.ts';
import type { ChainReceipt } from '../lightning/chain-wallet.ts';

/** Under so many blocks a receipt is not looked at again. No setting asks for more. */
export const BURIED_AT = 6;

export interface OnChainSettings {
  /** Up to this much is taken unconfirmed; 0 for never. */
  zeroConfMaxMinor: number;
  confirmations: number;
}

/**
 * Whether a receipt can be counted on as the shop wants it. `worthMinor` is all that came for a sale that waits for it, an
 * excess too, since that is given back; null for money that nobody waits for, which always waits for its blocks.
 */
export function isEnough(confirmations: number, worthMinor: number | null, settings: OnChainSettings): boolean {
  if (confirmations >= settings.confirmations) return true;
  return settings.zeroConfMaxMinor > 0 && worthMinor !== null && worthMinor <= settings.zeroConfMaxMinor;
}

/** What a code shows of the receipts for it that are not enough yet: the furthest, of equals the newest. `before`: what it showed. */
export function seenOf(receipts: readonly ChainReceipt[], before: SeenOnChain | null, neededConfirmations: number): SeenOnChain | null {
  const [best] = receipts.toSorted((a, b) => b.confirmations - a.confirmations || b.seenAtMs - a.seenAtMs);
  if (!best) return before && { ...before, status: 'replaced' };
  const { outpoint, amountSat, confirmations } = best;
  return { status: 'seen', outpoint, amountSat, confirmations, neededConfirmations };
}

/** What is known of money that was replaced: all that came, and what of it waits on the list, which nobody was given anything for. */
export interface Gone {
  receivedMsat: number;
  listedMsat: number;
}

/** What a replacement changes: what is lost, and what waits on the list from then on, instead of what waited there. */
export interface Replacement {
  lostMsat: number;
  listedMsat: number;
}

/** `withdrawnMsat`: what had been listed as lost of that which stands in, and is not lost after all. */
export function replacementOf(gone: Gone, by: { amountMsat: number; withdrawnMsat: number } | null): Replacement {
  const countedMsat = gone.receivedMsat - gone.listedMsat + (by?.withdrawnMsat ?? 0);
  const moreMsat = (by?.amountMsat ?? 0) - countedMsat;
  return { lostMsat: Math.max(0, -moreMsat), listedMsat: Math.max(0, moreMsat) };
}
