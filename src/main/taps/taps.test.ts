// What a card that is held to the reader does: it pays what the customer is shown, once, and never anything that nobody was shown.
import { setTimeout as passed } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TapNews, TapsState } from '../../shared/taps.ts';
import { type CheckoutBench, openCheckoutBench } from '../checkout/checkout-test-bed.ts';
import { createLnurlWithdraw } from '../checkout/lnurl-withdraw.ts';
import { isPayable } from '../checkout/sale-rules.ts';
import { createGetJson } from '../lnurl/get-json.ts';
import { type ScriptedService, startScriptedService } from '../lnurl/lnurl-test-bed.ts';
import { createLnurlServices } from '../lnurl/service.ts';
import { createRefundStore } from '../store/refund-store.ts';
import { createHeldCards } from './held-cards.ts';
import { createTaps, type Taps } from './taps.ts';
import { boltCard, createScriptedReader, plainCard, type ScriptedReader } from './taps-test-bed.ts';

const BY = 'somebody';
let bench: CheckoutBench;
let service: ScriptedService;
let reader: ScriptedReader;
let taps: Taps;
let state: TapsState;
let cards: string[];
const closers: (() => Promise<void> | void)[] = [];

/** What the service does with an invoice that it is handed. */
let onHandedIn: (paymentRequest: string, card: string) => unknown;
/** What it says of itself. */
let limits: Record<string, unknown>;

const opened = (origins: readonly string[]) => {
  const held = createHeldCards({ newId: () => String(Math.random()), nowMs: bench.nowMs });
  const withdraw = createLnurlWithdraw({
    hand: bench.hand,
    journal: bench.journal,
    store: createRefundStore(bench.database.facts),
    invoices: bench.invoices,
    node: bench.node,
    lnurl: createLnurlServices(createGetJson({ localOrigins: origins, timeLimitMs: 300 })),
  });
  const made = createTaps({
    hand: bench.hand,
    withdraw,
    held,
    hashOf: (text) => `hash of ${text}`,
    shop: bench.shop,
    onCard: (scanned) => void cards.push(held.keyOf(scanned) ?? 'nothing'),
    publish: (next) => {
      state = next;
    },
    nowMs: bench.nowMs,
    log: { info: () => undefined, warn: () => undefined, error: (...what) => void failures.push(what) },
  });
  made.listen(reader, () => false);
  return made;
};
const failures: unknown[] = [];

beforeEach(async () => {
  bench = await openCheckoutBench();
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  limits = {};
  cards = [];
  onHandedIn = async () => {
    void bench.node.wallet.pay(code()?.paymentHash ?? '');
    return { status: 'OK' };
  };
  service = await startScriptedService((url) =>
    url.pathname === '/w'
      ? {
          tag: 'withdrawRequest',
          callback: `${service.origin}/cb?card=${url.searchParams.get('p')}`,
          k1: url.searchParams.get('c'),
          minWithdrawable: 1,
          maxWithdrawable: 1e12,
          ...limits,
        }
      : onHandedIn(url.searchParams.get('pr') ?? '', url.searchParams.get('card') ?? ''),
  );
  closers.push(service.close);
  reader = createScriptedReader();
  taps = opened([service.origin]);
  reader.become('ready');
  bench.passTime(5000);
});
afterEach(async () => {
  taps.close();
  for (const close of closers.splice(0)) await close();
  await bench.close();
  expect(failures.splice(0)).toEqual([]);
});

const code = () => bench.hand.sale.tenders.findLast((tender) => tender.kind === 'lightning');
const offer = () => {
  const end = new AbortController();
  void taps.offer(bench.hand.sale.id, BY, end.signal);
  return () => end.abort();
};
const handedIn = () => service.asked.filter((path) => path.startsWith('/cb')).map((path) => new URLSearchParams(path.slice(4)).get('pr'));
const asked = () => bench.database.facts.prepare("SELECT body FROM journal WHERE kind = 'withdrawal_asked'").pluck().all() as string[];
const news = (kind: TapNews['kind']) => vi.waitFor(() => expect(state.news?.kind).toBe(kind), { timeout: 5000 });
const paid = () => vi.waitFor(() => expect(bench.hand.sale.status).toBe('completed'), { timeout: 5000 });

