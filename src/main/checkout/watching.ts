// Why a settlement cannot be missed: one watch per open invoice, opened again whenever it breaks; a sweep over all open
// invoices at start, after the node was away and every minute; and a cursor over all settlements of the node, for money
// that nobody watches. Each of them may say the same thing again: recording is idempotent.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { type InvoiceState, type LightningNode, NodeError, type Settlement } from '../lightning/lightning-node.ts';
import type { Log } from '../log.ts';
import type { AttentionStore, SettlementCursor } from '../store/attention-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { Settlements } from './settlements.ts';
import { createTimers } from './timers.ts';

const SWEEP_EVERY_MS = 60_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 1_000;
const PAGE = 100;

export interface WatchingParts {
  node: LightningNode;
  sales: SaleStore;
  attention: AttentionStore;
  settlements: Settlements;
  apply: (paymentHash: string, state: InvoiceState) => void;
  /** What else is to be followed to its end at the node, each by its name: refunds under way, codes that nobody has seen, ... */
  follow: Record<string, () => Promise<void>>;
  /** The node's settlements were read up to `settleIndex`, and it has another one or none there: it was restored or moved. */
  onCountedAnew: (settleIndex: number) => void;
  /** Told whether the node answered, at each contact. */
  onContact: (reachable: boolean) => void;
  log: Log;
}

export interface Watching {
  watch(paymentHash: string): void;
  /** Looks at all open invoices and reads all settlements since the last one read; false when some of it is to be tried again. */
  sweep(): Promise<boolean>;
  close(): void;
}

export function startWatching({ node, sales, attention, settlements, apply, follow, onCountedAnew, onContact, log }: WatchingParts): Watching {
  const watches = new Map<string, () => void>();
  const timers = createTimers();
  let closed = false;
  let collecting: Promise<void> | null = null;
  let collectAgain = false;
  let nextSweep: NodeJS.Timeout | undefined;

  let away = false;
  /** Each contact is told. An absence is logged once, and followed by a sweep when it is over. */
  const contact = (failure: NodeError | null) => {
    if (closed) return;
    onContact(failure === null || failure.trouble === 'busy');
    const returned = away && failure === null;
    if (failure && !away) log.warn('lightning.away', { reason: failure.message });
    away = failure !== null;
    if (returned) sweepIn(0);
  };

  const stillOpen = (paymentHash: string) => {
    const status = sales.invoice(paymentHash)?.status;
    return status === 'waiting' || status === 'taking';
  };

  const unwatch = (paymentHash: string) => {
    watches.get(paymentHash)?.();
    watches.delete(paymentHash);
  };

  const watch = (paymentHash: string, retryMs = FIRST_RETRY_MS) => {
    if (closed || watches.has(paymentHash)) return;
    let nextRetryMs = retryMs;
    let broken = false;
    const again = () => {
      broken = true;
      unwatch(paymentHash);
      timers.after(nextRetryMs, () => {
        if (stillOpen(paymentHash)) watch(paymentHash, Math.min(nextRetryMs * 2, LAST_RETRY_MS));
      });
    };
    const dispose = node.watchInvoice(
      paymentHash,
      (state) => {
        nextRetryMs = FIRST_RETRY_MS;
        contact(null);
        try {
          apply(paymentHash, state);
        } catch (cause) {
          // The disk refused: the node will say it again.
          log.error('checkout.settlement_not_recorded', cause, { paymentHash });
          again();
          return;
        }
        if (!stillOpen(paymentHash)) unwatch(paymentHash);
      },
      (cause) => {
        contact(cause);
        again();
      },
    );
    watches.set(paymentHash, dispose);
    // A watch that had its say before it was in the map.
    if (broken || !stillOpen(paymentHash)) unwatch(paymentHash);
  };

  /** One settlement that cannot be recorded keeps the cursor before it, and stops none of those behind it. */
  const readOn = async () => {
    do {
      collectAgain = false;
      let cursor = attention.settlementCursor(node.nodeId);
      // With the one that was read last, which shows that the node still counts as it did.
      let after = cursor ? cursor.settleIndex - 1 : 0;
      let page: Settlement[];
      const failures: unknown[] = [];
      do {
        page = await node.settlementsAfter(after, PAGE);
        if (closed) return;
        if (cursor && !isAt(cursor, page[0])) {
          // All of it is read again, and what is known is let be.
          onCountedAnew(cursor.settleIndex);
          attention.setSettlementCursor(node.nodeId, null);
          collectAgain = true;
          break;
        }
        for (const settlement of cursor ? page.slice(1) : page) {
          after = settlement.settleIndex;
          try {
            settlements.record(settlement);
            if (failures.length === 0) attention.setSettlementCursor(node.nodeId, settlement);
          } catch (cause) {
            failures.push(cause);
          }
          // Thousands may have come while the till was off: a cashier's tap is served between two of them.
          await nextTurn();
          if (closed) return;
        }
        cursor = null;
      } while (page.length === PAGE);
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} settlements are not recorded`, { cause: failures[0] });
    } while (collectAgain);
  };

  const collect = (): Promise<void> => {
    collectAgain = true;
    collecting ??= readOn().finally(() => {
      collecting = null;
    });
    return collecting;
  };

  const lookAt = async (paymentHash: string) => {
    const state = await node.invoiceState(paymentHash);
    if (closed) return;
    apply(paymentHash, state);
    if (stillOpen(paymentHash)) watch(paymentHash);
  };

  /** What fails for one invoice is tried again with the next sweep, and stops none of the others. */
  const sweep = async (): Promise<boolean> => {
    let failure: NodeError | null = null;
    let done = true;
    const attempt = async (what: string, work: () => Promise<void>) => {
      // A node that is away is not asked for all the rest.
      if (closed || failure) return;
      try {
        await work();
      } catch (cause) {
        if (closed) return;
        done = false;
        if (cause instanceof NodeError && cause.kind === 'unreachable') failure = cause;
        else log.error('lightning.sweep_failed', cause, { what });
      }
    };
    await attempt('settlements', collect);
    if (closed) return done;
    for (const { paymentHash } of sales.waitingInvoices()) await attempt(paymentHash, () => lookAt(paymentHash));
    for (const [what, work] of Object.entries(follow)) await attempt(what, work);
    if (!failure) away = false;
    contact(failure);
    return done;
  };

  const sweepAndAgain = async () => {
    const done = await sweep();
    sweepIn(done ? SWEEP_EVERY_MS : LAST_RETRY_MS);
  };
  /** In place of the sweep that was to come. */
  const sweepIn = (delayMs: number) => {
    clearTimeout(nextSweep);
    if (!closed) nextSweep = setTimeout(() => void sweepAndAgain(), delayMs);
  };

  const stopListening = node.onSettlement(() => {
    collect().then(
      () => contact(null),
      (cause: unknown) => {
        if (closed) return;
        if (cause instanceof NodeError && cause.kind === 'unreachable') contact(cause);
        else log.error('lightning.collect_failed', cause);
        sweepIn(FIRST_RETRY_MS);
      },
    );
  });
  for (const { paymentHash } of sales.waitingInvoices()) watch(paymentHash);
  void sweepAndAgain();

  return {
    watch,
    sweep,
    close() {
      closed = true;
      stopListening();
      for (const dispose of watches.values()) dispose();
      watches.clear();
      clearTimeout(nextSweep);
      timers.close();
    },
  };
}

function isAt(cursor: SettlementCursor, settlement: Settlement | undefined): boolean {
  return settlement?.settleIndex === cursor.settleIndex && settlement.settlementId === cursor.settlementId;
}
