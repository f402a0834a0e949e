// What the practice node refuses to pay, in words for the person who holds the code. It pays practice codes only: real
// money must never depend on a fault of ours.
import type { PracticeInvoice, PracticeNodeStore } from '../store/practice-node-store.ts';
import { type ReadPaymentRequest, readPaymentRequest } from './bolt11.ts';
import { NodeError } from './lightning-node.ts';

export function refused(reason: string, cause?: unknown): NodeError {
  return new NodeError('refused', reason, cause === undefined ? undefined : { cause });
}

/** Reads a regtest code, expired or not. */
export function readPracticeCode(paymentRequest: string): ReadPaymentRequest {
  let code: ReadPaymentRequest;
  try {
    code = readPaymentRequest(paymentRequest);
  } catch (cause) {
    throw refused('This is not a Lightning payment code.', cause);
  }
  if (code.network === 'bitcoin') throw refused('This code is for real bitcoin. The practice shop has practice money only.');
  if (code.network !== 'regtest') throw refused(`This code is for another network (${code.network}).`);
  return code;
}

export function refuseExpired(code: ReadPaymentRequest, nowMs: number): void {
  if (code.expiresAtMs <= nowMs) throw refused('This code has expired. Ask for a new one.');
}

export function refuseAmount(code: ReadPaymentRequest, amountMsat: number): void {
  if (!Number.isSafeInteger(amountMsat) || amountMsat < 1) throw refused('There is nothing to pay.');
  if (code.amountMsat !== null && code.amountMsat !== amountMsat) {
    throw refused(`This code asks for ${code.amountMsat / 1000} sat, not for ${amountMsat / 1000} sat.`);
  }
}

/** An invoice of the node's; refused when it has none. */
export function invoiceOf(store: PracticeNodeStore, paymentHash: string): PracticeInvoice {
  const invoice = store.invoice(paymentHash);
  if (!invoice) throw refused('The practice node knows no such invoice.');
  return invoice;
}
