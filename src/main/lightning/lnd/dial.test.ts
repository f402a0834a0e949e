// The pin, against a server with certificates as merchants have them: signed by an authority, for a name, for a while. A
// server without any of lnd's services is enough: what it says to a question shows that TLS was agreed on.
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../log.ts';
import type { NodeError } from '../lightning-node.ts';
import { AUTHORITY, KEY, RUN_OUT, VALID } from './certificates-test-bed.ts';
import { openClient } from './client.ts';
import { type NodeAccess, shownCertificate } from './dial.ts';
import { askInfo } from './info.ts';

async function serve(certChain: string): Promise<number> {
  const server = new Server();
  onTestFinished(() => server.forceShutdown());
  const credentials = ServerCredentials.createSsl(null, [{ cert_chain: Buffer.from(certChain), private_key: Buffer.from(KEY) }]);
  return new Promise((resolve, reject) => server.bindAsync('127.0.0.1:0', credentials, (cause, port) => (cause ? reject(cause) : resolve(port))));
}

/** What a question comes to: `refused` when the server was talked to, since it knows no question. */
async function askAt(port: number, more: Partial<NodeAccess> = {}): Promise<string> {
  const access = { host: '127.0.0.1', port, socksProxy: null, certPem: VALID, macaroonHex: '', ...more };
  const client = openClient({ access, expected: null, log: createLog(() => undefined, Date.now) });
  onTestFinished(() => client.close());
  const error = await client.ask(askInfo).then(
    () => expect.unreachable('it knows an answer'),
    (cause: NodeError) => cause,
  );
  return error.kind === 'refused' ? 'refused' : error.trouble;
}

test('a certificate for another name is taken when it is the pinned one', async () => {
  expect(await askAt(await serve(VALID))).toBe('refused');
});

test('a certificate that has run out is taken when it is the pinned one: a till whose clock is wrong sells on', async () => {
  expect(await askAt(await serve(RUN_OUT), { certPem: RUN_OUT })).toBe('refused');
});

test('what else the file or the server has beside the certificate is not looked at', async () => {
  expect(await askAt(await serve(VALID + AUTHORITY))).toBe('refused');
  expect(await askAt(await serve(VALID), { certPem: VALID + AUTHORITY })).toBe('refused');
});

test('another certificate of the same key, name and authority is refused', async () => {
  const port = await serve(RUN_OUT + AUTHORITY);
  expect(await askAt(port)).toBe('certificate');
  expect(await askAt(port, { certPem: AUTHORITY })).toBe('certificate');
});

test('what a server shows is known before it is trusted', async () => {
  const port = await serve(VALID + AUTHORITY);
  const { certificate, vouched } = await shownCertificate({ host: '127.0.0.1', port, socksProxy: null });
  expect(certificate.toString().trim()).toBe(VALID.trim());
  expect(vouched).toBe(false);
});
