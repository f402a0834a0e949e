// Services behind customers' cards, on loopback, for the soak of taps: each card's does what its plan says, truth or lie, and pays by the
// practice wallet as a wallet can: a code that is open, once. What the till did that it must never do is kept in `wrongs`.
import type { ServerResponse } from 'node:http';
import { setTimeout as passed } from 'node:timers/promises';
import type { InvoiceState } from '../../src/main/lightning/lightning-node.ts';
import { startScriptedService } from '../../src/main/lnurl/lnurl-test-bed.ts';

export const FIRST_ANSWERS = ['good', 'error', 'nonsense', 'huge', 'redirect', 'silent', 'min', 'max', 'pin', 'private', 'http'] as const;
export const PAY_ANSWERS = [
  'pays',
  'pays',
  'pays_late',
  'says_no',
  'promises',
  'hangs_up',
  'pays_and_hangs_up',
  'silent',
  'pays_silently',
  'redirects_and_pays',
  'nonsense_and_pays',
  'says_no_and_pays',
  'pays_twice',
  'pays_what_is_closed',
] as const;

export interface CardPlan {
  sale: string;
  first: (typeof FIRST_ANSWERS)[number];
  pay: (typeof PAY_ANSWERS)[number];
}

/** The shop's node, and a customer's wallet that pays what it wrote. */
export interface PaidNode {
  readPaymentRequest(paymentRequest: string): Promise<{ paymentHash: string }>;
  invoiceState(paymentHash: string): Promise<Pick<InvoiceState, 'status'>>;
  wallet: { pay(paymentHash: string): Promise<unknown> };
}

export interface FarEnd {
  origin: string;
  plans: Map<string, CardPlan>;
  wrongs: string[];
  /** How many invoices were handed in. */
  readonly handedIn: number;
  /** All that is to be paid has been, or cannot be any more. */
  atRest(): Promise<void>;
  close(): Promise<void>;
}

const LATE_MS = 250;

export async function startFarEnd(node: PaidNode): Promise<FarEnd> {
  const plans = new Map<string, CardPlan>();
  const wrongs: string[] = [];
  const paying = new Set<Promise<void>>();
  /** By sale, what was handed in; by payment hash, who may still pay it. */
  const handed = new Map<string, Set<string>>();
  const mayPay = new Map<string, Set<string>>();
  let handedIn = 0;
  /** One after the other: a wallet that has begun to pay a code does not begin again. */
  let wallet = Promise.resolve();

  const pay = (hash: string, how: { afterMs?: number; whatever?: boolean; times?: number } = {}) => {
    const work = (async () => {
      await passed(how.afterMs ?? 0);
      wallet = wallet.then(async () => {
        for (let time = 0; time < (how.times ?? 1); time++)
          if (how.whatever || (await node.invoiceState(hash)).status === 'open') await node.wallet.pay(hash);
      });
      await wallet;
    })();
    paying.add(work);
    void work.finally(() => paying.delete(work));
  };

  const watch = async (card: string, plan: CardPlan, hash: string) => {
    handedIn += 1;
    const ofSale = handed.get(plan.sale) ?? new Set();
    handed.set(plan.sale, ofSale);
    for (const other of ofSale) {
      const { status } = await node.invoiceState(other);
      if (other !== hash && status !== 'closed' && status !== 'settled')
        wrongs.push(`${card} was handed a second invoice while the first is ${status}`);
    }
    ofSale.add(hash);
    const waiting = mayPay.get(hash) ?? new Set();
    mayPay.set(hash, waiting);
    const others = [...waiting].filter((other) => other !== card);
    if (others.length > 0) wrongs.push(`${card} was asked while ${others.join(', ')} may still pay`);
    const before = waiting.has(card);
    waiting.add(card);
    return {
      refused() {
        // A no to the second question is none to the first.
        if (!before) waiting.delete(card);
      },
    };
  };

  const payAnswer = async (card: string, plan: CardPlan, paymentRequest: string, response: ServerResponse) => {
    const { paymentHash: hash } = await node.readPaymentRequest(paymentRequest);
    const standing = await watch(card, plan, hash);
    const no = () => {
      standing.refused();
      return { status: 'ERROR', reason: 'Not today' };
    };
    switch (plan.pay) {
      case 'pays':
        pay(hash);
        return { status: 'OK' };
      case 'pays_late':
        pay(hash, { afterMs: LATE_MS });
        return { status: 'OK' };
      case 'pays_twice':
        pay(hash, { times: 2, whatever: true });
        return { status: 'OK' };
      case 'pays_what_is_closed':
        pay(hash, { afterMs: LATE_MS, whatever: true });
        return { status: 'OK' };
      case 'promises':
        return { status: 'OK' };
      case 'says_no':
        return no();
      case 'says_no_and_pays':
        pay(hash, { afterMs: LATE_MS });
        return no();
      case 'pays_and_hangs_up':
        pay(hash);
        response.destroy();
        return undefined;
      case 'hangs_up':
        response.destroy();
        return undefined;
      case 'pays_silently':
        pay(hash, { afterMs: 50 });
        return undefined;
      case 'silent':
        return undefined;
      case 'redirects_and_pays':
        pay(hash);
        return void response.writeHead(302, { location: 'https://10.1.2.3/' }).end();
      case 'nonsense_and_pays':
        pay(hash);
        return { yes: 'maybe' };
    }
  };

  const service = await startScriptedService(async (url, response) => {
    const card = url.searchParams.get('p') ?? '';
    const plan = plans.get(card);
    if (!plan) return { status: 'ERROR', reason: 'no such card' };
    if (url.pathname === '/pay') return payAnswer(card, plan, url.searchParams.get('pr') ?? '', response);
    const good = {
      tag: 'withdrawRequest',
      callback: `${service.origin}/pay?p=${card}`,
      // Always the same one, as a service does that replays it.
      k1: `k1 of ${card}`,
      minWithdrawable: 1000,
      maxWithdrawable: 1e12,
    };
    switch (plan.first) {
      case 'good':
        return good;
      case 'error':
        return { status: 'ERROR', reason: 'Card is locked' };
      case 'nonsense':
        return { ...good, callback: 'javascript:alert(1)' };
      case 'huge':
        return { ...good, more: 'x'.repeat(20_000) };
      case 'redirect':
        return void response.writeHead(302, { location: 'http://192.168.0.1/' }).end();
      case 'silent':
        return undefined;
      case 'min':
        return { ...good, minWithdrawable: 1e12 };
      case 'max':
        return { ...good, maxWithdrawable: 1000 };
      case 'pin':
        return { ...good, pinLimit: 0 };
      case 'private':
        return { ...good, callback: 'https://10.1.2.3/pay' };
      case 'http':
        return { ...good, callback: 'http://example.com/pay' };
    }
  });
  return {
    origin: service.origin,
    plans,
    wrongs,
    get handedIn() {
      return handedIn;
    },
    async atRest() {
      while (paying.size > 0) await Promise.allSettled([...paying]);
    },
    close: service.close,
  };
}
