// All money that reaches an lnd over Lightning, watched or not. lnd has two ways to tell: a live subscription, and the same
// subscription begun at a settle index, which sends all later settlements first. It never says that this was all of them; so
// reading goes on until it has been quiet, and not before a settlement has come that is known to be there. To stop early loses
// nothing: settlements come in the order of their index, and reading goes on behind the last one that was read.
import { z } from 'zod';
import type { LightningNode, Settlement } from '../lightning-node.ts';
import { type LndClient, readStream } from './client.ts';
import { readInvoice, settlementsOf } from './invoice-words.ts';
import { ask, type Lnd } from './services.ts';
import { troubled } from './trouble.ts';

const RESTART_MS = 250;
const PAGE = 1000;
const NEWEST = 20;
/** lnd sends what it has in one go; a machine that stands still for a moment makes a pause. */
const QUIET_MS = 250;
/** A slow way (Tor) makes longer ones: so many times what one question took. */
const QUIET_ROUND_TRIPS = 4;
const READING_MS = 10_000;

export type SettlementCalls = Pick<LightningNode, 'settlementsAfter' | 'onSettlement'> & { close(): void };

export function createSettlementReading(client: LndClient): SettlementCalls {
  const listeners = new Set<() => void>();
  let stopListening: (() => void) | null = null;
  let restart: NodeJS.Timeout | undefined;

  const wake = () => {
    for (const listener of [...listeners]) listener();
  };
  const begin = () => {
    stopListening = client.listen(
      (lnd, ended) => {
        // What settled while nobody listened is read by the cursor.
        wake();
        return readStream(lnd.default.subscribeInvoices({}), (invoice) => settlementsOf(readInvoice(invoice)).length > 0 && wake(), ended);
      },
      () => {
        restart = setTimeout(begin, RESTART_MS);
      },
    );
  };
  const end = () => {
    clearTimeout(restart);
    stopListening?.();
    stopListening = null;
  };

  return {
    onSettlement(listener) {
      listeners.add(listener);
      if (!stopListening) begin();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) end();
      };
    },
    settlementsAfter: (afterIndex, limit) => client.ask((lnd) => readAfter(lnd, afterIndex, limit)),
    close() {
      listeners.clear();
      end();
    },
  };
}

const pageSchema = z.object({ invoices: z.array(z.unknown()), first_index_offset: z.string(), last_index_offset: z.string() });

async function page(lnd: Lnd, query: object) {
  const { invoices, ...offsets } = pageSchema.parse(await ask(lnd.default, 'listInvoices', query));
  return { ...offsets, count: invoices.length, settlements: invoices.flatMap((invoice) => settlementsOf(readInvoice(invoice))) };
}

async function readAfter(lnd: Lnd, afterIndex: number, limit: number): Promise<Settlement[]> {
  const askedAt = performance.now();
  const newest = await newestSettlement(lnd);
  if (!newest) return [];
  const quietMs = QUIET_MS + QUIET_ROUND_TRIPS * (performance.now() - askedAt);
  if (afterIndex >= 1) return readOn(lnd, afterIndex, limit, newest.settleIndex, quietMs);
  // A subscription from 0 sends nothing that was before: the very first settlement is looked up.
  const first = await firstSettlement(lnd);
  return limit > first.length ? [...first, ...(await readOn(lnd, 1, limit - first.length, newest.settleIndex, quietMs))] : first;
}

async function firstSettlement(lnd: Lnd): Promise<Settlement[]> {
  for (let from = '0'; ; ) {
    const { count, settlements, last_index_offset } = await page(lnd, { index_offset: from, num_max_invoices: PAGE });
    const first = settlements.filter(({ settleIndex }) => settleIndex === 1);
    if (first.length > 0 || count < PAGE) return first;
    from = last_index_offset;
  }
}

/** Of the newest invoices the settlement that is newest: others, of older invoices, may be newer. Null when nothing has settled. */
async function newestSettlement(lnd: Lnd): Promise<Settlement | null> {
  for (let from = '0', size = NEWEST; ; size = PAGE) {
    const { count, settlements, first_index_offset } = await page(lnd, { reversed: true, index_offset: from, num_max_invoices: size });
    settlements.sort((a, b) => b.settleIndex - a.settleIndex);
    if (settlements[0] || count < size) return settlements[0] ?? null;
    from = first_index_offset;
  }
}

/** `afterIndex` is 1 at least; `known` is the index of a settlement that is there, which shows that the subscription sends. */
async function readOn(lnd: Lnd, afterIndex: number, limit: number, known: number, quietMs: number): Promise<Settlement[]> {
  const from = Math.max(Math.min(afterIndex, known - 1), 1);
  const { promise, resolve, reject } = Promise.withResolvers<Settlement[]>();
  const found: Settlement[] = [];
  let heard = from;
  const whenQuiet = () => {
    if (heard >= known) resolve(found);
  };
  const tooLate = setTimeout(() => reject(troubled('unreachable')), READING_MS + quietMs);
  let quiet = setTimeout(whenQuiet, quietMs);
  const stop = readStream(
    lnd.default.subscribeInvoices({ settle_index: from }),
    (invoice) => {
      for (const settlement of settlementsOf(readInvoice(invoice))) {
        if (settlement.settleIndex <= heard) continue;
        heard = settlement.settleIndex;
        if (heard > afterIndex) found.push(settlement);
      }
      clearTimeout(quiet);
      if (found.length >= limit) resolve(found.slice(0, limit));
      else quiet = setTimeout(whenQuiet, quietMs);
    },
    (cause) => reject(cause ?? troubled('unreachable')),
  );
  try {
    return await promise;
  } finally {
    clearTimeout(tooLate);
    clearTimeout(quiet);
    stop();
  }
}
