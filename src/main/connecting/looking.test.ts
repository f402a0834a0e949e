// Somebody in the same network who answers in the node's place: the macaroon, which may be the owner's, is shown to nobody whom
// nothing vouches for.
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { openSocksProxy } from '../../../tests/lightning/socks-proxy.ts';
import type { NodeAccessGiven } from '../../shared/connecting.ts';
import { AUTHORITY, KEY, VALID } from '../lightning/lnd/certificates-test-bed.ts';
import { createLog } from '../log.ts';
import type { NodeStore } from '../store/node-store.ts';
import { lookAtNode, StepFailed } from './looking.ts';

const ONION = `${'a'.repeat(56)}.onion`;
/** Of a form that is read, and of no node's: the step after the certificate's ends there. */
const MACAROON = Buffer.concat([Buffer.of(2), Buffer.alloc(120, 7)]).toString('hex');
const books: NodeStore = { connected: () => null, last: () => null, hasMoneyOfOtherNetwork: () => false };

/** Looks at a server with a certificate for node.example under `name`: the steps' last words, and how many bytes it was sent. */
async function lookAt(name: string, certificate = ''): Promise<{ last: string[]; heard: number }> {
  let heard = 0;
  const server = createServer({ key: KEY, cert: VALID, ALPNProtocols: ['h2'] }, (socket) => {
    socket.on('data', (bytes) => {
      heard += bytes.length;
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const proxy = await openSocksProxy({ [name]: port });
  onTestFinished(() => proxy.close());
  const given: NodeAccessGiven = {
    how: { form: 'parts', address: name, certificate, macaroon: MACAROON },
    socksProxy: { host: '127.0.0.1', port: proxy.port },
  };
  const last: string[] = [];
  const log = createLog(() => undefined, Date.now);
  const openNode = () => expect.unreachable('nothing is asked of it');
  const looking = lookAtNode(given, { books, openNode, nowMs: Date.now, log }, (report) => {
    if (report.status !== 'running') last.splice(0, Number.POSITIVE_INFINITY, report.step, report.word);
  });
  await expect(looking).rejects.toThrow(StepFailed);
  return { last, heard };
}

test('a certificate that nobody gave and nobody vouches for ends the look before anything is said', async () => {
  expect(await lookAt('node.example')).toEqual({ last: ['certificate', 'unproven'], heard: 0 });
});

test.each([
  ['that was given', 'node.example', VALID],
  ['of an onion address, which is its server’s key', ONION, ''],
])('the look goes on with a certificate %s', async (_what, name, certificate) => {
  expect(await lookAt(name, certificate)).toMatchObject({ last: ['macaroon', 'bad_macaroon'] });
});

test('a public authority vouches for the name that was asked for, and for no other', async () => {
  const before = getCACertificates();
  onTestFinished(() => setDefaultCACertificates(before));
  setDefaultCACertificates([...before, AUTHORITY]);
  expect(await lookAt('node.example')).toMatchObject({ last: ['macaroon', 'bad_macaroon'] });
  expect(await lookAt('other.example')).toMatchObject({ last: ['certificate', 'unproven'] });
});
