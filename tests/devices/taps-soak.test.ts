// Cards held to the reader while everything fails: torn away, held twice, two of them, services that are slow, lie, promise or keep silent,
// the reader's cable pulled, the till stopped in the middle. The reader is a simulated PN532 over TCP, the services real ones on loopback.
// Afterwards the money that came is exactly one for each sale that was paid by it, or on the manager's list, to the msat. SEED and COUNT
// (taps) say which and how many; the whole run is `npm run soak -- taps`.
import { setTimeout as passed } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openPn532Reader } from '../../src/hardware/card-reader/pn532-reader.ts';
import { startCardReaderSimulator } from '../../src/hardware/simulators/card-reader.ts';
import { type CardFault, createFileCard, ndefUri } from '../../src/hardware/simulators/cards.ts';
import { tcpTransport } from '../../src/hardware/transport/tcp.ts';
import { cashierActing, openCheckoutBench } from '../../src/main/checkout/checkout-test-bed.ts';
import { createLnurlWithdraw } from '../../src/main/checkout/lnurl-withdraw.ts';
import { createGetJson } from '../../src/main/lnurl/get-json.ts';
import { createLnurlServices } from '../../src/main/lnurl/service.ts';
import { createRefundStore } from '../../src/main/store/refund-store.ts';
import { verifyJournal } from '../../src/main/store/verify.ts';
import { createHeldCards } from '../../src/main/taps/held-cards.ts';
import { createTaps, type Taps } from '../../src/main/taps/taps.ts';
import { TillError } from '../../src/shared/errors.ts';
import type { TapsState } from '../../src/shared/taps.ts';
import { liveLightningTender } from '../../src/shared/tender.ts';
import { randomOf } from '../fuzz/mutate.ts';
import { type CardPlan, FIRST_ANSWERS, PAY_ANSWERS, startFarEnd } from './taps-far-end.ts';

const SEED = Number(process.env.SEED ?? 1);
const COUNT = Number(process.env.COUNT ?? 60);
const BY = 'somebody';
const ANSWERS_WITHIN_MS = 120;

const quiet = { info: () => undefined, warn: () => undefined };

async function openSoak() {
  const bench = await openCheckoutBench();
  const farEnd = await startFarEnd(bench.node);
  const simulator = await startCardReaderSimulator();
  const reader = openPn532Reader({ openTransport: tcpTransport({ host: '127.0.0.1', port: simulator.port }), log: quiet });
  const failures: unknown[] = [];
  let running = { killed: false };
  let state: TapsState = { ready: false, offered: false, news: null };
  let taps: Taps;
  let deafen: () => void = () => undefined;

  /** What was under way when the till was stopped goes no further: nothing of it is awaited, and nothing written. */
  const never = new Promise<never>(() => undefined);
  const start = () => {
    const me = { killed: false };
    running = me;
    const alive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (me.killed) return never;
      try {
        const done = await work();
        return me.killed ? never : done;
      } catch (cause) {
        if (me.killed) return never;
        throw cause;
      }
    };
    const lnurl = createLnurlServices(createGetJson({ localOrigins: [farEnd.origin], timeLimitMs: ANSWERS_WITHIN_MS }));
    const { invoices } = bench;
    const withdraw = createLnurlWithdraw({
      hand: bench.hand,
      journal: bench.journal,
      store: createRefundStore(bench.database.facts),
      invoices: { ...invoices, request: (...input) => alive(() => invoices.request(...input)) },
      node: bench.node,
      lnurl: {
        ...lnurl,
        find: (text) => alive(() => lnurl.find(text)),
        handIn: (...input) => alive(() => lnurl.handIn(...input)),
      },
    });
    taps = createTaps({
      hand: bench.hand,
      withdraw,
      held: createHeldCards({ newId: () => 'id', nowMs: bench.nowMs }),
      hashOf: (text) => `hash of ${text}`,
      shop: bench.shop,
      onCard: () => undefined,
      publish: (next) => {
        if (!me.killed) state = next;
      },
      nowMs: bench.nowMs,
      log: { ...quiet, error: (...what) => void failures.push(what) },
    });
    deafen = taps.listen(reader, () => false);
    bench.passTime(5000);
  };
  start();
  return {
    bench,
    farEnd,
    simulator,
    reader,
    failures,
    get taps() {
      return taps;
    },
    get state() {
      return state;
    },
    kill() {
      running.killed = true;
      deafen();
      taps.close();
      bench.restart();
      start();
    },
    async close() {
      deafen();
      taps.close();
      await reader.close();
      await simulator.close();
      await farEnd.close();
      await bench.close();
    },
  };
}

