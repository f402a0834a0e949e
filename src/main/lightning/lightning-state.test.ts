import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LightningState, NodeState } from '../../shared/state.ts';
import type { RateAnswer } from '../rates/rate-source.ts';
import type { ChainWallet } from './chain-wallet.ts';
import { type Capacity, type LightningNode, NodeError, type NodeInfo } from './lightning-node.ts';
import { watchLightningState } from './lightning-state.ts';

const LOOK_EVERY_MS = 20_000;
const SOON_AFTER_SETTLEMENT_MS = 500;
const KRW_PER_BTC = 150_000_000;

const INFO: NodeInfo = {
  nodeId: `02${'ab'.repeat(32)}`,
  alias: 'corner shop',
  prefix: 'lnbc',
  version: '0.20.0-beta',
  syncedToChain: true,
  blockHeight: 900_000,
  blockAtMs: 900_000,
  peerCount: 3,
  activeChannelCount: 2,
};

let told: LightningState[];
let toldOfNode: NodeState[];
let trouble: NodeError | null;
let info: NodeInfo;
let capacity: Capacity | null;
let hourSatPerVbyte: number | NodeError;
let looks: number;
let settle: () => void;
let rate: () => RateAnswer;
const warn = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  warn.mockReset();
  told = [];
  toldOfNode = [];
  trouble = null;
  info = INFO;
  capacity = { largestSat: 50_000, largestSingleSat: 30_000 };
  hourSatPerVbyte = 2;
  looks = 0;
  rate = () => ({ ok: true, quote: { currency: 'KRW', minorPerBtc: KRW_PER_BTC, method: 'practice', sources: ['table'], quotedAtMs: Date.now() } });
});
afterEach(() => {
  vi.useRealTimers();
});

const node = {
  async info() {
    looks += 1;
    if (trouble) throw trouble;
    return info;
  },
  capacity: async () => capacity,
  chain: {
    async fees() {
      if (hourSatPerVbyte instanceof NodeError) throw hourSatPerVbyte;
      return { hourSatPerVbyte };
    },
  } as Partial<ChainWallet> as ChainWallet,
  onSettlement(listener) {
    settle = listener;
    return () => {
      settle = () => undefined;
    };
  },
} satisfies Pick<LightningNode, 'info' | 'capacity' | 'chain' | 'onSettlement'> as Partial<LightningNode> as LightningNode;

const watch = (watched: LightningNode | null = node) =>
  watchLightningState({
    node: watched,
    without: 'missing',
    prefix: null,
    rates: { quote: () => rate() },
    currency: () => 'KRW',
    nowMs: Date.now,
    publish: (state) => told.push(state),
    publishNode: (state) => toldOfNode.push(state),
    log: { info: vi.fn(), warn, error: vi.fn() },
  });
const aLookLater = () => vi.advanceTimersByTimeAsync(LOOK_EVERY_MS);
const atOnce = () => vi.advanceTimersByTimeAsync(0);

test('tells who the node is, what it can receive and the rate in force', async () => {
  watch();
  await atOnce();
  expect(told.at(-1)).toMatchObject({
    health: 'ready',
    nodeName: 'corner shop',
    canReceiveSat: 50_000,
    canReceiveSingleSat: 30_000,
    rate: { ok: true, minorPerBtc: KRW_PER_BTC, sources: ['table'] },
  });
  expect(toldOfNode.at(-1)).toEqual({ healthSinceMs: 1_000_000, heard: { atMs: 1_000_000, ...INFO }, countedAnewAtMs: null });
});

test('says what a usual payment on chain costs, and is well where the node does not know', async () => {
  watch();
  await atOnce();
  expect(told.at(-1)).toMatchObject({ chainFeeSat: 282 });
  hourSatPerVbyte = new NodeError('refused', 'no estimate');
  await aLookLater();
  expect(told.at(-1)).toMatchObject({ health: 'ready', chainFeeSat: null });
});

test('is silent while only the time of the quote changes', async () => {
  watch();
  await aLookLater();
  const before = told.length;
  await aLookLater();
  expect(told).toHaveLength(before);
});

