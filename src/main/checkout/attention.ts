// The manager's list: money that came and is not part of a completed sale. It is applied to its sale, or goes back to the
// customer; until then it stays on the list, whatever happens.
import { missingCase, TillError } from '../../shared/errors.ts';
import { type LightningTender, liveLightningTender, type Sale } from '../../shared/sale.ts';
import type { AttentionItem } from '../../shared/state.ts';
import type { LightningNode, PaymentRequestContent, RefundOutcome, Spending, SpendingNode } from '../lightning/lightning-node.ts';
import { asCallError } from '../lightning/node-errors.ts';
import type { Log } from '../log.ts';
import type { AttentionStore, Refund, StoredAttention } from '../store/attention-store.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { Completion } from './completion.ts';
import type { Hand } from './hand.ts';
import { addTender, applicationOf, excessItem, isFinal } from './sale-rules.ts';

export interface AttentionParts {
  hand: Hand;
  journal: Journal;
  sales: SaleStore;
  store: AttentionStore;
  completion: Completion;
  node: LightningNode | null;
  spending: Spending | null;
  /** The fees that a refund may cost, in parts per million of it. */
  maxFeePpm: () => number;
  newId: () => string;
  log: Log;
}

/** `pin` is that of the manager who sends it. */
export type RefundWay = { method: 'cash' } | { method: 'lightning'; paymentRequest: string; pin: string };

export interface Attention {
  open(): AttentionItem[];
  /** Makes the money a tender of its sale; a sale that was cancelled comes back complete. */
  apply(itemId: string, staffId: string): void;
  /** REFUND_UNKNOWN while the node can't tell the outcome: it is asked for until it can. */
  refund(itemId: string, way: RefundWay, staffId: string): Promise<void>;
  /** Takes note of a loss. NOT_FOUND for money that is there. */
  writeOff(itemId: string, staffId: string): void;
  /** Asks what became of refunds whose outcome is not known; after a start, and with each sweep. */
  followRefunds(): Promise<void>;
}

