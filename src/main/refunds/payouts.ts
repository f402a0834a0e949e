// The one way in which money leaves the till: once to a code of the customer's, whatever breaks on the way. The intent is on the
// disk before anything is sent, and what became of it is asked for until the node knows. The node pays a payment hash once; here
// a hash is used once, so that no answer about an earlier try is taken for one about this.
import { missingCase, TillError } from '../../shared/errors.ts';
import { readPaymentText } from '../../shared/payment-text.ts';
import { maxFeeMsat } from '../../shared/refund-money.ts';
import {
  type LightningNode,
  NodeError,
  type PaymentRequestContent,
  type RefundOutcome,
  type Spending,
  type SpendingNode,
} from '../lightning/lightning-node.ts';
import { asCallError } from '../lightning/node-errors.ts';
import { lnurlRefused } from '../lnurl/lnurl-refused.ts';
import type { LnurlServices } from '../lnurl/service.ts';
import type { Log } from '../log.ts';
import type { Payout, RefundStore, StoredPayout } from '../store/refund-store.ts';

/** How long a person waits for the outcome; it is followed all the same. */
const PATIENCE_MS = 30_000;
/** Two clocks may differ: only so long after its end is a code that the node never heard of called not sent. */
const EXPIRED_FOR_MS = 60_000;

export interface PayoutsParts {
  /** Null where no node is connected. */
  node: LightningNode | null;
  spending: Spending | null;
  lnurl: LnurlServices;
  store: RefundStore;
  /** Whether the code is one that the shop itself made. */
  isOwnCode: (paymentHash: string) => boolean;
  /** The fees that a payout may cost, in parts per million of it. */
  maxFeePpm: () => number;
  /** What a Lightning address is told with the payment, where it listens. */
  comment: () => string;
  nowMs: () => number;
  log: Log;
}

export interface PayoutRequest {
  /** What is refunded, by its id: one payout for it at a time. */
  forId: string;
  /** A BOLT 11 code, an LNURL or a Lightning address, as it was typed or scanned. */
  to: string;
  amountMsat: number;
  /** The manager who sends it. */
  staffId: string;
  pin: string;
}

/** What became of a payout, for good. */
export type PayoutEnd = { outcome: 'refunded'; reason: ''; feeMsat: number } | { outcome: 'failed'; reason: string; feeMsat: 0 };

/** Where a payout's facts are recorded; both throw when they are not. */
export interface PayoutFacts {
  /** Before anything is sent. */
  started(payout: Payout): void;
  ended(payout: Payout, end: PayoutEnd, staffId: string | null): void;
}

export interface Payouts {
  /** Why this person cannot send anything now, to be said before they try; null when nothing is known to be in the way. */
  obstacle(staffId: string): 'no_node' | 'no_spending' | null;
  /**
   * Sends it. Resolves when it has arrived; REFUND_REFUSED or LNURL_REFUSED when nothing left, REFUND_UNKNOWN when that is not
   * known yet.
   */
  pay(request: PayoutRequest, facts: PayoutFacts): Promise<void>;
  /** Hands a payout of unknown outcome to the node again: the same code, which it pays once. */
  payAgain(payout: Payout, by: { staffId: string; pin: string }, facts: Pick<PayoutFacts, 'ended'>): Promise<void>;
  /** Asks what became of those payouts under way that `factsOf` takes. */
  follow(factsOf: (payout: StoredPayout) => Pick<PayoutFacts, 'ended'> | null): Promise<void>;
}