test('no warning that the node can’t receive: what it can receive is told anew after each payment that came in', async () => {
  watch();
  await atOnce();
  capacity = { largestSat: 20_000, largestSingleSat: 0 };
  settle();
  settle();
  const before = looks;
  await vi.advanceTimersByTimeAsync(SOON_AFTER_SETTLEMENT_MS);
  expect(told.at(-1)).toMatchObject({ canReceiveSat: 20_000, canReceiveSingleSat: 0 });
  expect(looks, 'a rush of payments is one look').toBe(before + 1);
});

test.each(['unreachable', 'certificate', 'denied', 'locked', 'starting', 'other_node', 'other_network'] as const)(
  'tells at the next look that the node is in trouble (%s), logs it once, and tells that it is well again',
  async (kind) => {
    watch();
    await atOnce();
    trouble = new NodeError('unreachable', 'no route to it', { trouble: kind });
    await aLookLater();
    await aLookLater();
    expect(told.at(-1)).toMatchObject({ health: kind, nodeName: 'corner shop' });
    expect(warn.mock.calls).toEqual([['lightning.trouble', { trouble: kind, reason: 'no route to it' }]]);
    expect(toldOfNode.at(-1)?.healthSinceMs).toBe(1_000_000 + LOOK_EVERY_MS);
    trouble = null;
    await aLookLater();
    expect(told.at(-1)?.health).toBe('ready');
  },
);

test('tells of a node that is behind the chain', async () => {
  info = { ...INFO, syncedToChain: false };
  watch();
  await atOnce();
  expect(told.at(-1)?.health).toBe('unsynced');
});

test('tells at once what whoever spoke to the node has found, and then what the node says of it', async () => {
  const lightning = watch();
  await atOnce();
  trouble = new NodeError('unreachable', 'it is locked', { trouble: 'locked' });
  lightning.contact(false);
  expect(told.at(-1)?.health).toBe('unreachable');
  await atOnce();
  expect(told.at(-1)?.health).toBe('locked');
  trouble = null;
  info = { ...INFO, syncedToChain: false };
  lightning.contact(true);
  expect(told.at(-1)?.health).toBe('ready');
  await atOnce();
  expect(told.at(-1)?.health).toBe('unsynced');
});

test('does not ask the node each time that somebody spoke to it', async () => {
  const lightning = watch();
  await atOnce();
  for (let i = 0; i < 100; i += 1) lightning.contact(true);
  await atOnce();
  expect(looks).toBe(1);
});

test('never asks twice at a time, and once more for what happened meanwhile', async () => {
  const answers: ((answer: NodeInfo) => void)[] = [];
  const slow = { ...node, info: () => new Promise<NodeInfo>((resolve) => answers.push(resolve)) } as LightningNode;
  watch(slow);
  await aLookLater();
  await aLookLater();
  expect(answers).toHaveLength(1);
  answers[0]?.(INFO);
  await atOnce();
  expect(answers).toHaveLength(2);
});

test('tells when the rate is missing or old', async () => {
  watch();
  rate = () => ({ ok: false, reason: 'old', ageMs: 1 });
  await aLookLater();
  expect(told.at(-1)?.rate).toEqual({ ok: false, reason: 'old' });
});

test('a shop without a node says so, whoever claims to have spoken to it', async () => {
  const lightning = watch(null);
  lightning.contact(true);
  await aLookLater();
  expect(told.map(({ health }) => health)).toEqual(['missing']);
  expect(toldOfNode).toEqual([{ healthSinceMs: 1_000_000, heard: null, countedAnewAtMs: null }]);
});

test('says nothing more once it is closed, also of a node that answers then', async () => {
  const lightning = watch();
  lightning.close();
  const before = told.length;
  trouble = new NodeError('unreachable', 'no route to it');
  lightning.contact(false);
  settle();
  await aLookLater();
  expect(told).toHaveLength(before);
});

test("tells when the node's clock and the till's are more than two minutes apart, and when they agree again", () => {
  const lightning = watch();
  lightning.clock(90_000);
  expect(told.at(-1)?.clockOffMs).toBe(0);
  lightning.clock(-180_000);
  expect(told.at(-1)?.clockOffMs).toBe(-180_000);
  lightning.clock(200);
  expect(told.at(-1)?.clockOffMs).toBe(0);
});

test('tells that the node counts its settlements anew', () => {
  watch().countedAnew();
  expect(toldOfNode.at(-1)?.countedAnewAtMs).toBe(1_000_000);
});