export function createAttention({ hand, journal, sales, store, completion, node, spending, maxFeePpm, newId, log }: AttentionParts): Attention {
  const refundsUnderWay = new Set<string>();

  /** The sale that listed money can be made a tender of, if there is one. */
  const saleFor = (item: StoredAttention): Sale | undefined => {
    if (item.kind === 'lost' || item.status !== 'open' || item.saleId === null || item.amountMinor === null) return undefined;
    if (hand.sale.id === item.saleId) {
      const payable = !isFinal(hand.sale) && hand.sale.dueMinor > 0 && !liveLightningTender(hand.sale.tenders);
      return payable ? hand.sale : undefined;
    }
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

  const endRefund = (append: Append, itemId: string, refund: Refund, outcome: 'refunded' | 'failed', reason: string, staffId: string | null) =>
    append('refund_ended', { itemId, outcome, reason, refund }, staffId);

  const concludeRefund = (itemId: string, refund: Refund, outcome: RefundOutcome, staffId: string | null): 'refunded' | 'failed' | 'pending' => {
    switch (outcome.status) {
      case 'paid':
        journal.transact((append) => endRefund(append, itemId, refund, 'refunded', '', staffId));
        return 'refunded';
      case 'failed':
        journal.transact((append) => endRefund(append, itemId, refund, 'failed', outcome.reason, staffId));
        return 'failed';
      case 'in_flight':
      case 'unknown':
        return 'pending';
      default:
        return missingCase(outcome);
    }
  };

  const refundInCash = (item: StoredAttention, staffId: string) => {
    if (item.amountMinor === null) throw new TillError('REFUND_REFUSED', { reason: 'no_rate' });
    const refund: Refund = { method: 'cash', amountMsat: item.amountMsat, amountMinor: item.amountMinor, paymentHash: null, paymentRequest: null };
    journal.transact((append) => {
      append('refund_started', { itemId: item.id, ...refund }, staffId);
      endRefund(append, item.id, refund, 'refunded', '', staffId);
    });
  };

  /** Sends it, the intent on the disk before; and says what came of it as far as that is known. */
  const send = async (spender: SpendingNode, itemId: string, refund: Refund & { paymentRequest: string }, staffId: string) => {
    journal.transact((append) => append('refund_started', { itemId, ...refund }, staffId));
    const { paymentRequest, amountMsat } = refund;
    const maxFeeMsat = Math.ceil((amountMsat * maxFeePpm()) / 1_000_000);
    const outcome = await spender.payInvoice({ paymentRequest, amountMsat, maxFeeMsat }).catch((cause: unknown): RefundOutcome => {
      // Sent or not, nobody knows: it is asked for until it is known.
      log.error('attention.refund_outcome_unknown', cause, { itemId });
      return { status: 'in_flight' };
    });
    const ended = concludeRefund(itemId, refund, outcome, staffId);
    if (ended === 'failed') throw new TillError('REFUND_REFUSED', { reason: outcome.status === 'failed' ? outcome.reason : '' });
    if (ended === 'pending') throw new TillError('REFUND_UNKNOWN');
  };

  const refundByLightning = async (item: StoredAttention, paymentRequest: string, staffId: string, pin: string) => {
    if (!node || !spending) throw new TillError('NODE_MISSING');
    // Whole sat: nobody is paid a fraction of one.
    const amountMsat = Math.floor(item.amountMsat / 1000) * 1000;
    if (amountMsat === 0) throw new TillError('REFUND_REFUSED', { reason: 'too_small' });
    let code: PaymentRequestContent;
    let spender: SpendingNode;
    try {
      code = await node.readPaymentRequest(paymentRequest);
      if (code.amountMsat !== null && code.amountMsat !== amountMsat)
        throw new TillError('REFUND_REFUSED', { reason: 'amount', amountSat: amountMsat / 1000 });
      spender = await spending.open(staffId, pin);
    } catch (cause) {
      throw asCallError(cause);
    }
    try {
      openItem(item.id);
      // The node pays a code once, and says of it again that it is paid: a second refund to it would send nothing.
      if (store.isRefundedTo(code.paymentHash)) throw new TillError('REFUND_REFUSED', { reason: 'used_code' });
      const refund = { method: 'lightning', amountMsat, amountMinor: item.amountMinor, paymentHash: code.paymentHash, paymentRequest } as const;
      await send(spender, item.id, refund, staffId);
    } finally {
      spender.close().catch((cause: unknown) => log.error('attention.spending_stays_open', cause));
    }
  };

  return {
    open: () =>
      store.open().map((stored) => {
        const { settlementId: _name, refund: _refund, ...item } = stored;
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
      if (sale.id === hand.sale.id) hand.record((append) => ({ sale: record(append) }));
      else journal.transact(record);
    },

    async refund(itemId, way, staffId) {
      const item = openItem(itemId);
      if (item.kind === 'lost') throw new TillError('NOT_FOUND');
      if (refundsUnderWay.has(itemId)) throw new TillError('ALREADY_DONE');
      refundsUnderWay.add(itemId);
      try {
        if (way.method === 'cash') refundInCash(item, staffId);
        else await refundByLightning(item, way.paymentRequest, staffId, way.pin);
      } finally {
        refundsUnderWay.delete(itemId);
      }
    },

    writeOff(itemId, staffId) {
      if (openItem(itemId).kind !== 'lost') throw new TillError('NOT_FOUND');
      journal.transact((append) => append('loss_written_off', { itemId }, staffId));
    },

    async followRefunds() {
      if (!node) return;
      for (const item of store.open()) {
        const hash = item.refund?.paymentHash;
        if (item.status !== 'refunding' || !item.refund || !hash || refundsUnderWay.has(item.id)) continue;
        const outcome = await node.paymentOutcome(hash);
        // Another look may have ended it meanwhile, and a new refund may have begun.
        const now = store.item(item.id);
        if (now?.status !== 'refunding' || now.refund?.paymentHash !== hash || refundsUnderWay.has(item.id)) continue;
        // The node never heard of it: the till stopped before it was sent.
        concludeRefund(item.id, item.refund, outcome.status === 'unknown' ? { status: 'failed', reason: 'not_sent' } : outcome, null);
      }
    },
  };
}
