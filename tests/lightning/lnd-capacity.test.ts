// What a node says that it can receive, paid: over several small channels, in one part and in many. A network of its own,
// since it is left empty.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subscribeToPayViaRequest } from 'ln-service';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { LightningNode } from '../../src/main/lightning/lightning-node.ts';
import { openLnd } from '../../src/main/lightning/lnd/lnd.ts';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { startLoneNode } from '../../tools/lightning/lone-node.ts';
import { type Network, startNetwork } from '../../tools/lightning/network.ts';
import { partsFor } from './lnd-access.ts';

const dir = mkdtempSync(join(tmpdir(), 'capacity-'));
let network: Network;
let node: LightningNode;

beforeAll(async () => {
  network = await startNetwork({
    dir,
    merchantChannels: [
      { capacitySat: 200_000, ownSat: 50_000 },
      { capacitySat: 300_000, ownSat: 20_000, isPrivate: true },
      { capacitySat: 100_000, ownSat: 90_000, isPrivate: true },
    ],
  });
  node = openLnd(partsFor(network.description.merchant));
});
afterAll(async () => {
  await node?.close();
  await network?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** How many parts it came in. */
const payInParts = async (amountSat: number, max_paths: number): Promise<number> => {
  const { paymentRequest } = await node.createInvoice({ amountSat, memo: '', expirySeconds: 600 });
  const paying = subscribeToPayViaRequest({ lnd: adminOf(network.description.customer), request: paymentRequest, max_paths });
  return new Promise((resolve, reject) => {
    paying.on('confirmed', ({ paths }) => resolve(paths.length));
    paying.on('failed', () => reject(new Error('it does not get through')));
    paying.on('error', reject);
  });
};
const capacity = async () => {
  const said = await node.capacity();
  if (!said) throw new Error('it cannot say');
  return said;
};

it('can be paid in parts what is too much for any one channel, and says so much less then', async () => {
  const before = await capacity();
  // Payers halve what does not go through until it does: they fill no channel to the brim.
  const amountSat = Math.floor(before.largestSat * 0.8);
  expect(amountSat).toBeGreaterThan(before.largestSingleSat);
  expect(await payInParts(amountSat, 16)).toBeGreaterThan(1);
  expect(before.largestSat - (await capacity()).largestSat).toBeGreaterThanOrEqual(amountSat);
});

it('can be paid in one part what it says of one part, to the sat, and not much more than that', async () => {
  const { largestSingleSat } = await capacity();
  await expect(payInParts(largestSingleSat + 20_000, 1)).rejects.toBeDefined();
  expect(await payInParts(largestSingleSat, 1)).toBe(1);
});

it('counts no channel whose peer is away', async () => {
  const { hub } = network;
  await hub.stop();
  onTestFinished(() => hub.start());
  await expect.poll(capacity).toEqual({ largestSingleSat: 0, largestSat: 0 });
});

it('can receive nothing without channels, and says so', async () => {
  const lone = await startLoneNode({ name: 'lone', dir: join(dir, 'lone'), chain: null });
  onTestFinished(() => lone.stop());
  const alone = openLnd(partsFor(lone.description));
  onTestFinished(() => alone.close());
  expect(await alone.capacity()).toEqual({ largestSingleSat: 0, largestSat: 0 });
  expect(await alone.info()).toMatchObject({ activeChannelCount: 0, peerCount: 0 });
});
