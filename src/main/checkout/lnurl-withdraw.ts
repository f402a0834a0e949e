// A customer who holds out a code that pays (LUD-03, LUD-17) instead of scanning ours: the service behind it is asked to pay the
// live invoice of the sale in hand. What it answers is a promise; the money is what the node says, as for any other payment.
import { createHash } from 'node:crypto';
import { TillError } from '../../shared/errors.ts';
import { readPaymentText } from '../../shared/payment-text.ts';
import { type LightningTender, liveLightningTender } from '../../shared/tender.ts';
import { lnurlRefused } from '../lnurl/lnurl-refused.ts';
import { type LnurlServices, refuseOutside, urlBehind, type WithdrawService } from '../lnurl/service.ts';
import type { Journal } from '../store/journal.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { Hand } from './hand.ts';
import type { Invoices } from './invoices.ts';

export interface LnurlWithdrawParts {
  hand: Hand;
  journal: Journal;
  store: Pick<RefundStore, 'withdrawal'>;
  invoices: Pick<Invoices, 'request'>;
  lnurl: LnurlServices;
}

export interface LnurlWithdraw {
  /**
   * Has the customer's code pay what is due; resolves with the service's name when it has agreed to. LNURL_REFUSED when it
   * does not, LNURL_UNKNOWN when it may have.
   */
  take(request: { saleId: string; code: string }, staffId: string): Promise<{ domain: string }>;
}

function mayStillPay({ url }: WithdrawService, cause: unknown): TillError {
  return new TillError('LNURL_UNKNOWN', { domain: url.host }, { cause });
}

export function createLnurlWithdraw({ hand, journal, store, invoices, lnurl }: LnurlWithdrawParts): LnurlWithdraw {
  const asking = new Map<string, Promise<{ domain: string }>>();

  const liveTender = (saleId: string): LightningTender => {
    const tender = hand.sale.id === saleId ? liveLightningTender(hand.sale.tenders) : undefined;
    if (!tender) throw new TillError('SALE_CHANGED');
    if (tender.status !== 'waiting') throw new TillError('SALE_HAS_PAYMENT');
    return tender;
  };

  /** One code of the customer's is asked to pay one invoice of a sale, for ever: on the disk before it is asked. */
  const recordAsked = (saleId: string, codeHash: string, { paymentHash }: LightningTender, { url }: WithdrawService, staffId: string) => {
    const before = store.withdrawal(saleId, codeHash);
    if (before?.paymentHash === paymentHash) return;
    if (before) throw lnurlRefused('used', url);
    journal.transact((append) => append('withdrawal_asked', { saleId, codeHash, paymentHash, domain: url.host }, staffId));
  };

  const handIn = async (service: WithdrawService, tender: LightningTender) => {
    try {
      await lnurl.handIn(service, tender.paymentRequest);
    } catch (cause) {
      const said = cause instanceof TillError && cause.code === 'LNURL_REFUSED' ? cause.detail?.reason : undefined;
      // It has our invoice, and nobody knows what it makes of it.
      if (said === 'no_answer' || said === 'nonsense') throw mayStillPay(service, cause);
      throw cause;
    }
  };

  const ask = async (url: URL, find: () => ReturnType<LnurlServices['find']>, saleId: string, codeHash: string, staffId: string) => {
    const service = await find();
    if (service.kind !== 'withdraw') throw lnurlRefused('takes_only', url);
    await invoices.request({ saleId }, staffId);
    const tender = liveTender(saleId);
    refuseOutside(url, tender.amountSat * 1000, service.minMsat, service.maxMsat);
    recordAsked(saleId, codeHash, tender, service, staffId);
    await handIn(service, tender);
    return { domain: url.host };
  };

  return {
    async take({ saleId, code }, staffId) {
      if (hand.sale.id !== saleId) throw new TillError('SALE_CHANGED');
      const text = readPaymentText(code);
      if (!text) throw lnurlRefused('no_code', null);
      if (text.kind === 'bolt11') throw lnurlRefused('takes_only', null);
      const url = urlBehind(text);
      // What the code says stays out of the books: whoever knows it can have it pay.
      const codeHash = createHash('sha256').update(url.href).digest('hex');
      const key = `${saleId} ${codeHash}`;
      const underWay = asking.get(key) ?? ask(url, () => lnurl.find(text), saleId, codeHash, staffId).finally(() => asking.delete(key));
      asking.set(key, underWay);
      return underWay;
    },
  };
}