describe('a tap while a payment is shown', () => {
  test('has the sale paid by the code that is on the screen', async () => {
    await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
    const shown = code()?.paymentRequest;
    reader.tap(boltCard(service.origin)());
    await paid();
    expect(handedIn()).toEqual([shown]);
    expect(state.news).toBeNull();
  });

  test('asks for the code itself where none is shown yet, and is told of step by step', async () => {
    offer();
    expect(state).toEqual({ ready: true, offered: true, news: null });
    onHandedIn = () => ({ status: 'OK' });
    reader.tap(boltCard(service.origin)());
    expect(state.news).toMatchObject({ kind: 'asking', domain: new URL(service.origin).host });
    await news('accepted');
    await bench.node.wallet.pay(code()?.paymentHash ?? '');
    await paid();
    await vi.waitFor(() => expect(state).toEqual({ ready: true, offered: false, news: null }));
  });

  test('leaves neither the card’s number nor its link in the journal', async () => {
    offer();
    reader.tap(boltCard(service.origin)());
    await paid();
    expect(asked()).toHaveLength(1);
    expect(asked()[0]).not.toMatch(/lnurlw|p=|c=0/);
    expect(asked()[0]).toContain('hash of card');
  });

  test('pays once when the card is held there twice, and the second time is nothing new while it is waited for', async () => {
    offer();
    onHandedIn = () => ({ status: 'OK' });
    const card = boltCard(service.origin);
    reader.tap(card());
    reader.tap(card());
    await news('accepted');
    reader.tap(card());
    await news('accepted');
    await vi.waitFor(() => expect(handedIn()).toHaveLength(2));
    // The same code both times: whoever paid it cannot pay it again.
    expect(new Set(handedIn()).size).toBe(1);
    expect(asked()).toHaveLength(1);
  });

  test('asks a second card of nothing while the first one may still pay, until the cashier makes a new code', async () => {
    offer();
    onHandedIn = () => ({ status: 'OK' });
    const [first, second] = [boltCard(service.origin, '04aa'), boltCard(service.origin, '04bb')];
    reader.tap(first());
    await news('accepted');
    const before = service.asked.length;
    reader.tap(second());
    await vi.waitFor(() => expect(state.news).toMatchObject({ kind: 'refused', detail: { reason: 'payer_waited_for' } }));
    expect(service.asked).toHaveLength(before);
    // What was said of the first one's money is said again after it.
    taps.dismiss(state.news?.id ?? 0);
    expect(state.news?.kind).toBe('accepted');

    await bench.invoices.cancel({ saleId: bench.hand.sale.id, tenderId: code()?.id ?? '' }, BY);
    expect(state.news).toBeNull();
    reader.tap(second());
    await news('accepted');
    expect(new Set(handedIn()).size).toBe(2);
  });

  test('a second card is asked once the first one’s service has said no', async () => {
    offer();
    onHandedIn = (_pr, card) => (card.startsWith('04aa') ? { status: 'ERROR', reason: 'Daily limit' } : { status: 'OK' });
    reader.tap(boltCard(service.origin, '04aa')());
    await vi.waitFor(() => expect(state.news).toMatchObject({ kind: 'refused', detail: { reason: 'said_no', said: 'Daily limit' } }));
    reader.tap(boltCard(service.origin, '04bb')());
    await news('accepted');
    expect(new Set(handedIn()).size).toBe(1);
  });

  test('a promise that no money follows is said to be none', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      offer();
      onHandedIn = () => ({ status: 'OK' });
      reader.tap(boltCard(service.origin)());
      await vi.waitFor(() => expect(state.news?.kind).toBe('accepted'), { timeout: 5000 });
      vi.advanceTimersByTime(15_000);
      expect(state.news).toMatchObject({ kind: 'unpaid', domain: new URL(service.origin).host });
      expect(bench.hand.sale.status).toBe('tendering');
    } finally {
      vi.useRealTimers();
    }
  });

  test('a service that keeps silent may pay: its own card may be held there again, another one not', async () => {
    offer();
    onHandedIn = () => undefined;
    const card = boltCard(service.origin, '04aa');
    reader.tap(card());
    await news('unknown');
    reader.tap(boltCard(service.origin, '04bb')());
    await vi.waitFor(() => expect(state.news).toMatchObject({ kind: 'refused', detail: { reason: 'payer_waited_for' } }));
    onHandedIn = async () => {
      void bench.node.wallet.pay(code()?.paymentHash ?? '');
      return { status: 'OK' };
    };
    reader.tap(card());
    await paid();
    expect(new Set(handedIn()).size).toBe(1);
  });

  test.each([
    ['asks for more', { minWithdrawable: 1e12 }, 'too_little'],
    ['gives less', { maxWithdrawable: 1000 }, 'too_much'],
    ['asks for a PIN', { pinLimit: 1 }, 'pin_wanted'],
    ['leads into a private network', { callback: 'https://192.168.0.1/' }, 'forbidden'],
    ['leads to http', { callback: 'http://example.com/' }, 'forbidden'],
    ['takes money', { tag: 'payRequest', minSendable: 1, maxSendable: 2, metadata: '[]' }, 'takes_only'],
    ['speaks nonsense', { k1: 7 }, 'nonsense'],
  ])('a service that %s is told in its reason', async (_what, said, reason) => {
    offer();
    limits = said;
    reader.tap(boltCard(service.origin)());
    await vi.waitFor(() => expect(state.news).toMatchObject({ kind: 'refused', code: 'LNURL_REFUSED', detail: { reason } }), { timeout: 5000 });
    expect(bench.hand.sale.status).not.toBe('completed');
  });

  test('a card of a service that may not be asked, or is none, is told', async () => {
    offer();
    reader.tap({ status: 'read', uid: Buffer.from('04aa', 'hex'), uris: ['lnurlw://10.0.0.1/w?p=1&c=2'], texts: [] });
    await vi.waitFor(() => expect(state.news).toMatchObject({ kind: 'refused', detail: { reason: 'forbidden' } }));
  });
});

