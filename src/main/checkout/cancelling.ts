// Cancelling the sale in hand. Its live code is closed first; what was taken for it at once is handed back; Lightning received for it
// goes to the manager's list. All of that is one fact, and the sale stays in the journal with its lines.
import { TillError } from '../../shared/errors.ts';
import { isTakenTender, liveLightningTender } from '../../shared/tender.ts';
import type { AttentionStore } from '../store/attention-store.ts';
import type { Completion } from './completion.ts';
import { freshDraft, type Hand } from './hand.ts';
import type { Invoices } from './invoices.ts';
import { isFinal } from './sale-rules.ts';
import { isAtTerminal, returnTender } from './tendering.ts';

export interface CancellingParts {
  hand: Hand;
  invoices: Invoices;
  attention: AttentionStore;
  completion: Completion;
  newId: () => string;
  nowMs: () => number;
}

/** INVOICE_CLOSED when the customer paid in that very moment: the sale is what it has become. */
export type CancelSale = (saleId: string, staffId: string) => Promise<void>;

export function createCancelling({ hand, invoices, attention, completion, newId, nowMs }: CancellingParts): CancelSale {
  return async (saleId, staffId) => {
    if (hand.sale.id !== saleId || isFinal(hand.sale)) throw new TillError('SALE_CHANGED');
    if (hand.sale.cardMove) throw new TillError('SALE_HAS_PAYMENT');
    if (hand.sale.tenders.some(isAtTerminal)) throw new TillError('CARD_AT_TERMINAL');
    const live = liveLightningTender(hand.sale.tenders);
    if (live) await invoices.cancel({ saleId, tenderId: live.id }, staffId);
    const { sale } = hand;
    if (sale.id !== saleId || isFinal(sale) || liveLightningTender(sale.tenders) || sale.cardMove) throw new TillError('SALE_CHANGED');
    if (sale.lines.length === 0 && sale.tenders.length === 0 && sale.removedLineCount === 0) return;
    hand.record((append) => {
      const paid = sale.tenders.filter(({ status }) => status === 'paid');
      for (const tender of paid) if (isTakenTender(tender)) returnTender(append, saleId, tender, staffId);
      const items = attention.paidBy(saleId).map(({ receivedMsat: amountMsat, amountMinor, settlementId }) => ({
        id: newId(),
        kind: 'cancelled_sale' as const,
        amountMsat,
        amountMinor,
        settlementId,
      }));
      completion.cancel(append, sale, { reason: '', attention: items }, staffId);
      return freshDraft(newId(), nowMs());
    });
  };
}
