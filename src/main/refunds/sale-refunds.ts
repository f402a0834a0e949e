// Refunds of completed sales in Lightning: offered at the sale's rate and at today's, capped to what came in, sent by the one
// way out (payouts.ts), and a fact with a receipt of its own once the money has arrived.
import { TillError } from '../../shared/errors.ts';
import {
  originalMsatFor,
  type RefundOffer,
  type RefundRate,
  refundSat,
  remainingOf,
  remainingTaxes,
  type SaleRefund,
  taxesFor,
} from '../../shared/refund.ts';
import { shopDay } from '../../shared/shop-day.ts';
import { lockQuote } from '../rates/lock-quote.ts';
import type { RateSource } from '../rates/rate-source.ts';
import { refundNumber } from '../receipts/receipt-number.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Journal } from '../store/journal.ts';
import type { NewPrintJob } from '../store/print-jobs.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { PayoutFacts, Payouts } from './payouts.ts';

/** As long as a customer needs to make a code over the amount. */
const OFFER_HOLDS_MS = 10 * 60_000;

export interface SaleRefundsParts {
  journal: Journal;
  sales: SaleStore;
  store: RefundStore;
  payouts: Payouts;
  rates: RateSource;
  shop: () => ShopSettings;
  /** Queues the refund's receipt, within the running transaction. */
  insertPrintJob: (job: NewPrintJob) => void;
  newId: () => string;
  nowMs: () => number;
}

export interface SaleRefunds {
  /** All that is left when no amount is named. NOT_FOUND, REFUND_REFUSED `nothing_left` or `too_much`. */
  offer(saleId: string, amountMinor?: number): RefundOffer;
  /** Sends what was offered. REFUND_REFUSED, LNURL_REFUSED, REFUND_UNKNOWN as a payout does. */
  send(request: { offerId: string; to: string; pin: string }, staffId: string): Promise<void>;
  /** Hands a refund of unknown outcome to the node again; it pays it once. */
  sendAgain(refundId: string, pin: string, staffId: string): Promise<void>;
  /** Asks what became of refunds under way; after a start, and with each sweep. */
  follow(): Promise<void>;
}

interface MadeOffer extends RefundOffer {
  saleId: string;
}

export function createSaleRefunds(parts: SaleRefundsParts): SaleRefunds {
  const { journal, sales, store, payouts, rates, shop, insertPrintJob, newId, nowMs } = parts;
  const offers = new Map<string, MadeOffer>();

  const saleOf = (saleId: string) => {
    const sale = sales.sale(saleId)?.sale;
    if (!sale) throw new TillError('NOT_FOUND');
    return sale;
  };

  /** What is left of the sale, once it is sure that the amount is within it. */
  const leftFor = (saleId: string, amountMinor: number | undefined) => {
    const left = remainingOf(saleOf(saleId), store.ofSale(saleId), store.lostOf(saleId));
    if (left.minor <= 0) throw new TillError('REFUND_REFUSED', { reason: 'nothing_left' });
    if (amountMinor !== undefined && amountMinor > left.minor) throw new TillError('REFUND_REFUSED', { reason: 'too_much' });
    return left;
  };

  const today = (amountMinor: number): RefundOffer['today'] => {
    try {
      const quote = lockQuote(rates, shop().currency, nowMs());
      return { amountSat: refundSat(amountMinor, quote.minorPerBtc), quote };
    } catch (cause) {
      if (cause instanceof TillError) return null;
      throw cause;
    }
  };

  const started =
    ({ id, saleId, amountMinor, rate, today }: MadeOffer, staffId: string): PayoutFacts['started'] =>
    (payout) => {
      // Looked at again in the moment of the fact: another refund may have begun since the offer.
      const originalMsat = originalMsatFor(leftFor(saleId, amountMinor), amountMinor);
      const taxes = taxesFor(remainingTaxes(saleOf(saleId).totals.taxes, store.ofSale(saleId)), amountMinor);
      const quote = rate === 'today' ? (today?.quote ?? null) : null;
      journal.transact((append) =>
        append('sale_refund_started', { refundId: id, saleId, amountMinor, originalMsat, rate, quote, taxes, payout }, staffId),
      );
      offers.delete(id);
    };

  const ended =
    ({ id: refundId, saleId }: { id: string; saleId: string }): PayoutFacts['ended'] =>
    ({ paymentHash }, end, staffId) => {
      const { day } = shopDay(nowMs(), shop().timeZone);
      journal.transact((append) => {
        const fact = { refundId, saleId, paymentHash, ...end, day };
        if (end.outcome === 'failed') {
          append('sale_refund_ended', { ...fact, receipt: null }, staffId);
          return;
        }
        const receiptSeq = store.lastReceiptSeq() + 1;
        const receiptNumber = refundNumber(shop().terminalId, receiptSeq);
        const { atMs } = append('sale_refund_ended', { ...fact, receipt: { receiptNumber, receiptSeq } }, staffId);
        insertPrintJob({ id: newId(), kind: 'refund', subjectId: refundId, title: receiptNumber, copyNumber: 0, printerId: null, queuedAtMs: atMs });
      });
    };

  const refundOf = (refundId: string): SaleRefund & { saleId: string } => {
    const refund = store.refund(refundId);
    if (!refund) throw new TillError('NOT_FOUND');
    return refund;
  };

  return {
    offer(saleId, wishedMinor) {
      const left = leftFor(saleId, wishedMinor);
      const amountMinor = wishedMinor ?? left.minor;
      for (const [id, { expiresAtMs }] of offers) if (expiresAtMs <= nowMs()) offers.delete(id);
      const rate: RefundRate = shop().lightning.refund.rate;
      const atToday = today(amountMinor);
      const originalSat = Math.floor(originalMsatFor(left, amountMinor) / 1000);
      const offer: RefundOffer = {
        id: newId(),
        amountMinor,
        remainingMinor: left.minor,
        originalSat,
        today: atToday,
        rate,
        amountSat: rate === 'original' ? originalSat : (atToday?.amountSat ?? null),
        expiresAtMs: nowMs() + OFFER_HOLDS_MS,
      };
      offers.set(offer.id, { ...offer, saleId });
      return offer;
    },

    async send({ offerId, to, pin }, staffId) {
      const offer = offers.get(offerId);
      if (!offer || offer.expiresAtMs <= nowMs()) throw new TillError('REFUND_REFUSED', { reason: 'offer_over' });
      if (offer.amountSat === null) throw new TillError('RATE_MISSING', { currency: shop().currency });
      leftFor(offer.saleId, offer.amountMinor);
      const request = { forId: offer.saleId, to, amountMsat: offer.amountSat * 1000, staffId, pin };
      await payouts.pay(request, { started: started(offer, staffId), ended: ended(offer) });
    },

    async sendAgain(refundId, pin, staffId) {
      const refund = refundOf(refundId);
      const payout = store.payout(refund.paymentHash);
      if (refund.status !== 'under_way' || !payout) throw new TillError('ALREADY_DONE');
      await payouts.payAgain(payout, { staffId, pin }, { ended: ended(refund) });
    },

    follow: () => payouts.follow(({ refundId }) => (refundId === null ? null : { ended: ended(refundOf(refundId)) })),
  };
}
