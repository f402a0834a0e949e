// The customer's wallet in practice: it pays codes well or badly, and shows codes of its own to be refunded to.
import type { PracticeState } from '../../shared/state.ts';
import type { PracticeNodeStore } from '../store/practice-node-store.ts';
import { invoiceOf } from './practice-codes.ts';

const CODES_SHOWN = 5;

/** The customer's hand in practice. Throws NodeError: `refused` for a code that is not this node's. */
export interface PracticeWallet {
  /**
   * Pays the code, open or not: late and double money is what practice is for. Resolves with the preimage, the payer's
   * proof; with null while the money is held.
   */
  pay(paymentHash: string): Promise<string | null>;
  /** Pays half of it. */
  payPart(paymentHash: string): Promise<string | null>;
  /** Pays a fifth more. */
  payMore(paymentHash: string): Promise<string | null>;
  /** Pays a code that this node made for somebody else than the till: money of no sale. */
  payElsewhere(amountSat: number): Promise<void>;
  /** Lets the invoice expire now. An invoice that is not open stays as it is. */
  expire(paymentHash: string): void;
  /** A BOLT 11 code of the wallet's own, to be refunded to; the same one while it is unpaid and holds. */
  refundCode(amountSat: number): string;
  /** The code asked for last, until it is paid or has expired. */
  refundRequest(): string | null;
  /** What it has scanned, newest first: of the codes that somebody was shown. */
  codes(isShown?: (paymentHash: string) => boolean): PracticeState['codes'];
}

export interface PracticeWalletParts {
  onFile: <T>(work: (store: PracticeNodeStore) => T) => T;
  payMsat: (paymentHash: string, msatFor: (amountMsat: number) => number) => Promise<string | null>;
  /** Makes an invoice that the till does not know of; resolves with its payment hash. */
  createInvoiceElsewhere: (amountSat: number) => Promise<string>;
  newRefundCode: (amountSat: number) => { paymentHash: string; paymentRequest: string; expiresAtMs: number };
  /** An invoice has been closed. */
  onClosed: (paymentHash: string) => void;
  /** `codes` or `refundRequest` may have changed. */
  onChange: () => void;
  nowMs: () => number;
}

/** `onPaid`: a code of a wallet was paid by the node. */
export function createPracticeWallet(parts: PracticeWalletParts): PracticeWallet & { onPaid(paymentHash: string): void } {
  const { onFile, payMsat, createInvoiceElsewhere, newRefundCode, onClosed, onChange, nowMs } = parts;
  let refund: { paymentHash: string; paymentRequest: string; amountSat: number; expiresAtMs: number } | null = null;
  return {
    pay: (paymentHash) => payMsat(paymentHash, (amountMsat) => amountMsat),
    payPart: (paymentHash) => payMsat(paymentHash, (amountMsat) => amountMsat / 2),
    payMore: (paymentHash) => payMsat(paymentHash, (amountMsat) => amountMsat + amountMsat / 5),
    async payElsewhere(amountSat) {
      await payMsat(await createInvoiceElsewhere(amountSat), (amountMsat) => amountMsat);
    },
    expire(paymentHash) {
      onFile((store) => {
        invoiceOf(store, paymentHash);
        store.closeInvoice(paymentHash, 'expired');
      });
      onClosed(paymentHash);
    },
    refundCode(amountSat) {
      if (refund?.amountSat === amountSat && nowMs() < refund.expiresAtMs) return refund.paymentRequest;
      refund = { ...newRefundCode(amountSat), amountSat };
      onChange();
      return refund.paymentRequest;
    },
    refundRequest: () => (refund !== null && nowMs() < refund.expiresAtMs ? refund.paymentRequest : null),
    codes: (isShown = () => true) =>
      onFile((store) => store.newestInvoices(isShown, CODES_SHOWN)).map(({ paymentHash, amountSat, status, settlementCount, expiresAtMs }) => ({
        paymentHash,
        amountSat,
        status: status === 'settled' ? 'paid' : status,
        paidCount: settlementCount,
        expiresAtMs,
      })),
    onPaid(paymentHash) {
      if (refund?.paymentHash === paymentHash) refund = null;
      onChange();
    },
  };
}