export function createPayouts({ node, spending, lnurl, store, isOwnCode, maxFeePpm, comment, nowMs, log }: PayoutsParts): Payouts {
  const sending = new Set<string>();
  const busyWith = new Set<string>();

  const parts = () => {
    if (!node || !spending) throw new TillError('NODE_MISSING');
    return { node, spending };
  };

  /** The customer's code, got from their address where they gave one. */
  const codeOf = async (text: string, amountMsat: number): Promise<{ paymentRequest: string; address: string | null }> => {
    const read = readPaymentText(text);
    if (!read) throw new TillError('REFUND_REFUSED', { reason: 'no_code' });
    if (read.kind === 'bolt11') return { paymentRequest: read.paymentRequest, address: null };
    const service = await lnurl.find(read);
    if (service.kind !== 'pay') throw lnurlRefused('gives_only', service.url);
    const { prefix } = await parts().node.info();
    const paymentRequest = await lnurl.invoice(service, { amountMsat, comment: comment(), prefix });
    return { paymentRequest, address: read.kind === 'address' ? read.address : service.url.host };
  };

  const refuseUnusable = (code: PaymentRequestContent, amountMsat: number) => {
    if (code.amountMsat !== null && code.amountMsat !== amountMsat)
      throw new TillError('REFUND_REFUSED', { reason: 'amount', amountSat: amountMsat / 1000 });
    if (code.payee === parts().node.nodeId || isOwnCode(code.paymentHash)) throw new TillError('REFUND_REFUSED', { reason: 'own_code' });
    if (store.payout(code.paymentHash) || sending.has(code.paymentHash)) throw new TillError('REFUND_REFUSED', { reason: 'used_code' });
  };

  /** Null while nobody can say. */
  const endOf = (payout: Payout, outcome: RefundOutcome): PayoutEnd | null => {
    switch (outcome.status) {
      case 'paid':
        return { outcome: 'refunded', reason: '', feeMsat: outcome.feeMsat };
      case 'failed':
        return { outcome: 'failed', reason: outcome.reason, feeMsat: 0 };
      case 'in_flight':
        return null;
      case 'unknown':
        // It may be on its way to the node still; once the code has expired no node sends it any more.
        return nowMs() > payout.expiresAtMs + EXPIRED_FOR_MS ? { outcome: 'failed', reason: 'not_sent', feeMsat: 0 } : null;
      default:
        return missingCase(outcome);
    }
  };

  /** Sends, records what came of it, and says it; the spender is closed when the node has answered, however late. */
  const send = async (spender: SpendingNode, payout: Payout, staffId: string, { ended }: Pick<PayoutFacts, 'ended'>, firstTime: boolean) => {
    const answer = async (): Promise<PayoutEnd | null> => {
      try {
        const outcome = await spender.payInvoice(payout).catch((cause: unknown): RefundOutcome => {
          // A no to the first try is a no. A no to another one may be about the first, which is on its way.
          if (firstTime && cause instanceof NodeError && cause.kind === 'refused') return { status: 'failed', reason: cause.message };
          // Sent or not, nobody knows: it is asked for until it is known.
          log.error('payout.outcome_unknown', cause, { paymentHash: payout.paymentHash });
          return { status: 'in_flight' };
        });
        const end = endOf(payout, outcome);
        // While the node worked, a look at it may have found the same.
        if (end && store.isUnderWay(payout.paymentHash)) ended(payout, end, staffId);
        return end;
      } finally {
        sending.delete(payout.paymentHash);
        closeSpender(spender);
      }
    };
    const end = await withPatience(answer(), (cause) => log.error('payout.end_not_recorded', cause, { paymentHash: payout.paymentHash }));
    if (!end) throw new TillError('REFUND_UNKNOWN');
    if (end.outcome === 'failed') throw new TillError('REFUND_REFUSED', { reason: end.reason });
  };

  const closeSpender = (spender: SpendingNode) => {
    spender.close().catch((cause: unknown) => log.error('payout.spending_stays_open', cause));
  };

  /** Nothing is said to be on its way of what a node that is away cannot send: nobody would know before the code has expired. */
  const reachable = async (spender: SpendingNode): Promise<SpendingNode> => {
    try {
      await spender.reach();
      return spender;
    } catch (cause) {
      closeSpender(spender);
      // It was revoked at the node.
      throw cause instanceof NodeError && cause.trouble === 'denied' ? new TillError('SPENDING_MISSING', undefined, { cause }) : cause;
    }
  };

  const payOnce = async ({ to, amountMsat, staffId, pin }: Omit<PayoutRequest, 'forId'>, facts: PayoutFacts) => {
    const opened = parts();
    if (amountMsat < 1000) throw new TillError('REFUND_REFUSED', { reason: 'too_small' });
    let customers: Awaited<ReturnType<typeof codeOf>>;
    let code: PaymentRequestContent;
    let spender: SpendingNode;
    try {
      customers = await codeOf(to, amountMsat);
      code = await opened.node.readPaymentRequest(customers.paymentRequest);
      refuseUnusable(code, amountMsat);
      spender = await reachable(await opened.spending.open(staffId, pin));
    } catch (cause) {
      throw asCallError(cause);
    }
    const { paymentHash, expiresAtMs } = code;
    const fee = { maxFeeMsat: maxFeeMsat(amountMsat, maxFeePpm()) };
    const payout: Payout = { ...customers, ...fee, paymentHash, amountMsat, expiresAtMs, nodeId: opened.node.nodeId };
    try {
      // Again, and nothing awaited from here to the fact: two who send to one code at once.
      refuseUnusable(code, amountMsat);
      facts.started(payout);
      sending.add(paymentHash);
    } catch (cause) {
      closeSpender(spender);
      throw cause;
    }
    await send(spender, payout, staffId, facts, true);
  };

  return {
    obstacle: (staffId) => (!node || !spending ? 'no_node' : spending.ready(staffId) ? null : 'no_spending'),

    async pay({ forId, ...request }, facts) {
      if (busyWith.has(forId)) throw new TillError('ALREADY_DONE');
      busyWith.add(forId);
      try {
        await payOnce(request, facts);
      } finally {
        busyWith.delete(forId);
      }
    },

    async payAgain(payout, { staffId, pin }, facts) {
      const opened = parts();
      if (payout.nodeId !== opened.node.nodeId) throw new TillError('REFUND_REFUSED', { reason: 'other_node' });
      let spender: SpendingNode;
      try {
        spender = await opened.spending.open(staffId, pin);
      } catch (cause) {
        throw asCallError(cause);
      }
      if (!store.isUnderWay(payout.paymentHash) || sending.has(payout.paymentHash)) {
        closeSpender(spender);
        throw new TillError('ALREADY_DONE');
      }
      sending.add(payout.paymentHash);
      await send(spender, payout, staffId, facts, false);
    },

    async follow(factsOf) {
      if (!node) return;
      const failures: unknown[] = [];
      for (const payout of store.underWay()) {
        const { paymentHash } = payout;
        const facts = factsOf(payout);
        // Another node's word says nothing about what this one's predecessor sent.
        if (!facts || payout.nodeId !== node.nodeId || sending.has(paymentHash)) continue;
        try {
          const end = endOf(payout, await node.paymentOutcome(paymentHash));
          // Another look may have ended it meanwhile.
          if (end && store.isUnderWay(paymentHash) && !sending.has(paymentHash)) facts.ended(payout, end, null);
        } catch (cause) {
          failures.push(cause);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} payouts are not followed to their end`, { cause: failures[0] });
    },
  };
}

/** What `work` gives, or null when it takes too long; whatever it fails with after that is told to `onLateFailure`. */
async function withPatience<T>(work: Promise<T | null>, onLateFailure: (cause: unknown) => void): Promise<T | null> {
  const patience = Promise.withResolvers<null>();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    patience.resolve(null);
  }, PATIENCE_MS);
  work.catch((cause: unknown) => late && onLateFailure(cause));
  try {
    return await Promise.race([work, patience.promise]);
  } finally {
    clearTimeout(timer);
  }
}
