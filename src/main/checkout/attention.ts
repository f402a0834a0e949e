// The manager's list: money that came and is not part of a completed sale. It is applied to its sale, or goes back to the
// customer; until then it stays on the list, whatever happens.
import { TillError } from '../../shared/errors.ts';
import type { Sale } from '../../shared/sale.ts';
import type { AttentionItem } from '../../shared/state.ts';
import { type LightningTender, liveLightningTender } from '../../shared/tender.ts';
import type { PayoutFacts, Payouts } from '../refunds/payouts.ts';
import type { AttentionStore, StoredAttention } from '../store/attention-store.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { Completion } from './completion.ts';
import type { OpenSales } from './open-sales.ts';
import { addTender, applicationOf, excessItem, isFinal } from './sale-rules.ts';

export interface AttentionParts {
  openSales: OpenSales;
  journal: Journal;
  sales: SaleStore;
  store: AttentionStore;
  completion: Completion;
  payouts: Payouts;
  refundStore: Pick<RefundStore, 'payoutOfItem'>;
  newId: () => string;
}

/** `to`: the customer's code or Lightning address. `pin` is that of the manager who sends it. */
export type RefundWay = { method: 'cash' } | { method: 'lightning'; to: string; pin: string };

export interface Attention {
  open(): AttentionItem[];
  /** Makes the money a tender of its sale; a sale that was cancelled comes back complete. */
  apply(itemId: string, staffId: string): void;
  /** REFUND_UNKNOWN while the node can't tell the outcome: it is asked for until it can. */
  refund(itemId: string, way: RefundWay, staffId: string): Promise<void>;
  /** Hands a refund of unknown outcome to the node again: the same code, which it pays once. ALREADY_DONE. */
  sendAgain(itemId: string, pin: string, staffId: string): Promise<void>;
  /** Takes losses, or money that is no business of this till, off the list: all or none. NOT_FOUND for what belongs to a sale. */
  note(itemIds: readonly string[], staffId: string): void;
  /** Asks what became of refunds whose outcome is not known; after a start, and with each sweep. */
  followRefunds(): Promise<void>;
}

export function createAttention({ openSales, journal, sales, store, completion, payouts, refundStore, newId }: AttentionParts): Attention {
  /** The sale that listed money can be made a tender of, if there is one. */
  const saleFor = (item: StoredAttention): Sale | undefined => {
    if (item.kind === 'lost' || item.status !== 'open' || item.saleId === null || item.amountMinor === null) return undefined;
    const open = openSales.find(item.saleId);
    if (open) return !isFinal(open) && open.dueMinor > 0 && !liveLightningTender(open.tenders) && !open.cardMove ? open : undefined;
    if (sales.saleStatus(item.saleId) !== 'cancelled') return undefined;
    const cancelled = sales.sale(item.saleId)?.sale;
    if (!cancelled || item.amountMinor < cancelled.totals.totalMinor) return undefined;
    return cancelled;
  };

  const openItem = (itemId: string): StoredAttention => {
    const item = store.item(itemId);
    if (!item) throw new TillError('NOT_FOUND');
    if (item.status !== 'open') throw new TillError('ALREADY_DONE');
    return item;
  };

  const refundInCash = ({ id: itemId, amountMsat, amountMinor }: StoredAttention, staffId: string) => {
    if (amountMinor === null) throw new TillError('REFUND_REFUSED', { reason: 'no_rate' });
    journal.transact((append) => {
      append('refund_started', { itemId, amountMsat, amountMinor, payout: null }, staffId);
      append('refund_ended', { itemId, paymentHash: null, outcome: 'refunded', reason: '', feeMsat: 0 }, staffId);
    });
  };

  const endRefund =
    (itemId: string): PayoutFacts['ended'] =>
    ({ paymentHash }, end, staffId) => {
      journal.transact((append) => append('refund_ended', { itemId, paymentHash, ...end }, staffId));
    };

  const refundByLightning = ({ id: itemId, ...item }: StoredAttention, to: string, pin: string, staffId: string) => {
    // Whole sat: nobody is paid a fraction of one.
    const amountMsat = Math.floor(item.amountMsat / 1000) * 1000;
    return payouts.pay(
      { forId: itemId, to, amountMsat, staffId, pin },
      {
        started(payout) {
          openItem(itemId);
          journal.transact((append) => append('refund_started', { itemId, amountMsat, amountMinor: item.amountMinor, payout }, staffId));
        },
        ended: endRefund(itemId),
      },
    );
  };

  return {
    open: () =>
      store.open().map((stored) => {
        const { settlementId: _name, ...item } = stored;
        return { ...item, canApply: saleFor(stored) !== undefined };
      }),

    apply(itemId, staffId) {
      const item = openItem(itemId);
      const sale = saleFor(item);
      const { paymentHash } = item;
      const invoice = paymentHash === null ? undefined : sales.invoice(paymentHash);
      if (!sale || !invoice || paymentHash === null || item.amountMinor === null) throw new TillError('ALREADY_DONE');
      const { creditedMinor, excessMsat } = applicationOf(
        { amountMsat: item.amountMsat, amountMinor: item.amountMinor },
        sale.dueMinor,
        invoice.quote.minorPerBtc,
      );
      const excess = excessItem(newId(), excessMsat, invoice.quote.minorPerBtc);
      const tender: LightningTender = {
        kind: 'lightning',
        id: newId(),
        status: 'paid',
        amountMinor: creditedMinor,
        amountSat: invoice.amountSat,
        quote: invoice.quote,
        paymentHash,
        paymentRequest: invoice.paymentRequest,
        createdAtMs: invoice.createdAtMs,
        expiresAtMs: invoice.expiresAtMs,
        receivedMsat: item.amountMsat - excessMsat,
        address: invoice.address,
        seenOnChain: null,
        paidByOutpoint: item.outpoint,
      };
      const record = (append: Append): Sale => {
        const body = {
          itemId,
          saleId: sale.id,
          tenderId: tender.id,
          position: sale.tenders.length,
          paymentHash,
          amountMinor: creditedMinor,
          receivedMsat: tender.receivedMsat,
          settlementId: item.settlementId,
          excess,
        };
        append('settlement_applied', body, staffId);
        return completion.completeWhenPaid(append, addTender(sale, tender), staffId);
      };
      openSales.record(sale.id, record);
    },

    async refund(itemId, way, staffId) {
      const item = openItem(itemId);
      if (item.kind === 'lost') throw new TillError('NOT_FOUND');
      if (way.method === 'cash') refundInCash(item, staffId);
      else await refundByLightning(item, way.to, way.pin, staffId);
    },

    async sendAgain(itemId, pin, staffId) {
      const payout = refundStore.payoutOfItem(itemId);
      if (!payout) throw new TillError('ALREADY_DONE');
      await payouts.payAgain(payout, { staffId, pin }, { ended: endRefund(itemId) });
    },

    note(itemIds, staffId) {
      journal.transact((append) => {
        for (const itemId of itemIds) {
          const { kind } = openItem(itemId);
          if (kind !== 'lost' && kind !== 'unexplained') throw new TillError('NOT_FOUND');
          append('attention_noted', { itemId }, staffId);
        }
      });
    },

    followRefunds: () => payouts.follow(({ itemId }) => (itemId === null ? null : { ended: endRefund(itemId) })),
  };
}
