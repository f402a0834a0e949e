// A counter with a card reader, and the services behind customers' cards in this process: one random step at a time something is rung up,
// cards are held to the reader, codes are closed, and what no card paid is paid in cash. The wallet pays when the till's node is there.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { CardReaderSimulator } from '../../src/hardware/simulators/card-reader.ts';
import { type CardFault, createFileCard, ndefUri } from '../../src/hardware/simulators/cards.ts';
import { readPaymentRequest } from '../../src/main/lightning/bolt11.ts';
import type { InvoiceState } from '../../src/main/lightning/lightning-node.ts';
import { roundForCash } from '../../src/shared/money.ts';
import type { Sale } from '../../src/shared/sale.ts';
import { liveLightningTender } from '../../src/shared/tender.ts';
import { type FarEnd, FIRST_ANSWERS, PAY_ANSWERS, type PaidNode } from '../devices/taps-far-end.ts';
import { signIn } from './cashier-day.ts';
import { ignoringRefusals } from './killed.ts';
import type { Random } from './random.ts';
import type { Page, TillProcess } from './till-process.ts';

/** Taps of a sale, after which it is paid in cash. */
const MOST_TAPS = 4;
/** What a reader finds in its first second may have lain there. */
const LAY_THERE_MS = 1_100;
/** A hand is not still: only what was away so long is held there again. */
const AWAY_MS = 330;

export interface TapWitness {
  /** Sales that were shown as completed: sale id -> receipt number. */
  completed: Map<string, string>;
  taps: number;
  torn: number;
  byCard: number;
  byCash: number;
  newCodes: number;
}

export interface TapCounter {
  cashier: Page;
  reader: CardReaderSimulator;
  farEnd: FarEnd;
  random: Random;
  witness: TapWitness;
  /** Of the sale in hand. */
  tapsOfSale: { saleId: string; count: number; offer: AbortController };
}

export async function takePlaceAtReader(till: TillProcess, parts: Omit<TapCounter, 'cashier' | 'tapsOfSale'>): Promise<TapCounter> {
  const cashier = await till.page('cashier');
  await signIn(cashier, 'cashier', '1111');
  await cashier.until(({ taps }) => taps.ready);
  await pause(LAY_THERE_MS);
  return { ...parts, cashier, tapsOfSale: { saleId: '', count: 0, offer: new AbortController() } };
}

export interface PracticeWallet extends PaidNode {
  /** The till that runs from now on; null while none does. */
  reach(page: Page | null): void;
  onAsked(listener: () => void): () => void;
  onPaying(listener: () => void): () => void;
}

/** Pays the codes of a practice shop's node as wallets do: when the node is there. What the node says is read from its own file. */
export function openPracticeWallet(dataDir: string): PracticeWallet {
  const asked = new Set<() => void>();
  const paying = new Set<() => void>();
  let page: Page | null = null;
  let arrived = Promise.withResolvers<void>();
  const hear = (listeners: Set<() => void>) => (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const statusOf = (paymentHash: string): InvoiceState['status'] => {
    const node = new Database(join(dataDir, 'practice', 'node.sqlite'), { readonly: true });
    try {
      const row = node
        .prepare<[string], { status: string; expiresAtMs: number }>('SELECT status, expires_at_ms AS expiresAtMs FROM invoice WHERE payment_hash = ?')
        .get(paymentHash);
      if (row?.status === 'open') return row.expiresAtMs > Date.now() ? 'open' : 'closed';
      return row?.status === 'held' || row?.status === 'settled' ? row.status : 'closed';
    } finally {
      node.close();
    }
  };
  return {
    onAsked: hear(asked),
    onPaying: hear(paying),
    reach(next) {
      page = next;
      if (next) arrived.resolve();
      else arrived = Promise.withResolvers();
    },
    async readPaymentRequest(paymentRequest) {
      for (const listener of [...asked]) listener();
      return { paymentHash: readPaymentRequest(paymentRequest).paymentHash };
    },
    async invoiceState(paymentHash) {
      return { status: statusOf(paymentHash) };
    },
    wallet: {
      async pay(paymentHash) {
        const wasPaid = statusOf(paymentHash) === 'settled';
        for (;;) {
          await arrived.promise;
          const at = page;
          // It had arrived when the node went away.
          if (!wasPaid && statusOf(paymentHash) === 'settled') return;
          for (const listener of [...paying]) listener();
          try {
            await ignoringRefusals(async () => at?.call.practice.wallet({ paymentHash, payment: 'pay' }));
            return;
          } catch {
            await pause(5);
          }
        }
      },
    },
  };
}

/** One step, taken blindly: the till says no where it must. */
export async function tapStep(counter: TapCounter): Promise<void> {
  const { cashier, witness } = counter;
  await ignoringRefusals(() => chosenStep(counter));
  const { sale } = cashier.state.checkout;
  if (sale.status !== 'completed' || sale.receiptNumber === null || witness.completed.has(sale.id)) return;
  witness.completed.set(sale.id, sale.receiptNumber);
  if (sale.tenders.some(({ kind, status }) => kind === 'lightning' && status === 'paid')) witness.byCard += 1;
  else witness.byCash += 1;
}

async function chosenStep(counter: TapCounter): Promise<void> {
  const { cashier, random, tapsOfSale, witness } = counter;
  const { sale } = cashier.state.checkout;
  if (sale.status === 'completed') return cashier.call.sale.next({ saleId: sale.id });
  if (tapsOfSale.saleId !== sale.id) {
    tapsOfSale.offer.abort();
    counter.tapsOfSale = { saleId: sale.id, count: 0, offer: new AbortController() };
  }
  if (sale.lines.length === 0) return cashier.call.sale.addOpenAmount({ amountMinor: 1000 + 10 * random.below(1000) });
  if (tapsOfSale.count >= MOST_TAPS || random.chance(0.05)) return payCash(counter, sale);
  const live = liveLightningTender(sale.tenders);
  if (!live && random.chance(0.4)) return cashier.call.checkout.requestInvoice({ saleId: sale.id });
  if (live && counter.tapsOfSale.count > 0 && random.chance(0.4)) {
    witness.newCodes += 1;
    return cashier.call.checkout.cancelInvoice({ saleId: sale.id, tenderId: live.id });
  }
  counter.tapsOfSale.count += 1;
  await tap(counter, sale);
}

async function payCash({ cashier }: TapCounter, { id: saleId, dueMinor, tenders }: Sale): Promise<void> {
  const live = liveLightningTender(tenders);
  if (live) return cashier.call.checkout.cancelInvoice({ saleId, tenderId: live.id });
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: roundForCash(dueMinor, 'KRW') });
}

