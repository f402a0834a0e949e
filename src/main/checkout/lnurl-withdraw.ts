// A customer who holds out a code or a card that pays (LUD-03, LUD-17) instead of scanning ours: the service behind it is asked to
// pay the live invoice of the sale in hand. What it answers is a promise; the money is what the node says, as for any other payment.
import { createHash } from 'node:crypto';
import { missingCase, TillError } from '../../shared/errors.ts';
import { payNowMinor } from '../../shared/parking.ts';
import { type LnurlTrouble, type PaymentText, readPaymentText } from '../../shared/payment-text.ts';
import { type LightningTender, liveLightningTender } from '../../shared/tender.ts';
import { type InvoiceState, type LightningNode, NodeError } from '../lightning/lightning-node.ts';
import { lnurlRefused } from '../lnurl/lnurl-refused.ts';
import { type LnurlServices, refuseOutside, urlBehind, type WithdrawService } from '../lnurl/service.ts';
import type { Journal } from '../store/journal.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { Hand } from './hand.ts';
import type { Invoices } from './invoices.ts';

export interface LnurlWithdrawParts {
  hand: Hand;
  journal: Journal;
  store: Pick<RefundStore, 'withdrawals'>;
  invoices: Pick<Invoices, 'request' | 'cancel' | 'apply'>;
  /** Null where no node is connected. */
  node: Pick<LightningNode, 'invoiceState' | 'cancelInvoice'> | null;
  lnurl: LnurlServices;
}

/** `payerHash` is the same for the same code or card, and another for another; the books have it. */
export interface PayingText {
  saleId: string;
  text: PaymentText;
  payerHash: string;
}

export interface LnurlWithdraw {
  /**
   * Has the customer's code pay what is due; resolves with the service's name when it has agreed to. LNURL_REFUSED when it
   * does not, LNURL_UNKNOWN when it may have. SALE_CHANGED, SALE_HAS_PAYMENT.
   */
  take(request: { saleId: string; code: string }, staffId: string): Promise<{ domain: string }>;
  /** The same for a card's text, which is another one each time; `isWanted` is asked again whenever something was waited for, before its service has our invoice. */
  takeFrom(payer: PayingText, staffId: string, isWanted?: () => boolean): Promise<{ domain: string }>;
}

function mayStillPay({ url }: WithdrawService, cause: unknown): TillError {
  return new TillError('LNURL_UNKNOWN', { domain: url.host }, { cause });
}

