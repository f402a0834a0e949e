// Asking for money at an lnd: invoices made, watched, settled and cancelled.
// lnd's own calls are used here and not ln-service's: those read each invoice back with its preimage, which is the proof of
// payment and has no business on this side, and they leave out what tells settlements apart.
import { readPaymentRequest } from '../bolt11.ts';
import type { InvoiceState, LightningNode, NewInvoice } from '../lightning-node.ts';
import { type LndClient, readStream } from './client.ts';
import { readInvoice, stateOf } from './invoice-words.ts';
import { readCode } from './payment-codes.ts';
import { ask, type Lnd } from './services.ts';
import { refusal, wordsOf } from './trouble.ts';

/** lnd does not tell of parts before all of them are there: while somebody watches an open invoice it is looked at so often. */
const LOOK_EVERY_MS = 500;

export interface InvoicesParts {
  client: LndClient;
  /** Of the node's network. */
  prefix: string;
  nowMs: () => number;
}

export type InvoiceCalls = Pick<
  LightningNode,
  'createInvoice' | 'watchInvoice' | 'invoiceState' | 'cancelInvoice' | 'settleInvoice' | 'readPaymentRequest'
>;

const UNKNOWN: InvoiceState = { status: 'closed', outcome: 'cancelled', settlements: [] };

const bytesOf = (hex: string) => Buffer.from(hex, 'hex');
/** What lnd says of an invoice that it does not have: when it has others, and when it has none at all. */
const isUnknown = (cause: unknown) => /unable to locate invoice|no existing invoices|invoice not found/.test(wordsOf(cause));

export function createInvoices({ client, prefix, nowMs }: InvoicesParts): InvoiceCalls {
  const lookUp = async (lnd: Lnd, paymentHash: string): Promise<InvoiceState> => {
    try {
      return stateOf(readInvoice(await ask(lnd.invoices, 'lookupInvoiceV2', { payment_hash: bytesOf(paymentHash) })), nowMs());
    } catch (cause) {
      if (isUnknown(cause)) return UNKNOWN;
      throw cause;
    }
  };

  return {
    async createInvoice(request) {
      refuseUnlessInvoice(request);
      const { expirySeconds, holdPaymentHash } = request;
      const { r_hash, payment_request: paymentRequest } = await client.ask((lnd) => add(lnd, request));
      const { expiresAtMs } = readPaymentRequest(paymentRequest);
      const paymentHash = holdPaymentHash ?? r_hash.toString('hex');
      return { paymentHash, paymentRequest, createdAtMs: expiresAtMs - expirySeconds * 1000, expiresAtMs };
    },

    watchInvoice(paymentHash, onState, onEnd) {
      return client.listen((lnd, ended) => {
        let told = '';
        let heard = 0;
        let over = false;
        let stopped = false;
        let timer: NodeJS.Timeout | undefined;
        const tell = (state: InvoiceState) => {
          const text = JSON.stringify(state);
          if (stopped || text === told) return;
          told = text;
          over = state.status === 'settled' || state.status === 'closed';
          onState(state);
        };
        const look = async () => {
          const before = heard;
          const state = await lookUp(lnd, paymentHash);
          // What lnd said meanwhile is newer than what it was asked before.
          if (heard === before) tell(state);
          if (!stopped && !over) timer = setTimeout(lookAgain, LOOK_EVERY_MS);
        };
        const lookAgain = () => void look().catch(ended);
        const stopStream = readStream(
          lnd.invoices.subscribeSingleInvoice({ r_hash: bytesOf(paymentHash) }),
          (invoice) => {
            heard += 1;
            tell(stateOf(readInvoice(invoice), nowMs()));
          },
          // lnd has no more to say of an invoice that is over; it ends what it would say it on.
          (cause) => (cause !== undefined || !over) && ended(cause),
        );
        // Also since lnd says nothing at all of an invoice that it does not know.
        lookAgain();
        return () => {
          stopped = true;
          clearTimeout(timer);
          stopStream();
        };
      }, onEnd);
    },

    invoiceState: (paymentHash) => client.ask((lnd) => lookUp(lnd, paymentHash)),

    cancelInvoice: (paymentHash) =>
      client.ask(async (lnd) => {
        try {
          await ask(lnd.invoices, 'cancelInvoice', { payment_hash: bytesOf(paymentHash) });
        } catch (cause) {
          if (/already settled/.test(wordsOf(cause))) throw refusal('The invoice is paid already.', cause);
          if (!isUnknown(cause)) throw cause;
        }
      }),

    settleInvoice: (preimage) =>
      client.ask(async (lnd) => {
        try {
          await ask(lnd.invoices, 'settleInvoice', { preimage: bytesOf(preimage) });
        } catch (cause) {
          if (/still open/.test(wordsOf(cause))) throw refusal('No money is held for this invoice.', cause);
          if (/already canceled/.test(wordsOf(cause)) || isUnknown(cause)) throw refusal('The money for this invoice went back already.', cause);
          throw cause;
        }
      }),

    async readPaymentRequest(paymentRequest) {
      const { paymentHash, amountMsat, expiresAtMs, payee } = readCode(paymentRequest, prefix);
      if (expiresAtMs <= nowMs()) throw refusal('This code has expired. Ask for a new one.');
      return { paymentHash, amountMsat, expiresAtMs, payee };
    },
  };
}

function refuseUnlessInvoice({ amountSat, expirySeconds }: NewInvoice): void {
  // To lnd 0 sat is an invoice over any amount, and 0 seconds are a day.
  if (!Number.isSafeInteger(amountSat) || amountSat < 1) throw refusal('An invoice is over one sat at least.');
  if (!Number.isSafeInteger(expirySeconds) || expirySeconds < 1) throw refusal('An invoice holds for one second at least.');
}

/** The reply to a hold invoice names no hash: it is the one that was given. */
async function add(lnd: Lnd, { amountSat, memo, expirySeconds, route, holdPaymentHash }: NewInvoice) {
  type Reply = { r_hash: Buffer; payment_request: string };
  const hinted = { memo, value: amountSat, expiry: expirySeconds, private: true };
  // lnd blinds no paths to hold invoices.
  if (holdPaymentHash !== undefined) return ask<Reply>(lnd.invoices, 'addHoldInvoice', { ...hinted, hash: bytesOf(holdPaymentHash) });
  if (route === 'blinded') {
    try {
      return await ask<Reply>(lnd.default, 'addInvoice', { ...hinted, private: false, is_blinded: true });
    } catch (cause) {
      // No peer of its own can lead there blindly.
      if (!/blinded/i.test(wordsOf(cause))) throw cause;
    }
  }
  return ask<Reply>(lnd.default, 'addInvoice', hinted);
}