/** Services that keep silent take the till ten seconds each: seldom. */
const BRISK_FIRST = FIRST_ANSWERS.filter((answer) => answer !== 'silent');
const BRISK_PAY = PAY_ANSWERS.filter((answer) => answer !== 'silent' && answer !== 'pays_silently');

/** One of two cards that this sale is paid by, held to the reader until something is said of it. */
async function tap(counter: TapCounter, { id: saleId }: Sale): Promise<void> {
  const { cashier, reader, farEnd, random, witness, tapsOfSale } = counter;
  const { offer } = tapsOfSale;
  offer.abort();
  tapsOfSale.offer = new AbortController();
  cashier.call.taps.offer({ saleId }, { signal: tapsOfSale.offer.signal }).catch(() => undefined);
  witness.taps += 1;
  const which = random.pick(['a', 'b'] as const);
  const name = `${which}-${saleId}`;
  if (!farEnd.plans.has(name)) {
    const first = random.chance(0.8) ? 'good' : random.pick(random.chance(0.1) ? FIRST_ANSWERS : BRISK_FIRST);
    const pay = random.chance(0.3) ? 'promises' : random.pick(random.chance(0.1) ? PAY_ANSWERS : BRISK_PAY);
    farEnd.plans.set(name, { sale: saleId, first, pay });
  }
  const newsBefore = cashier.state.taps.news?.id;
  const askedBefore = farEnd.handedIn;
  reader.hold(cardOf(farEnd.origin, name, which, saleId, witness.taps), faultOf(random, witness));
  const heard = cashier.until(
    ({ checkout, taps }) =>
      checkout.sale.status === 'completed' || (taps.news?.id !== newsBefore && taps.news?.kind !== 'asking') || farEnd.handedIn !== askedBefore,
  );
  await Promise.race([heard, pause(900)]);
  heard.catch(() => undefined);
  if (random.chance(0.4)) await pause(random.below(300));
  reader.takeAway();
  await pause(AWAY_MS);
}

function faultOf(random: Random, witness: TapWitness): CardFault | undefined {
  if (random.chance(0.85)) return undefined;
  witness.torn += 1;
  return random.pick<CardFault>([{ kind: 'torn_at', exchange: 1 + random.below(7) }, { kind: 'garbage' }, { kind: 'slow', ms: random.below(30) }]);
}

/** A Bolt Card: the same card has the same number, and another link each time. */
function cardOf(origin: string, name: string, which: string, saleId: string, count: number) {
  const number = `04${which}0${saleId.replaceAll('-', '').slice(-10)}`;
  return createFileCard({
    uid: Buffer.from(number.slice(0, 14), 'hex'),
    message: () => ndefUri(`lnurlw://${new URL(origin).host}/w?p=${name}&c=${count}`),
  });
}
