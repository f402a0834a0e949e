// What is done about money on chain, pure: when it is enough to be taken, which of several says most, and what stands in for
// what was replaced.
import type { SeenOnChain } from '../../shared/sale.ts';
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

/** What is missing of money that was replaced, or came beyond it with what replaced it. `listedMsat`: nothing was given for that yet. */
export function replacementOf(gone: { receivedMsat: number; listedMsat: number }, byMsat: number | null): { lostMsat: number; excessMsat: number } {
  if (byMsat === null) return { lostMsat: Math.max(0, gone.receivedMsat - gone.listedMsat), excessMsat: 0 };
  return { lostMsat: Math.max(0, gone.receivedMsat - byMsat), excessMsat: Math.max(0, byMsat - gone.receivedMsat) };
}
