// What the customer sees follows from the sale alone: one scene at a time, the one that says what to do now.
import type { LiveCardMove, RefusedCard } from '../../shared/card-payment.ts';
import type { Sale } from '../../shared/sale.ts';
import type { CheckoutState } from '../../shared/state.ts';
import {
  comingOnChain,
  excessMsatOf,
  type LightningTender,
  type LightningTenderStatus,
  liveLightningTender,
  paidMinor,
  type SeenOnChain,
} from '../../shared/tender.ts';

export type Scene =
  | { kind: 'idle' }
  /** Lines and the total; `preparing`: a code has been asked for. */
  | { kind: 'ringing'; preparing: boolean }
  /** A tip is asked for before the code. */
  | { kind: 'tip' }
  | { kind: 'pay'; tender: LightningTender }
  | { kind: 'arriving'; tender: LightningTender }
  /** The money was seen on chain, and waits for a block; also when its code was closed since. */
  | { kind: 'on_chain'; tender: LightningTender; seen: SeenOnChain }
  /** The money is here, and not taken yet: the cashier checks. */
  | { kind: 'held'; tender: LightningTender }
  | { kind: 'expired'; tender: LightningTender }
  /** Money came for a code that was closed: it is not part of the sale, and nobody should pay again. */
  | { kind: 'late'; tender: LightningTender }
  /** What runs at the card terminal, or is not known. */
  | { kind: 'card'; move: LiveCardMove }
  /** Nothing came of the card, and nothing else has happened since. */
  | { kind: 'card_refused'; refused: RefusedCard }
  | { kind: 'paid' };

const LIVE: Partial<Record<LightningTenderStatus, 'arriving' | 'held'>> = { arriving: 'arriving', held: 'held', taking: 'arriving' };

export function sceneOf({ sale, requestingInvoice, tip, cardRefused }: CheckoutState): Scene {
  if (sale.status === 'completed') return { kind: 'paid' };
  const live = liveLightningTender(sale.tenders);
  if (live?.status === 'waiting' && live.seenOnChain?.status === 'seen') return { kind: 'on_chain', tender: live, seen: live.seenOnChain };
  if (sale.cardMove) return { kind: 'card', move: sale.cardMove };
  if (live) return { kind: LIVE[live.status] ?? 'pay', tender: live };
  const late = lateTender(sale);
  if (late) return { kind: 'late', tender: late };
  if (sale.status === 'cancelled' || sale.lines.length === 0) return { kind: 'idle' };
  const coming = comingOnChain(sale.tenders).at(-1);
  if (coming && !requestingInvoice) return { kind: 'on_chain', ...coming };
  if (tip === 'asked') return { kind: 'tip' };
  if (cardRefused) return { kind: 'card_refused', refused: cardRefused };
  const last = sale.tenders.at(-1);
  if (!requestingInvoice && last?.kind === 'lightning' && last.status === 'expired') return { kind: 'expired', tender: last };
  return { kind: 'ringing', preparing: requestingInvoice };
}

/** The newest Lightning tender that got money without being paid; a cancelled sale's paid one too, since it is owed back. */
function lateTender({ status, tenders }: Sale): LightningTender | undefined {
  return tenders.findLast(
    (tender): tender is LightningTender =>
      tender.kind === 'lightning' && tender.receivedMsat > 0 && (tender.status !== 'paid' || status === 'cancelled'),
  );
}

/** What came in beyond what was asked for, in sat: it is given back. */
export function excessSat({ tenders }: Sale): number {
  let excessMsat = 0;
  for (const tender of tenders) {
    if (tender.kind === 'lightning' && tender.status === 'paid') excessMsat += excessMsatOf(tender.amountSat, tender.receivedMsat);
  }
  return Math.floor(excessMsat / 1000);
}

/** Whether a part is paid and another is due. */
export function isPartPaid({ tenders, dueMinor }: Sale): boolean {
  return dueMinor > 0 && paidMinor(tenders) > 0;
}
