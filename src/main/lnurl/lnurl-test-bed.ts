// Far ends for the tests of LNURL, on loopback: somebody else's LNURL server (npm `lnurl`), and one that answers whatever a
// test tells it to, truth or lie. And codes of wallets that are not ours.
import { createHash, randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { sign } from 'tiny-secp256k1';
import { createNodeKey } from '../lightning/bolt11.ts';

/** The part of the package `lnurl` that is used; it has no types of its own. Amounts in msat. */
interface LnurlServer {
  ln: Wallet;
  onReady(): Promise<void>;
  generateNewUrl(tag: string, params: object, options?: { uses?: number }): Promise<{ encoded: string; url: string; secret: string }>;
  close(): Promise<void>;
}
const require = createRequire(import.meta.url);
const { createServer } = require('lnurl') as { createServer(options: object): LnurlServer };

/** The wallet behind a server. */
export interface Wallet {
  addInvoice(amountMsat: number, about: { descriptionHash: string }): Promise<{ invoice: string }>;
  payInvoice(paymentRequest: string): Promise<unknown>;
}

const freePort = async (): Promise<number> => {
  const server = createHttpServer();
  const { port } = await listening(server);
  await new Promise((closed) => server.close(closed));
  return port;
};

const listening = (server: Server): Promise<AddressInfo> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address() as AddressInfo)));

export interface LnurlFarEnd {
  origin: string;
  /** LUD-01 codes, each to be used once. */
  payCode(limits?: { minMsat?: number; maxMsat?: number }): Promise<string>;
  withdrawCode(limits?: { minMsat?: number; maxMsat?: number }): Promise<string>;
  close(): Promise<void>;
}

const LARGEST_MSAT = 100_000_000_000;

export async function startLnurlServer(wallet: Wallet): Promise<LnurlFarEnd> {
  const port = await freePort();
  const server = createServer({
    host: '127.0.0.1',
    port,
    lightning: { backend: 'dummy', config: {} },
    store: { backend: 'memory', config: { noWarning: true } },
  });
  server.ln = wallet;
  await server.onReady();
  const code = async (tag: string, params: object) => (await server.generateNewUrl(tag, params)).encoded;
  return {
    origin: `http://127.0.0.1:${port}`,
    payCode: ({ minMsat = 1000, maxMsat = LARGEST_MSAT } = {}) =>
      code('payRequest', { minSendable: minMsat, maxSendable: maxMsat, metadata: '[["text/plain","refund"]]', commentAllowed: 10 }),
    withdrawCode: ({ minMsat = 1000, maxMsat = LARGEST_MSAT } = {}) =>
      code('withdrawRequest', { minWithdrawable: minMsat, maxWithdrawable: maxMsat, defaultDescription: '' }),
    close: () => server.close(),
  };
}

export interface ScriptedService {
  origin: string;
  /** What it was asked, in order: path and query. */
  asked: string[];
  close(): Promise<void>;
}

/** Answers as `answer` says; what it gives back is sent as JSON, unless it has answered itself. */
export async function startScriptedService(
  answer: (url: URL, response: ServerResponse, request: IncomingMessage) => unknown,
): Promise<ScriptedService> {
  const asked: string[] = [];
  const server = createHttpServer((request, response) => {
    void (async () => {
      asked.push(request.url ?? '');
      const body = await answer(new URL(request.url ?? '', service.origin), response, request);
      if (body !== undefined && !response.headersSent) response.end(JSON.stringify(body));
    })();
  });
  const { port } = await listening(server);
  const service: ScriptedService = {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return service;
}

interface Invoices {
  createUnsignedRequest(request: object): { hash: string; hrp: string; tags: number[] };
  createSignedRequest(request: object): { request: string };
}
const { createUnsignedRequest, createSignedRequest } = require('invoices') as Invoices;

/** A BOLT 11 code of somebody's, good for an hour: over an amount or none, with a text or the hash of one. */
export function writeForeignCode({
  amountMsat,
  descriptionHash,
  network = 'regtest',
}: {
  amountMsat: number | null;
  descriptionHash?: string;
  network?: 'bitcoin' | 'regtest' | 'simnet';
}): string {
  const { secret, publicKey } = createNodeKey(randomBytes);
  const { hash, hrp, tags } = createUnsignedRequest({
    network,
    id: createHash('sha256').update(randomBytes(32)).digest('hex'),
    payment: randomBytes(32).toString('hex'),
    ...(amountMsat === null ? {} : { mtokens: String(amountMsat) }),
    ...(descriptionHash === undefined ? { description: 'a text' } : { description_hash: descriptionHash }),
    created_at: new Date().toISOString(),
    expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    features: [{ bit: 8 }, { bit: 14 }],
  });
  const signature = Buffer.from(sign(Buffer.from(hash, 'hex'), secret)).toString('hex');
  return createSignedRequest({ destination: publicKey, hrp, signature, tags }).request;
}
