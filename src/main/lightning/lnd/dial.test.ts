// The pin, against a server with certificates as merchants have them: signed by an authority, for a name, for a while. A
// server without any of lnd's services is enough: what it says to a question shows that TLS was agreed on.
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../log.ts';
import type { NodeError } from '../lightning-node.ts';
import { openClient } from './client.ts';
import { type NodeAccess, shownCertificate } from './dial.ts';
import { askInfo } from './info.ts';

/** All for node.example, with the same key, signed by the same authority. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFQIaDS1qY/ipB4qg
imERN81S735mgRak3CdjRXfqihGhRANCAARaAjSZYPVK8IteCx6McnIoJzjzwqZ9
hhX8XJSaYQ7hrAkF8xdGW3WGdA3OZEGzX2TCs5FHvl6aJNO4cpw17GXQ
-----END PRIVATE KEY-----
`;
const RUN_OUT = `-----BEGIN CERTIFICATE-----
MIIBFDCBvAIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxBbiBhdXRob3JpdHkw
HhcNMjAwMTAxMDAwMDAwWhcNMjAwMjAxMDAwMDAwWjAXMRUwEwYDVQQDDAxub2Rl
LmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARaAjSZYPVK8IteCx6M
cnIoJzjzwqZ9hhX8XJSaYQ7hrAkF8xdGW3WGdA3OZEGzX2TCs5FHvl6aJNO4cpw1
7GXQMAoGCCqGSM49BAMCA0cAMEQCIFLmmJH0kB4h56bFjBmCeAIq1sDV7dIsA9ef
0x+wJZfbAiAmB2M7jPGlEsKsK34FiHPf9MhTOvNSbsdLmx4LT4iZyg==
-----END CERTIFICATE-----
`;
const VALID = `-----BEGIN CERTIFICATE-----
MIIBFzCBvgIBAjAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxBbiBhdXRob3JpdHkw
IBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAyMDEwMDAwMDBaMBcxFTATBgNVBAMMDG5v
ZGUuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFoCNJlg9Urwi14L
HoxycignOPPCpn2GFfxclJphDuGsCQXzF0ZbdYZ0Dc5kQbNfZMKzkUe+Xpok07hy
nDXsZdAwCgYIKoZIzj0EAwIDSAAwRQIgEUQbcFFXcdCk5yAYzBDp3kruk6lS0Ych
OlqS1l4wA94CIQDuxYQysyEJ+5alMsr0gCh7vzaueMTVGUclIpa+P+AP1g==
-----END CERTIFICATE-----
`;
const AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIBKzCB0QIUQx+IIf3pOhzcrZ/I1xrmlIC67z4wCgYIKoZIzj0EAwIwFzEVMBMG
A1UEAwwMQW4gYXV0aG9yaXR5MCAXDTI2MTEyMjE4NDc1NloYDzIxMjYxMDI5MTg0
NzU2WjAXMRUwEwYDVQQDDAxBbiBhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQijJuqeV1GypwkMIBsSIghLgIsD/67SQJ04MxtgWHuksaemBcfWjFn
kwxvh6rmfgyKY7NiPoI+xMBE2S9RUZIjMAoGCCqGSM49BAMCA0kAMEYCIQC8sS81
hT1SqWUiVONpzaEyUQpZbMKBKiNj5CAn7nD/MgIhAPvYPgrSvE41I4YhlBBGWcwK
0xfhrffwipzXbedwa4zJ
-----END CERTIFICATE-----
`;

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
  expect((await shownCertificate({ host: '127.0.0.1', port, socksProxy: null })).toString().trim()).toBe(VALID.trim());
});