const until = async (what: () => boolean, withinMs: number): Promise<boolean> => {
  for (let waited = 0; waited < withinMs; waited += 5) {
    if (what()) return true;
    await passed(5);
  }
  return what();
};

test(
  `the money of ${COUNT} taps is one for each sale that was paid by it, or on the list (seed ${SEED})`,
  async () => {
    const random = randomOf(SEED);
    const below = (limit: number) => Math.floor(random() * limit);
    const chance = (share: number) => random() < share;
    const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T;
    const soak = await openSoak();
    const { bench, farEnd, simulator } = soak;
    const told = { taps: 0, byCard: 0, byCash: 0, kills: 0, pulls: 0, torn: 0, newCodes: 0, second: 0 };
    const sale = () => bench.hand.sale;
    const isPaid = () => sale().status === 'completed';
    const ignoringRefusals = async (work: () => Promise<void> | void) => {
      try {
        await work();
      } catch (cause) {
        if (!(cause instanceof TillError)) throw cause;
      }
    };
    const closeCode = () =>
      ignoringRefusals(async () => {
        const live = liveLightningTender(sale().tenders);
        if (live) await bench.invoices.cancel({ saleId: sale().id, tenderId: live.id }, BY);
      });

    const faultOf = (): CardFault | undefined => {
      if (chance(0.75)) return undefined;
      told.torn += 1;
      return oneOf<CardFault>([
        { kind: 'torn_at', exchange: 1 + below(7) },
        { kind: 'garbage' },
        { kind: 'wrong_length' },
        { kind: 'slow', ms: below(30) },
      ]);
    };
    let links = 0;
    const cardOf = (name: string, uid: string) =>
      createFileCard({
        uid: Buffer.from(uid, 'hex'),
        message() {
          links += 1;
          return ndefUri(`lnurlw://${new URL(farEnd.origin).host}/w?p=${name}&c=${links}`);
        },
      });
    const plan = (name: string, entry: CardPlan) => {
      farEnd.plans.set(name, entry);
      return name;
    };
    const hold = async (name: string, uid: string, fault = faultOf(), beside: string | null = null) => {
      told.taps += 1;
      const before = soak.state.news?.id;
      const asked = farEnd.handedIn;
      simulator.hold(cardOf(name, uid), fault);
      if (beside !== null) simulator.hold(cardOf(beside, '04ffee'));
      if (chance(0.03)) {
        told.pulls += 1;
        simulator.pull();
      }
      await until(() => isPaid() || soak.state.news?.id !== before || farEnd.handedIn !== asked, 700);
      if (chance(0.3)) await passed(below(40));
      if (chance(0.06)) {
        told.kills += 1;
        soak.kill();
      }
      simulator.takeAway();
      // A hand is not still: only what was away so long is held there again.
      await passed(330);
    };

    let number = 0;
    for (; told.taps < COUNT; number++) {
      const { id } = sale();
      bench.ringingUp.addArticle(oneOf(bench.articleIds), 1 + below(3), BY);
      if (chance(0.08)) await hold(plan(`early-${number}`, { sale: id, first: 'good', pay: 'pays' }), '04eeaa');
      expect(sale().tenders, 'nobody pays on the register').toEqual([]);

      let end = new AbortController();
      const offer = () => {
        end.abort();
        end = new AbortController();
        soak.taps.offer(id, BY, end.signal).catch(() => undefined);
      };
      offer();
      if (chance(0.5)) await ignoringRefusals(() => bench.invoices.request({ saleId: id, ...(chance(0.1) && { amountMinor: 100 }) }, BY));
      const newCard = (card: string) => ({
        name: plan(`${card}-${number}`, {
          sale: id,
          first: chance(0.7) ? 'good' : oneOf(FIRST_ANSWERS),
          pay: chance(0.35) ? 'pays' : oneOf(PAY_ANSWERS),
        }),
        uid: `04${card}0${(number % 0xffff).toString(16).padStart(4, '0')}`,
      });
      const [first, second] = [newCard('a'), newCard('b')];
      for (let taps = 1 + below(3); taps > 0 && !isPaid(); taps--) {
        offer();
        const { name, uid } = chance(0.65) ? first : second;
        if (name.startsWith('b')) told.second += 1;
        await hold(name, uid, faultOf(), chance(0.05) ? 'both' : null);
        if (chance(0.15) && !isPaid()) {
          told.newCodes += 1;
          await closeCode();
          if (chance(0.5)) await ignoringRefusals(() => bench.invoices.request({ saleId: id }, BY));
        }
      }
      await until(isPaid, 150);
      // What is left is paid by another card, or in cash.
      if (!isPaid() && chance(0.4)) {
        await closeCode();
        offer();
        await hold(plan(`c-${number}`, { sale: id, first: 'good', pay: 'pays' }), '04cc00', undefined);
        await until(isPaid, 300);
      }
      for (let tries = 0; !isPaid() && tries < 20; tries++) {
        await closeCode();
        await ignoringRefusals(() => {
          const { dueMinor } = sale();
          bench.tendering.take({ saleId: id, dueMinor }, { kind: 'cash', givenMinor: dueMinor }, cashierActing(BY));
        });
        await passed(5);
      }
      end.abort();
      expect(isPaid(), `sale ${number} is paid`).toBe(true);
      if (sale().tenders.some(({ kind, status }) => kind === 'lightning' && status === 'paid')) told.byCard += 1;
      else told.byCash += 1;
      bench.ringingUp.next(id);
    }

    await passed(300);
    await farEnd.atRest();
    await bench.watching.sweep();
    await until(() => bench.nodeRows('SELECT 1 FROM settlement').length === recorded().length, 5000);

    function recorded() {
      return bench.database.facts
        .prepare('SELECT settlement_id AS id, received_msat AS msat, disposition, sale_id AS saleId FROM settlement')
        .all() as {
        id: string;
        msat: number;
        disposition: string;
        saleId: string;
      }[];
    }
    const listed = new Set(bench.database.facts.prepare("SELECT settlement_id FROM attention WHERE status = 'open'").pluck().all());
    const atNode = bench.nodeRows('SELECT settlement_id AS id, received_msat AS msat FROM settlement') as { id: string; msat: number }[];
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
    expect(farEnd.wrongs).toEqual([]);
    expect(soak.failures).toEqual([]);
    expect(
      recorded()
        .map(({ id, msat }) => ({ id, msat }))
        .sort(byId),
      'the journal has what the node has, to the msat',
    ).toEqual(atNode.map(({ id, msat }) => ({ id, msat })).sort(byId));
    const unlisted = recorded().filter(({ id, disposition }) => disposition !== 'paid' && !listed.has(id));
    expect(unlisted, 'what no sale was paid by is on the list').toEqual([]);
    const paidTenders = bench.database.facts
      .prepare("SELECT sale_id FROM tender WHERE kind = 'lightning' AND status = 'paid'")
      .pluck()
      .all() as string[];
    const ofSales = recorded().filter(({ disposition }) => disposition === 'paid');
    expect(ofSales.map(({ saleId }) => saleId).sort(), 'one settlement for each part that was paid by it').toEqual([...paidTenders].sort());
    expect(verifyJournal(bench.database.facts)).toMatchObject({ ok: true });
    process.stderr.write(
      `${JSON.stringify({ seed: SEED, sales: number, ...told, handedIn: farEnd.handedIn, settlements: atNode.length, listed: listed.size })}\n`,
    );
    expect(told.byCard).toBeGreaterThan(0);
    await soak.close();
  },
  120_000 + COUNT * 5_000,
);
