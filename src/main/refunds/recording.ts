// How a refund becomes facts: its intent, each leg, and its completion with the next receipt number, its paper queued and, in an
// exchange, the credit put to the sale in hand. All that belongs together is one transaction.
import { shopDay } from '../../shared/shop-day.ts';
import { isVoucherLine } from '../../shared/voucher.ts';
import type { Draft } from '../checkout/hand.ts';
import { refundNumber } from '../receipts/receipt-number.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { FactBody } from '../store/facts.ts';
import type { Append } from '../store/journal.ts';
import type { NewPrintJob } from '../store/print-jobs.ts';
import type { Payout, RefundStore } from '../store/refund-store.ts';
import type { Credits } from './credits.ts';
import { putOnVoucher, type RefundVouchers } from './refund-vouchers.ts';
import type { DecidedWay } from './ways.ts';

export type RefundHead = Pick<
  FactBody<'refund_begun'>,
  'refundId' | 'saleId' | 'saleReceiptNumber' | 'lines' | 'tipMinor' | 'tipTax' | 'taxes' | 'amountMinor' | 'reason'
>;
export type LegFact = FactBody<'refund_begun'>['legs'][number];
/** A leg that is paid in the moment of its fact. */
export type LegAtOnce = Omit<LegFact, 'way'> & { way: Exclude<DecidedWay, { kind: 'lightning' }> };

export interface RecordingParts {
  store: RefundStore;
  credits: Credits;
  vouchers: RefundVouchers | null;
  shop: () => ShopSettings;
  insertPrintJob: (job: NewPrintJob) => void;
  newId: () => string;
  nowMs: () => number;
}

export interface Recording {
  /** Within a running transaction, as are all of these. Vouchers that the sale had sold cannot be used from here on. */
  begin(append: Append, head: RefundHead, legs: LegFact[], payout: Payout | null, staffId: string): void;
  /** Nothing has gone back after all. */
  undo(append: Append, refundId: string, staffId: string | null): void;
  /** Legs that are given at once. */
  pay(append: Append, head: RefundHead, legs: readonly LegAtOnce[], staffId: string): void;
  /** Gives what the draft of the sale in hand becomes, where the refund pays a part of it. */
  complete(append: Append, head: RefundHead, exchange: boolean, staffId: string | null): Partial<Draft>;
}

export function createRecording({ store, credits, vouchers, shop, insertPrintJob, newId, nowMs }: RecordingParts): Recording {
  return {
    begin(append, head, legs, payout, staffId) {
      append('refund_begun', { ...head, legs, payout }, staffId);
      const { refundId, saleId } = head;
      if (saleId === null) return;
      for (const { lineId, quantity: count } of head.lines.filter(isVoucherLine))
        vouchers?.takeBack(append, { refundId, saleId, lineId, count }, staffId);
    },
    undo: (append, refundId, staffId) => vouchers?.restore(append, refundId, staffId),
    pay(append, { refundId }, legs, staffId) {
      for (const { way, ...leg } of legs) {
        const paid = way.kind === 'voucher' ? putOnVoucher(vouchers, append, { ...leg, refundId, onto: way.onto }, staffId) : way;
        append('refund_leg_paid', { refundId, ...leg, way: paid }, staffId);
      }
    },
    complete(append, head, exchange, staffId) {
      const receiptSeq = store.lastReceiptSeq() + 1;
      const receiptNumber = refundNumber(shop().terminalId, receiptSeq);
      const { day } = shopDay(nowMs(), shop());
      const { atMs } = append('refund_completed', { ...head, day, receiptNumber, receiptSeq }, staffId);
      const { refundId } = head;
      insertPrintJob({ id: newId(), kind: 'refund', subjectId: refundId, title: receiptNumber, copyNumber: 0, printerId: null, queuedAtMs: atMs });
      return exchange && staffId !== null ? credits.use(append, refundId, staffId) : {};
    },
  };
}
