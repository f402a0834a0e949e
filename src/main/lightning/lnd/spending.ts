// Spending from an lnd, with a credential that is opened for it and closed again. Nothing here is tried again by itself: after
// a send that nobody knows the end of, the end is asked for.
import type { Log } from '../../log.ts';
import { NodeError, type RefundOutcome, type SpendingNode } from '../lightning-node.ts';
import { type NodeIdentity, openClient } from './client.ts';
import type { NodeAccess } from './dial.ts';
import { lnService } from './libraries.ts';
import { readCode } from './payment-codes.ts';
import { askOutcome, failed, send } from './payments.ts';
import type { Lnd } from './services.ts';
import { asNodeError, refusal, wordsOf } from './trouble.ts';

export interface SpendingParts {
  /** With a macaroon that may spend. */
  access: NodeAccess;
  expected: NodeIdentity;
  nowMs: () => number;
  log: Log;
}

export function openLndSpending({ access, expected, nowMs, log }: SpendingParts): SpendingNode {
  const client = openClient({ access, expected, log });

  return {
    // A connection begins with a question.
    reach: () => client.ask(() => Promise.resolve()),

    async payInvoice({ paymentRequest, amountMsat, maxFeeMsat }) {
      const code = readCode(paymentRequest, expected.prefix);
      if (!Number.isSafeInteger(amountMsat) || amountMsat < 1 || (code.amountMsat ?? amountMsat) !== amountMsat) return failed('other_amount');
      let sending = false;
      const pay = async (lnd: Lnd): Promise<RefundOutcome> => {
        const before = await askOutcome(lnd, code.paymentHash, amountMsat);
        if (before.status === 'paid' || before.status === 'in_flight') return before;
        if (before.status === 'failed' && before.reason === 'other_amount') return before;
        if (code.expiresAtMs <= nowMs()) return failed('expired');
        sending = true;
        try {
          return await send(lnd, { paymentRequest: code.text, chosenAmountMsat: code.amountMsat === null ? amountMsat : null, maxFeeMsat });
        } catch (cause) {
          const error = asNodeError(cause);
          // Rights are looked at before anything is done.
          if (error instanceof NodeError && error.trouble === 'denied') sending = false;
          if (!(error instanceof NodeError) || error.kind === 'unreachable') throw error;
          // A no, or two that asked at the same moment, or an lnd that is told to end in the middle of it: what it knows of the
          // payment counts, and not what it says of the call.
          const known = await askOutcome(lnd, code.paymentHash, amountMsat);
          if (known.status !== 'unknown') return known;
          log.error('lnd.payment_refused', error, { paymentHash: code.paymentHash });
          return failed('refused');
        }
      };
      try {
        return await client.ask(pay);
      } catch (cause) {
        // It may have been heard before the node, or the way to it, broke down.
        if (sending && cause instanceof NodeError) return { status: 'in_flight' };
        throw cause;
      }
    },

    sendToAddress: ({ address, amountSat, satPerVbyte, label }) =>
      client.ask(async (lnd) => {
        try {
          const sent = await lnService().sendToChainAddress({
            lnd,
            address,
            tokens: amountSat,
            fee_tokens_per_vbyte: satPerVbyte,
            description: label,
          });
          return sent.id;
        } catch (cause) {
          if (/insufficient|not enough/i.test(wordsOf(cause))) throw refusal('The node has not enough money on chain for this.', cause);
          if (/address/i.test(wordsOf(cause))) throw refusal('This is not an address of the network that the node is on.', cause);
          throw cause;
        }
      }),

    addWatchtower: ({ towerId, socket }) => client.ask((lnd) => lnService().connectWatchtower({ lnd, public_key: towerId, socket })),

    close: () => client.close(),
  };
}