describe('nobody is charged', () => {
  test('while things are rung up', async () => {
    reader.tap(boltCard(service.origin)());
    expect(state.news?.kind).toBe('nothing_due');
    await passed(50);
    expect(service.asked).toEqual([]);
  });

  test('by a card that lay there before anything was due: it is to be held there again', async () => {
    reader.tap(boltCard(service.origin)());
    offer();
    expect(state.news?.kind).toBe('hold_again');
    await passed(50);
    expect(service.asked).toEqual([]);
  });

  test('by a card that a reader finds as it is plugged in', async () => {
    offer();
    reader.become('missing');
    expect(state.ready).toBe(false);
    reader.become('ready');
    reader.tap(boltCard(service.origin)());
    expect(state.news?.kind).toBe('hold_again');
    await passed(50);
    expect(service.asked).toEqual([]);
  });

  test('once the payment is not shown any more', async () => {
    offer()();
    await vi.waitFor(() => expect(state.offered).toBe(false));
    reader.tap(boltCard(service.origin)());
    expect(state.news?.kind).toBe('nothing_due');
  });

  test('for a sale that the cashier went away from while the service was asked', async () => {
    const end = offer();
    let answer = () => undefined as unknown;
    const slow = new Promise<void>((resolve) => {
      answer = resolve as () => unknown;
    });
    const lazy = await startScriptedService(async () => {
      await slow;
      return { tag: 'withdrawRequest', callback: `${lazy.origin}/cb`, k1: 'k', minWithdrawable: 1, maxWithdrawable: 1e12 };
    });
    closers.push(lazy.close);
    taps.close();
    taps = opened([lazy.origin]);
    bench.passTime(5000);
    end();
    const again = offer();
    reader.tap(boltCard(lazy.origin)());
    await vi.waitFor(() => expect(lazy.asked).toHaveLength(1));
    again();
    answer();
    await news('refused');
    expect(lazy.asked).toHaveLength(1);
    expect(bench.hand.sale.tenders).toEqual([]);
  });

  test('for a sale whose cashier turned to another tender while the code was made: it is closed again', async () => {
    const wire = Promise.withResolvers<void>();
    let asked = false;
    bench.wire = (call) => {
      if (call !== 'createInvoice') return Promise.resolve();
      asked = true;
      return wire.promise;
    };
    const turnAway = offer();
    reader.tap(boltCard(service.origin)());
    await vi.waitFor(() => expect(asked).toBe(true));
    turnAway();
    await vi.waitFor(() => expect(state.offered).toBe(false));
    wire.resolve();
    await news('refused');
    expect(handedIn()).toEqual([]);
    expect(code()?.status).toBe('cancelled');
    expect(bench.node.wallet.codes().map(({ status }) => status)).toEqual(['cancelled']);
    // The sale is free for the card terminal.
    expect(isPayable(bench.hand.sale)).toBe(true);
    expect(state.offered).toBe(false);
  });

  test('by a card that is held there while the card terminal is asked', async () => {
    offer();
    const { sale } = bench.hand;
    const cardMove = { id: 'move', kind: 'payment', status: 'asking', amountMinor: sale.dueMinor } as const;
    bench.hand.tap({ sale: { ...sale, status: 'tendering', cardMove } });
    expect(state.offered).toBe(false);
    reader.tap(boltCard(service.origin)());
    expect(state.news?.kind).toBe('nothing_due');
    await passed(50);
    expect(service.asked).toEqual([]);
  });

  test('while the customer is asked for a tip', () => {
    offer();
    bench.hand.show({ tip: 'asked' });
    reader.tap(boltCard(service.origin)());
    expect(state.news?.kind).toBe('tip_first');
  });

  test.each(['torn_away', 'several', 'unreadable'] as const)('by a card that is %s, which is told', async (status) => {
    offer();
    reader.tap({ status });
    expect(state.news?.kind).toBe(status);
    await passed(20);
    expect(service.asked).toEqual([]);
  });
});

test('a card that pays nothing is told to the screens by what stands for it', () => {
  reader.tap(plainCard('04aabbccdd0011'));
  reader.tap(plainCard('08aabbcc', ['member 7']));
  expect(cards).toEqual([expect.stringMatching(/^card [0-9a-f]{14}$/), 'text member 7']);
  reader.tap(plainCard('08aabbcc'));
  expect(state.news?.kind).toBe('unreadable');
  expect(cards).toHaveLength(2);
});
