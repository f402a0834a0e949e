// Reaching a node, and nothing in its place: the certificate, the identity, the wallet, the wire and the proxy, one of them
// wrong at a time, against real lnd.
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createSeed, createWallet, unauthenticatedLndGrpc } from 'ln-service';
import { expect, inject, it, onTestFinished } from 'vitest';
import type { NodeError } from '../../src/main/lightning/lightning-node.ts';
import { openClient } from '../../src/main/lightning/lnd/client.ts';
import { askWho, probeCertificate, unlockWallet, walletStatus } from '../../src/main/lightning/lnd/credentials.ts';
import type { NodeAccess } from '../../src/main/lightning/lnd/dial.ts';
import { askInfo } from '../../src/main/lightning/lnd/info.ts';
import { openLnd } from '../../src/main/lightning/lnd/lnd.ts';
import { openLink } from '../../tools/lightning/link.ts';
import { startLoneNode } from '../../tools/lightning/lone-node.ts';
import { freePort } from '../../tools/lightning/ports.ts';
import { until } from '../../tools/lightning/until.ts';
import { accessTo, failureOf, partsFor } from './lnd-access.ts';
import { openSocksProxy } from './socks-proxy.ts';

const { merchant, hub } = inject('network');

function open(more: Partial<NodeAccess> = {}, node = merchant) {
  const opened = openLnd(partsFor(node, more));
  onTestFinished(() => opened.close());
  return opened;
}

function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lnd-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

it('says who the node is and how it stands', async () => {
  expect(await open().info()).toMatchObject({
    nodeId: merchant.nodeId,
    alias: 'merchant',
    prefix: 'lnsb',
    version: '0.20.0-beta',
    syncedToChain: true,
    activeChannelCount: 1,
    peerCount: 1,
  });
});

it.each(['127.0.0.1', 'localhost'])('takes the pinned certificate from %s, whatever names are in it', async (host) => {
  expect((await open({ host }).info()).nodeId).toBe(merchant.nodeId);
});

it('refuses another certificate than the pinned one', async () => {
  const failure = await failureOf(open({ certPem: readFileSync(hub.certPath, 'utf8') }).info());
  expect(failure).toMatchObject({ kind: 'unreachable', trouble: 'certificate' });
});

it('refuses a certificate that was changed while the till runs', async () => {
  const dir = tempDir();
  const node = await startLoneNode({ name: 'changing', dir, chain: null });
  onTestFinished(() => node.stop());
  const opened = open({}, node.description);
  expect((await opened.info()).alias).toBe('changing');
  await node.stop();
  for (const file of ['tls.cert', 'tls.key']) rmSync(join(dir, file));
  await node.start();
  expect(await failureOf(opened.info())).toMatchObject({ trouble: 'certificate' });
});

it('shows the certificate of a server that is not trusted yet', async () => {
  const pinned = new X509Certificate(readFileSync(merchant.certPath));
  const shown = await probeCertificate(accessTo(merchant));
  expect(shown.fingerprint).toBe(pinned.fingerprint256.replaceAll(':', '').toLowerCase());
  expect(new X509Certificate(shown.certPem).raw).toEqual(pinned.raw);
  expect(shown.validToMs).toBe(Date.parse(pinned.validTo));
});

it.each([
  ['nobody listens', async () => ({ port: await freePort() })],
  ['the name leads nowhere', async () => ({ host: 'nowhere.invalid' })],
  ['something else than TLS answers', async () => ({ port: merchant.peerPort })],
])('says that the node does not answer when %s', async (_what, where) => {
  const address = await where();
  expect(await failureOf(open(address).info())).toMatchObject({ kind: 'unreachable', trouble: 'unreachable' });
  expect(await failureOf(probeCertificate({ ...accessTo(merchant), ...address }))).toMatchObject({ trouble: 'unreachable' });
});

it('refuses what is no certificate before it asks anybody', () => {
  expect(() => openLnd(partsFor(merchant, { certPem: 'no certificate' }))).toThrow('This is not a certificate.');
});

