// Payments that a node sends, by their hash. The node keeps what became of each, and sends none twice; so whoever does not
// know asks, and only what the node has never heard of or has given up is sent.
import { z } from 'zod';
import { missingCase } from '../../../shared/errors.ts';
import type { RefundOutcome } from '../lightning-node.ts';
import { readStream } from './client.ts';
import type { Lnd } from './services.ts';
import { troubled, wordsOf } from './trouble.ts';

/** Why nothing was paid: the money is where it was. */
export type PaymentFailure = 'no_route' | 'insufficient_balance' | 'rejected' | 'timeout' | 'cancelled' | 'other_amount' | 'expired' | 'refused';

/** The node looks for ways so long; a part that is held up on its way can take longer. */
const SEARCH_SECONDS = 60;
const OUTCOME_MS = 90_000;
const FIRST_WORD_MS = 10_000;

/** The part of lnrpc.Payment that is used: the preimage is not looked at. */
const paymentSchema = z.object({
  status: z.enum(['UNKNOWN', 'INITIATED', 'IN_FLIGHT', 'SUCCEEDED', 'FAILED']),
  failure_reason: z.string(),
  value_msat: z.string().transform(Number).pipe(z.int()),
  fee_msat: z.string().transform(Number).pipe(z.int()),
});
type Payment = z.infer<typeof paymentSchema>;

const FAILURES: Readonly<Record<string, PaymentFailure>> = {
  FAILURE_REASON_TIMEOUT: 'timeout',
  FAILURE_REASON_NO_ROUTE: 'no_route',
  FAILURE_REASON_INCORRECT_PAYMENT_DETAILS: 'rejected',
  FAILURE_REASON_INSUFFICIENT_BALANCE: 'insufficient_balance',
  FAILURE_REASON_CANCELED: 'cancelled',
};

export function failed(reason: PaymentFailure): RefundOutcome {
  return { status: 'failed', reason };
}

function outcomeOf(payment: Payment): RefundOutcome {
  switch (payment.status) {
    case 'UNKNOWN':
    case 'INITIATED':
    case 'IN_FLIGHT':
      return { status: 'in_flight' };
    case 'SUCCEEDED':
      return { status: 'paid', feeMsat: payment.fee_msat };
    case 'FAILED':
      return failed(FAILURES[payment.failure_reason] ?? 'refused');
    default:
      return missingCase(payment.status);
  }
}

/** The first payment of a stream that `takes`; null when none came in time. */
function firstOf(stream: Parameters<typeof readStream>[0], takes: (payment: Payment) => boolean, withinMs: number): Promise<Payment | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Payment | null>();
  const tooLate = setTimeout(() => resolve(null), withinMs);
  const stop = readStream(
    stream,
    (message) => {
      const payment = paymentSchema.parse(message);
      if (takes(payment)) resolve(payment);
    },
    (cause) => reject(cause ?? troubled('unreachable')),
  );
  return promise.finally(() => {
    clearTimeout(tooLate);
    stop();
  });
}

/** `amountMsat`: what it should have been, where that is known; another amount under the same hash was another payment. */
export async function askOutcome(lnd: Lnd, paymentHash: string, amountMsat: number | null): Promise<RefundOutcome> {
  try {
    const tracked = lnd.router.trackPaymentV2({ payment_hash: Buffer.from(paymentHash, 'hex') });
    const payment = await firstOf(tracked, () => true, FIRST_WORD_MS);
    if (!payment) throw troubled('unreachable');
    if (payment.status === 'SUCCEEDED' && amountMsat !== null && payment.value_msat !== amountMsat) return failed('other_amount');
    return outcomeOf(payment);
  } catch (cause) {
    if (/payment isn't initiated/.test(wordsOf(cause))) return { status: 'unknown' };
    throw cause;
  }
}

export interface PaymentOrder {
  paymentRequest: string;
  /** Given for a code that names no amount, and null for one that does. */
  chosenAmountMsat: number | null;
  maxFeeMsat: number;
}

/** `in_flight` when the end of it is not known in time. Throws what lnd says when it does not begin to pay. */
export async function send(lnd: Lnd, { paymentRequest, chosenAmountMsat, maxFeeMsat }: PaymentOrder): Promise<RefundOutcome> {
  const sent = lnd.router.sendPaymentV2({
    payment_request: paymentRequest,
    ...(chosenAmountMsat === null ? {} : { amt_msat: chosenAmountMsat }),
    fee_limit_msat: maxFeeMsat,
    timeout_seconds: SEARCH_SECONDS,
    no_inflight_updates: true,
  });
  const payment = await firstOf(sent, ({ status: now }) => now === 'SUCCEEDED' || now === 'FAILED', OUTCOME_MS);
  return payment ? outcomeOf(payment) : { status: 'in_flight' };
}
