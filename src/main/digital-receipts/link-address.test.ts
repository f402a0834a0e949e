// Whether links are served follows the machine's own addresses: a network may give it another one at any time.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test, vi } from 'vitest';
import type { LinkState } from '../../shared/digital-receipt.ts';
import { exampleSaleInHand } from '../../shared/sale-examples.ts';
import { practiceFoundation } from '../founding.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import { createDigitalReceipts } from './digital-receipts.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('an address that the network takes away is said, and links are served again when it is back', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { settings } = practiceFoundation('kr');
  const link = { address: '127.0.0.1', port: await freePort(), days: 14 };
  let connected = true;
  let state: LinkState = { status: 'off' };
  const receipts = createDigitalReceipts({
    sales: {} as SaleStore,
    refunds: {} as RefundStore,
    links: { tokenOf: () => null, saleOf: () => null, addressHash: () => '' },
    shop: () => ({ ...settings, digitalReceipts: { code: 'link', link } }),
    staffName: () => '',
    saleInHand: () => exampleSaleInHand({}),
    publish(now) {
      state = now.link;
    },
    publishCode: () => undefined,
    interfaces: () => (connected ? networkInterfaces() : {}),
    nowMs: Date.now,
    monoMs: () => performance.now(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const until = async (status: LinkState['status']) => {
    await vi.advanceTimersByTimeAsync(30_000);
    await vi.waitUntil(() => state.status === status, { timeout: 5_000 });
  };
  try {
    await until('serving');
    connected = false;
    await until('failed');
    expect(state).toEqual({ status: 'failed', reason: 'address_gone', address: link.address, port: link.port });
    await expect(fetch(`http://127.0.0.1:${link.port}/`)).rejects.toThrow();
    connected = true;
    await until('serving');
    expect((await fetch(`http://127.0.0.1:${link.port}/`)).status).toBe(404);
  } finally {
    await receipts.close();
    vi.useRealTimers();
  }
});