it.each([
  ['another node', { nodeId: '02'.repeat(33), prefix: 'lnsb' }, 'other_node'],
  ['a node of another network', { nodeId: '02'.repeat(33), prefix: 'lnbc' }, 'other_network'],
])('uses nothing of %s', async (_what, expected, trouble) => {
  const opened = openLnd({ ...partsFor(merchant), expected });
  onTestFinished(() => opened.close());
  const ended = Promise.withResolvers<{ trouble: string }>();
  opened.watchInvoice('00'.repeat(32), () => expect.unreachable('it was told of an invoice'), ended.resolve);
  expect(await ended.promise).toMatchObject({ trouble });
  for (const question of [
    () => opened.info(),
    () => opened.capacity(),
    () => opened.createInvoice({ amountSat: 1, memo: '', expirySeconds: 60 }),
    () => opened.settlementsAfter(0, 1),
  ]) {
    expect(await failureOf(question())).toMatchObject({ kind: 'unreachable', trouble });
  }
});

it('takes whoever answers while it looks for a node', async () => {
  expect((await askWho(accessTo(hub))).nodeId).toBe(hub.nodeId);
});

it.each([
  ['none', ''],
  ["another node's", readFileSync(hub.macaroonPath, 'hex')],
])('is denied with a macaroon that is %s, and says nothing of it', async (_what, macaroonHex) => {
  const failure = await failureOf(open({ macaroonHex }).info());
  expect(failure).toMatchObject({ kind: 'unreachable', trouble: 'denied' });
  if (macaroonHex !== '') expect(failure.logged).not.toContain(macaroonHex.slice(-64));
});

it('says that the wallet is locked, unlocks it with its password only, and then works', async () => {
  const node = await startLoneNode({ name: 'locked', dir: tempDir(), chain: null, wallet: 'password' });
  onTestFinished(() => node.stop());
  const { description } = node;
  const address = accessTo(description, { macaroonHex: '' });
  expect(await walletStatus(address)).toBe('absent');
  const { lnd } = unauthenticatedLndGrpc({ cert: readFileSync(description.certPath, 'base64'), socket: description.socket });
  const { seed } = await createSeed({ lnd });
  await createWallet({ lnd, seed, password: 'a good password' });
  await until('the macaroon is there', async () => (await walletStatus(address)) === 'ready');
  const client = openClient({ access: accessTo(description), expected: null, log: partsFor(merchant).log });
  onTestFinished(() => client.close());
  const { nodeId } = await client.ask(askInfo);

  await node.stop();
  await node.start();
  expect(await walletStatus(address)).toBe('locked');
  const opened = open({}, { ...description, nodeId });
  expect(await failureOf(opened.info())).toMatchObject({ kind: 'unreachable', trouble: 'locked' });
  expect(await failureOf(unlockWallet(address, 'a wrong password'))).toMatchObject({ kind: 'refused' });
  await unlockWallet(address, 'a good password');
  const troubles: string[] = [];
  await until('the node is ready', async () => {
    const trouble = await opened.info().then(
      () => null,
      (cause: NodeError) => cause.trouble,
    );
    if (trouble) troubles.push(trouble);
    return trouble === null;
  });
  expect(new Set(troubles)).toEqual(new Set(troubles.length > 0 ? ['starting'] : []));
  expect((await opened.info()).nodeId).toBe(nodeId);
  expect(await failureOf(unlockWallet(address, 'a good password'))).toMatchObject({ kind: 'refused' });
});

it('gives up a connection on which nothing comes any more, and works on a new one', async () => {
  const link = await openLink(merchant.rpcPort);
  onTestFinished(() => link.close());
  const opened = open({ port: link.port });
  await opened.info();
  const ended = Promise.withResolvers<{ trouble: string }>();
  const first = Promise.withResolvers<unknown>();
  const { paymentHash } = await opened.createInvoice({ amountSat: 1, memo: '', expirySeconds: 60 });
  opened.watchInvoice(paymentHash, first.resolve, ended.resolve);
  await first.promise;
  link.set('stalled');
  expect(await failureOf(opened.info())).toMatchObject({ kind: 'unreachable', trouble: 'unreachable' });
  expect(await ended.promise).toMatchObject({ trouble: 'unreachable' });
  link.set('open');
  expect((await opened.info()).nodeId).toBe(merchant.nodeId);
});

it('waits for no server that takes a connection and says nothing', async () => {
  const server: Server = createServer(() => undefined);
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  expect(await failureOf(open({ port }).info())).toMatchObject({ kind: 'unreachable', trouble: 'unreachable' });
});

