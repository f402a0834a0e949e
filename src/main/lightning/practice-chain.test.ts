import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { address as addresses, networks } from 'bitcoinjs-lib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NodeError } from './lightning-node.ts';
import { openPracticeChain, type PracticeChain } from './practice-chain.ts';

let dir: string;
let chain: PracticeChain;
const open = () => openPracticeChain({ storePath: join(dir, 'chain.sqlite'), nowMs: () => 1_700_000_000_000, randomBytes });
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'practice-chain-'));
  chain = open();
});
afterEach(() => {
  chain.close();
  rmSync(dir, { recursive: true });
});

const receipts = async () => (await chain.receipts(0)).receipts;

test('gives out real addresses for regtest, a new one each time', async () => {
  const [one, other] = [await chain.createAddress(), await chain.createAddress()];
  expect(addresses.toOutputScript(one, networks.regtest)).toHaveLength(22);
  expect(one).not.toBe(other);
});

test('a payment waits for a block, is confirmed by it, and gets deeper with each', async () => {
  const address = await chain.createAddress();
  chain.pay(address, 5000);
  expect(await receipts()).toMatchObject([{ address, amountSat: 5000, confirmations: 0, blockHeight: null }]);
  chain.makeBlock();
  const height = chain.height();
  expect(await receipts()).toMatchObject([{ confirmations: 1, blockHeight: height }]);
  chain.makeBlock();
  expect(await receipts()).toMatchObject([{ confirmations: 2, blockHeight: height }]);
  expect(await chain.receipts(height)).toMatchObject({ tipHeight: height + 1, receipts: [] });
});

test('a payment can be taken back until it is in a block', async () => {
  const address = await chain.createAddress();
  chain.pay(address, 5000);
  const [first] = await receipts();
  chain.replace(first?.outpoint ?? '');
  chain.makeBlock();
  expect(await receipts()).toEqual([]);
  expect(chain.shown().payments).toMatchObject([{ status: 'replaced' }]);
  chain.pay(address, 5000);
  chain.makeBlock();
  const [second] = await receipts();
  expect(() => chain.replace(second?.outpoint ?? '')).toThrow(NodeError);
  expect(await receipts()).toHaveLength(1);
});

test('pays no address of somebody else, and not nothing', async () => {
  expect(() => chain.pay('bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080', 5000)).toThrow('none of the practice node');
  const address = await chain.createAddress();
  for (const amountSat of [0, -1, 0.5, Number.NaN]) expect(() => chain.pay(address, amountSat)).toThrow('nothing to pay');
});

test('is as it was after a restart', async () => {
  const address = await chain.createAddress();
  chain.pay(address, 5000);
  chain.makeBlock();
  const before = { height: chain.height(), receipts: await receipts() };
  chain.close();
  chain = open();
  expect({ height: chain.height(), receipts: await receipts() }).toEqual(before);
});

test('wakes whoever listens with each change, and tells them when it closes', async () => {
  const told = vi.fn();
  const ended = vi.fn();
  const stopped = vi.fn();
  chain.onReceipt(told, ended);
  chain.onReceipt(stopped, stopped)();
  chain.pay(await chain.createAddress(), 5000);
  chain.makeBlock();
  expect(told).toHaveBeenCalledTimes(2);
  chain.close();
  expect(ended).toHaveBeenCalledTimes(1);
  expect(stopped).not.toHaveBeenCalled();
  await expect(chain.receipts(0)).rejects.toThrow(NodeError);
});
