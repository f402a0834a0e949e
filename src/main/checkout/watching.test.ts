import { expect, test, vi } from 'vitest';
import { type LightningNode, NodeError, type Settlement } from '../lightning/lightning-node.ts';
import { createLog } from '../log.ts';
import type { AttentionStore, SettlementCursor } from '../store/attention-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import { startWatching } from './watching.ts';

const settlementAt = (settleIndex: number): Settlement => ({
  settlementId: `settlement ${settleIndex}`,
  settleIndex,
  kind: 'invoice',
  paymentHash: String(settleIndex).repeat(64),
  receivedMsat: 1000,
  settledAtMs: 0,
});

/** A node with three settlements that nobody watches; `refused` are those that the till cannot record. */
function sweeping(refused: Set<number>, settlementsAfter?: LightningNode['settlementsAfter']) {
  const all = [1, 2, 3].map(settlementAt);
  const recorded: number[] = [];
  const contacts: boolean[] = [];
  const countedAnew: number[] = [];
  let lines = '';
  let cursor: SettlementCursor | null = null;
  const followRefunds = vi.fn(async () => undefined);
  let settled: () => void = () => undefined;
  const watching = startWatching({
    node: {
      nodeId: 'node',
      settlementsAfter: settlementsAfter ?? (async (after: number) => all.filter(({ settleIndex }) => settleIndex > after)),
      onSettlement: (listener) => {
        settled = listener;
        return () => undefined;
      },
    } as Partial<LightningNode> as LightningNode,
    sales: { waitingInvoices: () => [] } as Partial<SaleStore> as SaleStore,
    attention: {
      settlementCursor: () => cursor,
      setSettlementCursor: (_nodeId, at) => {
        cursor = at;
      },
    } as Partial<AttentionStore> as AttentionStore,
    settlements: {
      record({ settleIndex }) {
        if (refused.has(settleIndex)) throw new Error('cannot be recorded');
        recorded.push(settleIndex);
      },
    },
    apply: () => undefined,
    follow: { refunds: followRefunds },
    onCountedAnew: (settleIndex) => countedAnew.push(settleIndex),
    onContact: (reachable) => contacts.push(reachable),
    log: createLog((line) => {
      lines += line;
    }, Date.now),
  });
  return {
    watching,
    recorded,
    contacts,
    countedAnew,
    all,
    followRefunds,
    settle: () => settled(),
    logged: () => lines,
    cursor: () => cursor?.settleIndex,
  };
}

test('a settlement that cannot be recorded stops none behind it, and is read again until it can', async () => {
  const refused = new Set([2]);
  const { watching, recorded, contacts, followRefunds, cursor } = sweeping(refused);
  expect(await watching.sweep()).toBe(false);
  expect(recorded).toContain(3);
  expect(cursor()).toBe(1);
  expect(followRefunds).toHaveBeenCalled();
  expect(contacts.at(-1)).toBe(true);
  refused.clear();
  expect(await watching.sweep()).toBe(true);
  expect(recorded).toContain(2);
  expect(cursor()).toBe(3);
  watching.close();
});

test('only a node that is out of reach is told to be', async () => {
  const { watching, contacts } = sweeping(new Set(), async () => {
    throw new NodeError('unreachable', 'no answer');
  });
  expect(await watching.sweep()).toBe(false);
  expect(contacts.at(-1)).toBe(false);
  watching.close();
});

test('a node that counts its settlements anew is read from the beginning, and said to do so once', async () => {
  const { watching, all, recorded, countedAnew, cursor } = sweeping(new Set());
  await watching.sweep();
  expect(cursor()).toBe(3);
  // Restored: fewer than before, and the first one is not known yet.
  all.splice(0, 3, { ...settlementAt(1), settlementId: 'unknown' }, { ...settlementAt(2), settlementId: 'settlement 1' });
  recorded.length = 0;
  await watching.sweep();
  expect(recorded).toEqual([1, 2]);
  expect(countedAnew).toEqual([3]);
  // It goes on to the number that was read before, with another settlement there.
  all.push(settlementAt(3));
  await watching.sweep();
  expect(recorded).toEqual([1, 2, 3]);
  expect(countedAnew).toEqual([3]);
  watching.close();
});

test('another settlement at the number that was read last is a node that counts anew', async () => {
  const { watching, all, recorded, countedAnew } = sweeping(new Set());
  await watching.sweep();
  all[2] = { ...settlementAt(3), settlementId: 'another' };
  recorded.length = 0;
  await watching.sweep();
  expect(recorded).toEqual([1, 2, 3]);
  expect(countedAnew).toEqual([3]);
  watching.close();
});

test('when the node is back, all is looked at again, and the absence is in the log once', async () => {
  let reachable = true;
  const { watching, contacts, followRefunds, settle, logged } = sweeping(new Set(), async () => {
    if (!reachable) throw new NodeError('unreachable', 'no answer');
    return [];
  });
  await watching.sweep();
  reachable = false;
  for (let again = 0; again < 3; again += 1) expect(await watching.sweep()).toBe(false);
  expect(contacts.at(-1)).toBe(false);
  expect(logged().split('lightning.away')).toHaveLength(2);
  followRefunds.mockClear();
  reachable = true;
  // The node's first word is that something settled.
  settle();
  await vi.waitFor(() => expect(followRefunds).toHaveBeenCalled());
  expect(contacts.at(-1)).toBe(true);
  watching.close();
});
