// A mail server as shops use them, over TLS on loopback, that does what a test tells it: puts mails off, refuses them, hangs up, goes
// away and comes back. Its certificate is signed by an authority that nobody knows until a test trusts it.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { SMTPServer } from 'smtp-server';
import { VALID as STRANGERS_CERTIFICATE, KEY as STRANGERS_KEY } from '../../src/main/lightning/lnd/certificates-test-bed.ts';

/** Good until 2120. Both for localhost alone. */
export const MAIL_AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIBbzCCARWgAwIBAgIBATAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBNNYWlsIHRl
c3QgYXV0aG9yaXR5MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAe
MRwwGgYDVQQDDBNNYWlsIHRlc3QgYXV0aG9yaXR5MFkwEwYHKoZIzj0CAQYIKoZI
zj0DAQcDQgAEWJpK7LXLAui/YCv+KlYpJPmj3522oIaSJ0uazp6hVSBJxOoJmIgI
vmlb3MWiCok71uq7n5Td0uUHgbJJXDgNd6NCMEAwDwYDVR0TAQH/BAUwAwEB/zAO
BgNVHQ8BAf8EBAMCAgQwHQYDVR0OBBYEFKiITyYHlNw/KnsjRthprJcXYHVpMAoG
CCqGSM49BAMCA0gAMEUCIHqFA0qJSkkTeBckVVzLBE5aWoq2IyC+Wj0OTFKzVASo
AiEAq0wOkma5FO96US2x+r51Gmpr+IB2UGsx6JYgvqHwPog=
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgEIktYAKyhIGfZMhj
By2DSYY0VN+S1sIOgADKkTH/aumhRANCAASZICnN7X5aFfquvPenl1rRlMpUBcdJ
NTu7DTb7dvuboFdel0UFdsQcRIcb9VlHIm/7EHKJg4qVZ+uIaanMZ0mn
-----END PRIVATE KEY-----
`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBjTCCATKgAwIBAgIBAjAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBNNYWlsIHRl
c3QgYXV0aG9yaXR5MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAU
MRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASZ
ICnN7X5aFfquvPenl1rRlMpUBcdJNTu7DTb7dvuboFdel0UFdsQcRIcb9VlHIm/7
EHKJg4qVZ+uIaanMZ0mno2kwZzAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEw
CQYDVR0TBAIwADAdBgNVHQ4EFgQU7W/qHuAPkQGoSfbDViAxogttVucwHwYDVR0j
BBgwFoAUqIhPJgeU3D8qeyNG2GmslxdgdWkwCgYIKoZIzj0EAwIDSQAwRgIhAJi9
0m9K1jr37foOeeOXhLqY51dtVqKPLkzQY/7nFd3KAiEAuHZIgWCrZIVrdcbm4Z5a
PsLn8/zrDkxmIUCA7/F5e8s=
-----END CERTIFICATE-----
`;

/** This process takes the test server for who it says it is from now on. */
export function trustMailAuthority(): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), MAIL_AUTHORITY]);
}

export interface ReceivedMail {
  to: string[];
  from: string;
  /** Headers and body as they came. */
  source: string;
}

/** What it does with the next mails, one after the other; `accept` when there is nothing more. */
export type Behaviour =
  | 'accept'
  /** Refuses the recipient, or the whole message when it has it. */
  | { recipient: number; words: string }
  | { message: number; words: string }
  /** Takes every byte of the message, and hangs up instead of answering. */
  | 'cut_after_data'
  /** Hangs up when it is told the recipient. */
  | 'cut_before_data'
  /** Takes every byte, and says nothing until it is let go. */
  | 'stall';

export interface MailServer {
  readonly port: number;
  readonly received: ReceivedMail[];
  readonly behaviours: Behaviour[];
  /** How often a recipient was named to it. */
  readonly asked: number;
  /** How often a password was said to it. */
  readonly logins: number;
  /** Resolves when it has all of a message that it says nothing of. */
  stalled(): Promise<void>;
  /** Nobody answers on its port until it is back. */
  away(): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
}

export const MAIL_USER = 'till@shop.example';
export const MAIL_PASSWORD = 'correct horse battery';

/** `implicit`: TLS from the first byte, else STARTTLS. `trusted`: its certificate is of the authority above. */
export async function startMailServer({ implicit = true, trusted = true } = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const behaviours: Behaviour[] = [];
  const stalls: (() => void)[] = [];
  let stallCount = 0;
  let asked = 0;
  let logins = 0;
  let port = 0;
  let server: SMTPServer | null = null;
  // What speaks TLS is hung up, and not the socket under it, which Node does not survive in the middle of a handshake.
  const hangUp = () => {
    for (const { _socket } of server?.connections ?? []) _socket.destroy();
  };
  const refused = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });
  const now = (): Behaviour => behaviours[0] ?? 'accept';

  const listen = async () => {
    const fresh = new SMTPServer({
      secure: implicit,
      key: trusted ? KEY : STRANGERS_KEY,
      cert: trusted ? CERTIFICATE : STRANGERS_CERTIFICATE,
      authMethods: ['PLAIN', 'LOGIN'],
      closeTimeout: 100,
      onAuth({ username, password }, _session, done) {
        logins += 1;
        if (username === MAIL_USER && password === MAIL_PASSWORD) done(null, { user: username });
        else done(refused(535, 'Authentication credentials invalid'));
      },
      onRcptTo(_address, _session, done) {
        asked += 1;
        const behaviour = now();
        if (behaviour === 'cut_before_data') {
          behaviours.shift();
          return hangUp();
        }
        if (typeof behaviour !== 'object' || !('recipient' in behaviour)) return done();
        behaviours.shift();
        done(refused(behaviour.recipient, behaviour.words));
      },
      onData(stream, session, done) {
        const behaviour = now();
        behaviours.shift();
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          const mail = {
            to: session.envelope.rcptTo.map(({ address }) => address),
            from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
            source: Buffer.concat(pieces).toString(),
          };
          if (typeof behaviour === 'object' && 'message' in behaviour) return done(refused(behaviour.message, behaviour.words));
          received.push(mail);
          if (behaviour === 'cut_after_data') return hangUp();
          if (behaviour === 'stall') {
            stallCount += 1;
            for (const told of stalls.splice(0)) told();
            return;
          }
          done(null, 'Message queued as 4711');
        });
      },
    });
    // Clients that hang up, or do not trust it.
    fresh.on('error', () => undefined);
    const listening = fresh.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    port = (listening.address() as AddressInfo).port;
    server = fresh;
  };
  const stop = async () => {
    const stopped = server;
    hangUp();
    server = null;
    await new Promise<void>((resolve) => (stopped ? stopped.close(resolve) : resolve()));
  };
  await listen();
  return {
    get port() {
      return port;
    },
    received,
    behaviours,
    get asked() {
      return asked;
    },
    get logins() {
      return logins;
    },
    stalled: () => (stallCount > 0 ? Promise.resolve() : new Promise((resolve) => stalls.push(resolve))),
    away: stop,
    back: listen,
    close: stop,
  };
}
