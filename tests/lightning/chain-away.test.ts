// A node whose chain is away (its bitcoind restarts, its disk is full) still receives, but does not say who it is or how it stands:
// lnd's GetInfo waits for the chain. The till must not wait with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { payViaPaymentRequest } from 'ln-service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Link, openLink } from '../../tools/lightning/link.ts';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { type Network, startNetwork } from '../../tools/lightning/network.ts';
import { type ConnectedTill, charge, openConnectedTill } from './connected-till.ts';
import { tellFailures } from './tell-failures.ts';

const dir = mkdtempSync(join(tmpdir(), 'chain-away-'));
let network: Network;
let link: Link;
let till: ConnectedTill;
tellFailures(() => till);
beforeAll(async () => {
  network = await startNetwork({ dir });
  link = await openLink(network.description.merchant.rpcPort);
  till = await openConnectedTill({ node: network.description.merchant, socket: link.socket });
});
afterAll(async () => {
  await till?.till.close();
  link?.close();
  await network?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const completed = () => till.cashier.until(({ checkout }) => checkout.sale.status === 'completed');

test('what was paid while the cable was out is recorded when the cable is back, though the chain is away', async () => {
  const { tender } = await charge(till, 500);
  link.set('dropped');
  await payViaPaymentRequest({ lnd: adminOf(network.description.customer), request: tender.paymentRequest });
  await network.btcd.stop();
  link.set('open');
  await completed();
});

test('codes are made, and the screens say that the node is behind, as long as the chain is away', async () => {
  await till.cashier.until(({ lightning }) => lightning.health === 'unsynced');
  const { tender } = await charge(till, 600);
  expect(tender.status).toBe('waiting');
  await network.btcd.start();
  await till.cashier.until(({ lightning }) => lightning.health === 'ready');
  await payViaPaymentRequest({ lnd: adminOf(network.description.customer), request: tender.paymentRequest });
  await completed();
});
