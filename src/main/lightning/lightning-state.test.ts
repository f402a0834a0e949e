import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LightningState } from '../../shared/state.ts';
import type { RateAnswer } from '../rates/rate-source.ts';
import { type LightningNode, NodeError } from './lightning-node.ts';
import { watchLightningState } from './lightning-state.ts';

const LOOK_EVERY_MS = 20_000;
const KRW_PER_BTC = 150_000_000;

let told: LightningState[];
let reachable: boolean;
let rate: () => RateAnswer;
const warn = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  told = [];
  reachable = true;
  rate = () => ({ ok: true, quote: { currency: 'KRW', minorPerBtc: KRW_PER_BTC, method: 'practice', sources: [], quotedAtMs: Date.now() } });
});
afterEach(() => {
  vi.useRealTimers();
});

const node = {
  info: async () => {
    if (!reachable) throw new NodeError('unreachable', 'no route to it');
    return { nodeId: '02', alias: 'corner shop', prefix: 'lnbcrt' };
  },
  canReceiveSat: async () => 50_000,
} as Pick<LightningNode, 'info' | 'canReceiveSat'> as LightningNode;

const watch = (watched: LightningNode | null = node) =>
  watchLightningState({
    node: watched,
    rates: { quote: () => rate() },
    currency: () => 'KRW',
    nowMs: Date.now,
    publish: (state) => told.push(state),
    log: { info: vi.fn(), warn, error: vi.fn() },
  });
const aLookLater = () => vi.advanceTimersByTimeAsync(LOOK_EVERY_MS);

test('tells who the node is, what it can receive and the rate in force', async () => {
  watch();
  await vi.advanceTimersByTimeAsync(0);
  expect(told.at(-1)).toMatchObject({
    health: 'ready',
    nodeName: 'corner shop',
    canReceiveSat: 50_000,
    rate: { ok: true, minorPerBtc: KRW_PER_BTC, sources: ['table'] },
  });
});

test('is silent while only the time of the quote changes', async () => {
  watch();
  await aLookLater();
  const before = told.length;
  await aLookLater();
  expect(told).toHaveLength(before);
});

test('tells at the next look that the node has gone, and that it is back', async () => {
  watch();
  await vi.advanceTimersByTimeAsync(0);
  reachable = false;
  await aLookLater();
  expect(told.at(-1)?.health).toBe('unreachable');
  expect(warn).toHaveBeenCalledWith('lightning.unreachable', { reason: 'no route to it' });
  reachable = true;
  await aLookLater();
  expect(told.at(-1)?.health).toBe('ready');
});

test('tells at once what whoever spoke to the node has found', async () => {
  const lightning = watch();
  await vi.advanceTimersByTimeAsync(0);
  lightning.contact(false);
  expect(told.at(-1)?.health).toBe('unreachable');
  lightning.contact(true);
  expect(told.at(-1)?.health).toBe('ready');
});

test('tells when the rate is missing or old', async () => {
  watch();
  rate = () => ({ ok: false, reason: 'old', ageMs: 700_000 });
  await aLookLater();
  expect(told.at(-1)?.rate).toEqual({ ok: false, reason: 'old' });
});

test('a shop without a node says so, whoever claims to have spoken to it', async () => {
  const lightning = watch(null);
  lightning.contact(true);
  await aLookLater();
  expect(told.map(({ health }) => health)).toEqual(['missing']);
});

test('says nothing more once it is closed, also of a node that answers then', async () => {
  const lightning = watch();
  lightning.close();
  const before = told.length;
  reachable = false;
  lightning.contact(false);
  await aLookLater();
  expect(told).toHaveLength(before);
});
