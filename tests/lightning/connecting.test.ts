// Connecting a node as a manager does, and everything that can be wrong with it: each in words, with nothing changed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInvoice, createSeed, createWallet, getAccessIds, grantAccess, unauthenticatedLndGrpc } from 'ln-service';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { ConnectEvent, FoundNode, NodeAccessGiven } from '../../src/shared/connecting.ts';
import { adminOf, connectUri, type LndNode, type NodeDescription } from '../../tools/lightning/lnd.ts';
import { startLoneNode } from '../../tools/lightning/lone-node.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from '../till/open-test-till.ts';
import { connectNode, OWNER_PIN, signInOwner } from './connected-till.ts';
import { createPayers } from './payers.ts';

const network = inject('network');
const macaroonOf = (node: NodeDescription) => readFileSync(node.macaroonPath).toString('hex');
const partsOf = (node: NodeDescription, more: Partial<{ address: string; certificate: string; macaroon: string }> = {}): NodeAccessGiven => ({
  how: { form: 'parts', address: node.socket, certificate: readFileSync(node.certPath, 'utf8'), macaroon: macaroonOf(node), ...more },
  socksProxy: null,
});

let till: TestTill;
let manager: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  manager = till.screen('manager');
  await manager.call.shop.setUp({ language: 'en', currency: 'USD', pin: OWNER_PIN, article: { name: 'Bread', priceMinor: 320 } });
  await signInOwner(manager);
});
afterEach(() => till.close());

/** All that was told, and how the last step that ended did. */
async function told(events: Promise<AsyncIterable<ConnectEvent>>): Promise<{ found: FoundNode | null; connected: boolean; words: string[] }> {
  const all: ConnectEvent[] = [];
  for await (const event of await events) all.push(event);
  const found = all.find((event) => 'found' in event);
  const words = all.flatMap((event) => ('status' in event && event.status !== 'running' ? [`${event.step} ${event.status} ${event.word}`] : []));
  return { found: found && 'found' in found ? found.found : null, connected: all.some((event) => 'connected' in event), words };
}
const look = (given: NodeAccessGiven) => told(manager.call.lightning.look(given));
const end = async (given: NodeAccessGiven) => (await look(given)).words.at(-1);

