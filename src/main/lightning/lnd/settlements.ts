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

interface Reading {
  /** Whether the next page of it is the one after this index. */
  isAt(index: number): boolean;
  /** Throws when lnd breaks off, or stays silent about what is known to be there. */
  take(limit: number): Promise<{ page: Settlement[]; more: boolean }>;
  stop(): void;
}

export function createSettlementReading(client: LndClient): SettlementCalls {
  const listeners = new Set<() => void>();
  let stopListening: (() => void) | null = null;
  let restart: NodeJS.Timeout | undefined;
  let reading: Reading | null = null;
  /** Pages are read one after the other: they go on where the one before ended. */
  let turn: Promise<unknown> = Promise.resolve();

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

  const stopReading = () => {
    reading?.stop();
    reading = null;
  };
  const readOn = async (lnd: Lnd, afterIndex: number, limit: number): Promise<Settlement[]> => {
    if (!reading?.isAt(afterIndex)) {
      stopReading();
      reading = await readingAfter(lnd, afterIndex);
    }
    if (!reading) return [];
    try {
      const { page, more } = await reading.take(limit);
      if (!more) stopReading();
      return page;
    } catch (cause) {
      stopReading();
      throw cause;
    }
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
    settlementsAfter(afterIndex, limit) {
      const page = turn.then(() =>
        client.ask(async (lnd) => {
          // A subscription from 0 sends nothing that was before: the very first settlement is looked up.
          const first = afterIndex < 1 ? await firstSettlement(lnd) : [];
          if (afterIndex < 1 && first.length === 0) return [];
          return limit > first.length ? [...first, ...(await readOn(lnd, Math.max(afterIndex, 1), limit - first.length))] : first;
        }),
      );
      turn = page.catch(() => undefined);
      return page;
    },
    close() {
      listeners.clear();
      end();
      stopReading();
    },
  };
}

const pageSchema = z.object({ invoices: z.array(z.unknown()), first_index_offset: z.string(), last_index_offset: z.string() });

async function page(lnd: Lnd, query: object) {
  const { invoices, ...offsets } = pageSchema.parse(await ask(lnd.default, 'listInvoices', query));
  return { ...offsets, count: invoices.length, settlements: invoices.flatMap((invoice) => settlementsOf(readInvoice(invoice))) };
}

/** Null when nothing has settled yet. */
async function readingAfter(lnd: Lnd, afterIndex: number): Promise<Reading | null> {
  const askedAt = performance.now();
  const newest = await newestSettlement(lnd);
  return newest && openReading(lnd, afterIndex, newest.settleIndex, QUIET_MS + QUIET_ROUND_TRIPS * (performance.now() - askedAt));
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

/**
 * One subscription, read page by page: lnd sends all there is at once, whatever a page takes of it. `afterIndex` is 1 at least;
 * `known` is the index of a settlement that is there, which shows that the subscription sends.
 */
function openReading(lnd: Lnd, afterIndex: number, known: number, quietMs: number): Reading {
  const from = Math.max(Math.min(afterIndex, known - 1), 1);
  const found: Settlement[] = [];
  let at = afterIndex;
  let heard = from;
  let wake: () => void = () => undefined;
  let end: { failure: unknown } | 'quiet' | null = null;
  const over = (how: NonNullable<typeof end>) => {
    end ??= how;
    wake();
  };
  const whenQuiet = () => {
    if (heard >= known) over('quiet');
  };
  let quiet = setTimeout(whenQuiet, quietMs);
  const stopStream = readStream(
    lnd.default.subscribeInvoices({ settle_index: from }),
    (invoice) => {
      for (const settlement of settlementsOf(readInvoice(invoice))) {
        if (settlement.settleIndex <= heard) continue;
        heard = settlement.settleIndex;
        if (heard > afterIndex) found.push(settlement);
      }
      clearTimeout(quiet);
      quiet = setTimeout(whenQuiet, quietMs);
      wake();
    },
    (cause) => over({ failure: cause ?? troubled('unreachable') }),
  );
  const stop = () => {
    clearTimeout(quiet);
    stopStream();
  };

  return {
    isAt: (index) => at === index && (end === null || end === 'quiet'),
    async take(limit) {
      const tooLate = setTimeout(() => over({ failure: troubled('unreachable') }), READING_MS);
      try {
        while (found.length < limit && end === null) await new Promise<void>((resolve) => (wake = resolve));
      } finally {
        clearTimeout(tooLate);
      }
      if (end !== null && end !== 'quiet') throw end.failure;
      const page = found.splice(0, limit);
      at = page.at(-1)?.settleIndex ?? at;
      return { page, more: page.length === limit };
    },
    stop,
  };
}