export function createLnurlWithdraw({ hand, journal, store, invoices, node, lnurl }: LnurlWithdrawParts): LnurlWithdraw {
  /** One at a time: while one is asked, it is not known whether it will pay. */
  let asking: { saleId: string; payerHash: string; done: Promise<{ domain: string }> } | null = null;

  const liveTender = (saleId: string): LightningTender => {
    const tender = hand.sale.id === saleId ? liveLightningTender(hand.sale.tenders) : undefined;
    if (!tender) throw new TillError('SALE_CHANGED');
    // Also where the money was seen on chain, and waits for a block.
    if (tender.status !== 'waiting' || tender.seenOnChain?.status === 'seen') throw new TillError('SALE_HAS_PAYMENT');
    return tender;
  };

  /** What the node says of an earlier invoice; `open` where it says nothing. */
  const standing = async (paymentHash: string): Promise<InvoiceState['status']> => {
    try {
      const state = await node?.invoiceState(paymentHash);
      if (!state) return 'open';
      invoices.apply(paymentHash, state);
      // A node that was made to take it late says so by what came.
      return state.status === 'closed' && state.settlements.length > 0 ? 'settled' : state.status;
    } catch (cause) {
      if (cause instanceof NodeError) return 'open';
      throw cause;
    }
  };
  const closed = async (paymentHash: string): Promise<InvoiceState['status']> => {
    const before = await standing(paymentHash);
    if (before !== 'open') return before;
    try {
      await node?.cancelInvoice(paymentHash);
    } catch (cause) {
      if (!(cause instanceof NodeError)) throw cause;
    }
    return standing(paymentHash);
  };

  /**
   * Nobody is handed a second invoice of a sale while a first one that somebody was handed can be paid: one of a sale that is in
   * nobody's hands, or closed at the node, or paid as a part of it.
   */
  const refuseWhileEarlierMayPay = async (saleId: string, current: string, url: URL) => {
    const earlier = new Set(store.withdrawals(saleId).map(({ paymentHash }) => paymentHash));
    earlier.delete(current);
    for (const paymentHash of earlier) {
      if (isPaidPart(paymentHash)) continue;
      const status = await closed(paymentHash);
      switch (status) {
        case 'closed':
          break;
        case 'settled':
          if (!isPaidPart(paymentHash)) throw lnurlRefused('paid_before', url);
          break;
        case 'open':
        case 'arriving':
        case 'held':
          throw lnurlRefused('first_may_pay', url);
        default:
          missingCase(status);
      }
    }
  };
  const isPaidPart = (paymentHash: string) =>
    hand.sale.tenders.some((tender) => tender.kind === 'lightning' && tender.status === 'paid' && tender.paymentHash === paymentHash);

  const refuseWhileAnotherMayPay = ({ saleId, payerHash }: PayingText, paymentHash: string, url: URL) => {
    const asked = store.withdrawals(saleId).filter((one) => one.paymentHash === paymentHash);
    if (asked.some((one) => one.payerHash !== payerHash)) throw lnurlRefused('payer_waited_for', url);
    return asked.length > 0;
  };

  /** One payer at a time is asked to pay an invoice, until it has refused: on the disk before it is asked. Whether it had been asked before. */
  const recordAsked = (payer: PayingText, { paymentHash }: LightningTender, url: URL, staffId: string): boolean => {
    if (refuseWhileAnotherMayPay(payer, paymentHash, url)) return true;
    const { saleId, payerHash } = payer;
    journal.transact((append) => append('withdrawal_asked', { saleId, payerHash, paymentHash, domain: url.host }, staffId));
    return false;
  };

  const handIn = async (service: WithdrawService, payer: PayingText, tender: LightningTender, staffId: string) => {
    const { paymentHash, paymentRequest } = tender;
    const askedBefore = recordAsked(payer, tender, service.url, staffId);
    try {
      await lnurl.handIn(service, paymentRequest);
    } catch (cause) {
      const reason = cause instanceof TillError && cause.code === 'LNURL_REFUSED' ? (cause.detail?.reason as LnurlTrouble) : 'no_answer';
      // It has our invoice, and nobody knows what it makes of it.
      if (reason === 'no_answer' || reason === 'nonsense') throw mayStillPay(service, cause);
      const { saleId, payerHash } = payer;
      // A no to the second question takes nothing back of what may have been said to the first.
      if (!askedBefore) journal.transact((append) => append('withdrawal_refused', { saleId, payerHash, paymentHash, reason }, staffId));
      throw cause;
    }
  };

  const ask = async (payer: PayingText, staffId: string, isWanted: () => boolean) => {
    const { saleId, text } = payer;
    const url = urlBehind(text);
    const shown = liveLightningTender(hand.sale.tenders);
    // Of a sale in parts the one whose turn it is; what was not shown is not taken, whatever happens while the service is asked.
    const amountMinor = shown?.amountMinor ?? payNowMinor(hand.sale);
    // Its service need not be asked to learn that.
    if (shown) refuseWhileAnotherMayPay(payer, shown.paymentHash, url);
    const service = await lnurl.find(text);
    if (service.kind !== 'withdraw') throw lnurlRefused('takes_only', url);
    if (!isWanted()) throw new TillError('SALE_CHANGED');
    if (!liveLightningTender(hand.sale.tenders) && payNowMinor(hand.sale) !== amountMinor) throw new TillError('SALE_CHANGED');
    await invoices.request({ saleId, amountMinor }, staffId);
    if (!isWanted()) {
      // Made for this payer alone: whoever turned to another tender meanwhile is not to find a code in the way.
      const made = shown ? undefined : liveLightningTender(hand.sale.tenders);
      if (made) await invoices.cancel({ saleId, tenderId: made.id }, staffId);
      throw new TillError('SALE_CHANGED');
    }
    const { amountSat, paymentHash, ...asked } = liveTender(saleId);
    if (asked.amountMinor !== amountMinor) throw new TillError('SALE_CHANGED');
    refuseOutside(url, amountSat * 1000, service.minMsat, service.maxMsat);
    if (service.pinFromMsat !== null && amountSat * 1000 >= service.pinFromMsat)
      throw lnurlRefused('pin_wanted', url, { limitSat: Math.ceil(service.pinFromMsat / 1000) });
    await refuseWhileEarlierMayPay(saleId, paymentHash, url);
    // The cashier may have closed it meanwhile, or somebody paid it.
    const tender = liveTender(saleId);
    if (tender.paymentHash !== paymentHash) throw new TillError('SALE_CHANGED');
    await handIn(service, payer, tender, staffId);
    return { domain: url.host };
  };

  const takeFrom: LnurlWithdraw['takeFrom'] = async (payer, staffId, isWanted = () => true) => {
    const { saleId, payerHash, text } = payer;
    if (hand.sale.id !== saleId) throw new TillError('SALE_CHANGED');
    if (asking !== null && asking.saleId === saleId && asking.payerHash === payerHash) return asking.done;
    if (asking !== null) throw lnurlRefused('payer_waited_for', urlBehind(text));
    const done = ask(payer, staffId, isWanted).finally(() => {
      asking = null;
    });
    asking = { saleId, payerHash, done };
    return done;
  };

  return {
    takeFrom,
    async take({ saleId, code }, staffId) {
      const text = readPaymentText(code);
      if (!text) throw lnurlRefused('no_code', null);
      if (text.kind === 'bolt11') throw lnurlRefused('takes_only', null);
      // What the code says stays out of the books: whoever knows it can have it pay.
      const payerHash = createHash('sha256').update(urlBehind(text).href).digest('hex');
      return takeFrom({ saleId, text, payerHash }, staffId);
    },
  };
}