it.each(['dropped', 'reset'] as const)('ends a watch when the way to the node is %s, and is back as soon as the way is', async (state) => {
  const link = await openLink(merchant.rpcPort);
  onTestFinished(() => link.close());
  const opened = open({ port: link.port });
  const { paymentHash } = await opened.createInvoice({ amountSat: 1, memo: '', expirySeconds: 60 });
  const ended = Promise.withResolvers<unknown>();
  const first = Promise.withResolvers<unknown>();
  opened.watchInvoice(paymentHash, first.resolve, ended.resolve);
  expect(await first.promise).toEqual({ status: 'open' });
  link.set(state);
  await ended.promise;
  expect(await failureOf(opened.info())).toMatchObject({ trouble: 'unreachable' });
  link.set('open');
  expect((await opened.info()).nodeId).toBe(merchant.nodeId);
});

it('hears of each reset, whatever is asked in that moment', async () => {
  const link = await openLink(merchant.rpcPort);
  onTestFinished(() => link.close());
  const opened = open({ port: link.port });
  const { paymentHash } = await opened.createInvoice({ amountSat: 1, memo: '', expirySeconds: 600 });
  for (let round = 0; round < 20; round++) {
    const ended = Promise.withResolvers<'heard'>();
    const first = Promise.withResolvers<unknown>();
    opened.watchInvoice(paymentHash, first.resolve, () => ended.resolve('heard'));
    await first.promise;
    const ask = () => opened.invoiceState(paymentHash).catch(() => null);
    // The connection is known to be good, so that the question is written in this very turn.
    await ask();
    link.set('reset');
    const asked = ask();
    // What is not heard of at once is heard of when the first question has waited for its ten seconds.
    expect(await Promise.race([ended.promise, setTimeout(6_000, 'not heard')])).toBe('heard');
    link.set('open');
    await asked;
  }
});

it('is back at once when a killed node is', async () => {
  const node = await startLoneNode({ name: 'killed', dir: tempDir(), chain: null });
  onTestFinished(() => node.stop());
  const opened = open({}, node.description);
  const { paymentHash } = await opened.createInvoice({ amountSat: 7, memo: '', expirySeconds: 600 });
  for (let round = 0; round < 3; round++) {
    const ended = Promise.withResolvers<unknown>();
    const first = Promise.withResolvers<unknown>();
    opened.watchInvoice(paymentHash, first.resolve, ended.resolve);
    expect(await first.promise).toEqual({ status: 'open' });
    await node.kill();
    await ended.promise;
    expect(await failureOf(opened.info())).toMatchObject({ trouble: 'unreachable' });
    await node.start();
    expect(await opened.invoiceState(paymentHash)).toEqual({ status: 'open' });
  }
});

it('asks nothing of a node that was closed', async () => {
  const opened = open();
  await opened.info();
  await opened.close();
  expect(await failureOf(opened.info())).toMatchObject({ trouble: 'unreachable' });
});

it('reaches a node by a name that only its proxy knows', async () => {
  const proxy = await openSocksProxy({ 'node.onion': merchant.rpcPort });
  onTestFinished(() => proxy.close());
  const hidden = { host: 'node.onion', port: 10009, socksProxy: { host: '127.0.0.1', port: proxy.port } };
  const opened = open(hidden);
  expect((await opened.info()).nodeId).toBe(merchant.nodeId);
  expect(await opened.createInvoice({ amountSat: 3, memo: '', expirySeconds: 60 })).toMatchObject({
    paymentRequest: expect.stringMatching(/^lnsb30n1/),
  });
  expect((await probeCertificate(accessTo(merchant, hidden))).certPem.trim()).toBe(readFileSync(merchant.certPath, 'utf8').trim());
  expect(proxy.asked).toEqual(Array.from({ length: 2 }, () => 'node.onion:10009'));
  expect(await failureOf(open({ ...hidden, host: 'other.onion' }).info())).toMatchObject({ trouble: 'unreachable' });
});

it('does not go through a proxy for web pages', async () => {
  const proxy = await freePort();
  for (const name of ['http_proxy', 'https_proxy', 'grpc_proxy']) {
    process.env[name] = `http://127.0.0.1:${proxy}`;
    onTestFinished(() => void delete process.env[name]);
  }
  expect((await open().info()).nodeId).toBe(merchant.nodeId);
});