/** A program at a port that is no node. */
async function listening(server: net.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

async function bakedWith(node: NodeDescription, ...permissions: string[]): Promise<string> {
  const { macaroon } = await grantAccess({ lnd: adminOf(node), permissions });
  return Buffer.from(macaroon, 'base64').toString('hex');
}

const RECEIVING = ['address:read', 'address:write', 'info:read', 'invoices:read', 'invoices:write', 'offchain:read', 'onchain:read'];

describe('a good node', () => {
  test('is looked at without changing anything, and is there after a yes and after a restart', async () => {
    const idsBefore = (await getAccessIds({ lnd: adminOf(network.merchant) })).ids;
    const { found, words } = await look({ how: { form: 'uri', uri: connectUri(network.merchant) }, socksProxy: null });
    expect(words).toEqual([
      'read well read',
      'reach well reached',
      'certificate well pinned',
      'macaroon warning owner',
      'node well first_node',
      'receive well can_receive',
    ]);
    expect(found).toMatchObject({ nodeId: network.merchant.nodeId, alias: 'merchant', prefix: 'lnsb', bakes: true, instead: null });
    expect((await getAccessIds({ lnd: adminOf(network.merchant) })).ids).toEqual(idsBefore);
    expect((await manager.call.lightning.connection()).node).toBeNull();

    const connecting = await told(manager.call.lightning.connect({ attemptId: found?.attemptId ?? '' }));
    expect(connecting).toMatchObject({ connected: true, words: ['own_macaroon well baked', 'invoice well invoice_made', 'keep well kept'] });
    // Nobody had to sign in again, and a look serves once.
    expect(manager.state.session.staff?.name).toBe('Manager');
    expect(await refusal(manager.call.lightning.connect({ attemptId: found?.attemptId ?? '' }))).toBe('NOT_FOUND');

    await till.restart();
    const after = till.screen('manager');
    await after.until(({ lightning }) => lightning.health === 'ready' && lightning.nodeName === 'merchant');
    const secret = Buffer.from(macaroonOf(network.merchant), 'hex');
    for (const file of ['till.sqlite', 'till.sqlite-wal']) {
      const kept = readFileSync(join(till.dataDir, 'own', file));
      for (const form of ['hex', 'base64', 'base64url'] as const) expect(kept.includes(secret.toString(form))).toBe(false);
    }
    expect(till.logged()).not.toContain(macaroonOf(network.merchant));
  });

  test('with a macaroon that was baked for the till is taken as it is', async () => {
    const { found, words } = await look(partsOf(network.merchant, { macaroon: await bakedWith(network.merchant, ...RECEIVING) }));
    expect(words).toContain('macaroon warning shared_root_key');
    expect(found?.bakes).toBe(false);
    const { words: then } = await told(manager.call.lightning.connect({ attemptId: found?.attemptId ?? '' }));
    expect(then).toEqual(['invoice well invoice_made', 'keep well kept']);
  });

  test('whose certificate nobody gave is shown by its fingerprint', async () => {
    const { found, words } = await look(partsOf(network.merchant, { certificate: '' }));
    expect(words).toContain('certificate warning shown');
    expect(found).toMatchObject({ certificateUnproven: true, certificateSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('whose certificate has had its time is connected all the same, and it is said', async () => {
    // Nobody rests for three years.
    await manager.call.shop.change({ lockAfterMinutes: 0 });
    till.clock.nowMs = Date.now() + 3 * 365 * 24 * 60 * 60 * 1000;
    const { found, words } = await look(partsOf(network.merchant));
    expect(words).toContain('certificate warning expired');
    expect(found).not.toBeNull();
  });

  test('has its money of before left out, and money of after that nobody asked for listed', async () => {
    const pay = async () => {
      const { request, id } = await createInvoice({ lnd: adminOf(network.merchant), tokens: 1_000 });
      expect(await createPayers(network.customer).pay(request)).toBe(true);
      return id;
    };
    await pay();
    // lnd counts whole seconds: what came in the same one is rather listed than left out.
    const second = () => Math.floor(Date.now() / 1000);
    const paidIn = second();
    await expect.poll(second).toBeGreaterThan(paidIn);
    await connectNode(manager, { node: network.merchant });
    const after = await pay();
    await manager.until(({ attention }) => attention.open.length > 0);
    expect(manager.state.attention.open.map(({ paymentHash, kind }) => [paymentHash, kind])).toEqual([[after, 'unexplained']]);
  });

  test('is neither connected nor forgotten while a sale is being paid, and the node honours the same keys as before', async () => {
    await connectNode(manager, { node: network.merchant });
    await manager.call.rates.setByHand({ minorPerBtc: 10_000_000 });
    const cashier = till.screen('cashier');
    await signInOwner(cashier);
    await cashier.call.sale.addOpenAmount({ amountMinor: 100 });
    await cashier.until(({ checkout, lightning }) => checkout.sale.dueMinor === 100 && lightning.rate.ok);
    await cashier.call.checkout.requestInvoice({ saleId: cashier.state.checkout.sale.id });
    await cashier.until(({ checkout }) => checkout.sale.status === 'tendering');
    const idsBefore = (await getAccessIds({ lnd: adminOf(network.merchant) })).ids;
    const { found } = await look(partsOf(network.merchant));
    const { words, connected } = await told(manager.call.lightning.connect({ attemptId: found?.attemptId ?? '' }));
    expect(connected).toBe(false);
    expect(words.at(-1)).toBe('keep failed sale_open');
    expect(await refusal(manager.call.lightning.forget({ ownerMacaroon: macaroonOf(network.merchant) }))).toBe('SALE_HAS_PAYMENT');
    expect((await getAccessIds({ lnd: adminOf(network.merchant) })).ids).toEqual(idsBefore);
  });
});

describe('what is no good', () => {
  test.each([
    ['a macaroon that can spend', ['offchain:write', ...RECEIVING], 'macaroon failed can_spend'],
    ['a macaroon that cannot do enough', ['info:read'], 'macaroon failed too_little'],
  ])('%s is refused, with the reason', async (_, rights, word) => {
    expect(await end(partsOf(network.merchant, { macaroon: await bakedWith(network.merchant, ...rights) }))).toBe(word);
  });

  test('a macaroon of another node is not known there', async () => {
    expect(await end(partsOf(network.merchant, { macaroon: macaroonOf(network.hub) }))).toBe('node failed denied');
  });

  test('the certificate of another node is not the one that is shown', async () => {
    const certificate = readFileSync(network.hub.certPath, 'utf8');
    expect(await end(partsOf(network.merchant, { certificate }))).toBe('certificate failed other_certificate');
  });

  test('a port with a web server, a silent one, one that hangs up, a closed one, and REST’s are told apart', async () => {
    const web = await listening(http.createServer((_, response) => response.end('hello')));
    expect(await end(partsOf(network.merchant, { address: web }))).toBe('reach failed no_tls');
    const rude = await listening(net.createServer((socket) => socket.destroy()));
    expect(await end(partsOf(network.merchant, { address: rude }))).toBe('reach failed no_tls');
    const sockets: net.Socket[] = [];
    const silent = await listening(net.createServer((socket) => void sockets.push(socket)));
    expect(await end(partsOf(network.merchant, { address: silent }))).toBe('reach failed no_tls');
    for (const socket of sockets) socket.destroy();
    expect(await end(partsOf(network.merchant, { address: '127.0.0.1:1' }))).toBe('reach failed refused');
    expect(await end(partsOf(network.merchant, { address: 'no-such-host.invalid' }))).toBe('reach failed unknown_host');
    expect(await end(partsOf(network.merchant, { address: `127.0.0.1:${network.merchant.restPort}` }))).toBe('node failed no_grpc');
  });

  test('a proxy that is not there is what is to blame', async () => {
    const given = partsOf(network.merchant, { address: `${'a'.repeat(56)}.onion` });
    expect(await end({ ...given, socksProxy: { host: '127.0.0.1', port: 1 } })).toBe('reach failed proxy');
    expect(await end(given)).toBe('read failed onion_needs_proxy');
  });

  test('the practice shop has a node of its own', async () => {
    await manager.call.shop.open({ which: 'practice' });
    await manager.until(({ shop }) => shop.practice);
    const practice = await till.manager();
    expect(await refusal(practice.call.lightning.look(partsOf(network.merchant)))).toBe('OWN_SHOP_ONLY');
  });
});

describe('the access', () => {
  test('that cannot be opened, since its key file is gone, says so; connecting again helps', async () => {
    await connectNode(manager, { node: network.merchant });
    rmSync(join(till.dataDir, 'secrets.key'));
    await till.restart();
    manager = till.screen('manager');
    await signInOwner(manager);
    expect(manager.state.lightning.health).toBe('sealed');
    expect(await manager.call.lightning.connection()).toMatchObject({ node: { alias: 'merchant' }, trouble: 'key_missing' });
    await connectNode(manager, { node: network.merchant });
    await manager.until(({ lightning }) => lightning.health === 'ready');
    expect((await manager.call.lightning.connection()).trouble).toBeNull();
  });

  test('is forgotten at the till, and with the owner’s macaroon refused at the node, spending and all', async () => {
    const idsBefore = (await getAccessIds({ lnd: adminOf(network.merchant) })).ids;
    await connectNode(manager, { node: network.merchant });
    await manager.call.lightning.setUpSpending({ pin: OWNER_PIN, ownerMacaroon: macaroonOf(network.merchant) });
    expect((await getAccessIds({ lnd: adminOf(network.merchant) })).ids).toHaveLength(idsBefore.length + 2);
    expect(await refusal(manager.call.lightning.forget({ ownerMacaroon: await bakedWith(network.merchant, 'info:read') }))).toBe(
      'OWNER_MACAROON_NEEDED',
    );
    await manager.call.lightning.forget({ ownerMacaroon: connectUri(network.merchant) });
    await manager.until(({ lightning }) => lightning.health === 'missing');
    expect((await getAccessIds({ lnd: adminOf(network.merchant) })).ids).toEqual(idsBefore);
    expect(await refusal(manager.call.lightning.forget({ ownerMacaroon: null }))).toBe('NODE_MISSING');
  });

  test('connected again leaves no old key at the node', async () => {
    const idsBefore = (await getAccessIds({ lnd: adminOf(network.merchant) })).ids;
    await connectNode(manager, { node: network.merchant });
    await connectNode(manager, { node: network.merchant });
    expect((await getAccessIds({ lnd: adminOf(network.merchant) })).ids).toHaveLength(idsBefore.length + 1);
    await manager.call.lightning.forget({ ownerMacaroon: macaroonOf(network.merchant) });
  });

  test('for paying out wants the owner’s macaroon of this node and the person’s PIN, which is not guessed', async () => {
    await connectNode(manager, { node: network.merchant });
    const setUp = (pin: string, ownerMacaroon: string) => refusal(manager.call.lightning.setUpSpending({ pin, ownerMacaroon }));
    expect(await setUp(OWNER_PIN, macaroonOf(network.hub))).toMatch(/NODE_UNREACHABLE|OWNER_MACAROON_NEEDED/);
    expect(await setUp(OWNER_PIN, 'not a macaroon')).toBe('OWNER_MACAROON_NEEDED');
    for (const guess of ['1357', '2468', '9753']) expect(await setUp(guess, macaroonOf(network.merchant))).toBe('PIN_WRONG');
    expect(await setUp(OWNER_PIN, macaroonOf(network.merchant))).toBe('PIN_LOCKED');
    expect((await manager.call.lightning.connection()).canSpend).toBe(false);
  });
});

describe('a node of one’s own', () => {
  let dir: string;
  let node: LndNode;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'flash-till-lone-'));
    node = await startLoneNode({ name: 'lone', dir, chain: null, wallet: 'password' });
  });
  afterAll(async () => {
    await node.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  test('without a wallet, with a locked one, and after it: each in words; it is unlocked by its password only', async () => {
    const { description } = node;
    const anyMacaroon = macaroonOf(network.merchant);
    expect(await end(partsOf({ ...description, macaroonPath: network.merchant.macaroonPath }))).toBe('node failed no_wallet');
    const { lnd } = unauthenticatedLndGrpc({ cert: readFileSync(description.certPath, 'base64'), socket: description.socket });
    const { seed } = await createSeed({ lnd });
    await createWallet({ lnd, seed, password: 'a good password' });
    await expect
      .poll(() => end(partsOf(description)).catch(() => 'no macaroon yet'), { timeout: 60_000, interval: 500 })
      .toBe('receive warning no_channels');

    await node.stop();
    await node.start();
    const given = partsOf(description);
    expect(await end(given)).toBe('node failed locked');
    expect(await refusal(manager.call.lightning.unlock({ password: 'wrong password', node: given }))).toBe('PASSWORD_WRONG');
    const uncertain = partsOf(description, { certificate: '' });
    expect(await refusal(manager.call.lightning.unlock({ password: 'a good password', node: uncertain }))).toBe('NODE_MISSING');
    await manager.call.lightning.unlock({ password: 'a good password', node: given });
    await expect.poll(() => end(given), { timeout: 60_000, interval: 500 }).toBe('receive warning no_channels');
    expect(await refusal(manager.call.lightning.unlock({ password: 'a good password', node: given }))).toBe('ALREADY_DONE');
    expect(till.logged()).not.toContain('a good password');
    expect(till.logged()).not.toContain(anyMacaroon);
  });

  test('in the place of another one is said to be another; with a new certificate it is not spoken to', async () => {
    await connectNode(manager, { node: network.merchant });
    const { found, words } = await look(partsOf(node.description));
    expect(words).toContain('node warning another_node');
    expect(found?.instead).toMatchObject({ alias: 'merchant' });
    await told(manager.call.lightning.connect({ attemptId: found?.attemptId ?? '' }));
    expect((await manager.call.lightning.connection()).node).toMatchObject({ alias: 'lone' });

    await node.stop();
    for (const file of ['tls.cert', 'tls.key']) rmSync(join(dir, file));
    await node.start();
    await till.restart();
    manager = till.screen('manager');
    await manager.until(({ lightning }) => lightning.health === 'certificate');
  });
});
