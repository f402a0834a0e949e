import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { NodeAccessGiven } from '../../shared/connecting.ts';
import { type ReadAccess, readAccess } from './read-access.ts';

/** As lnd makes its own: EC on P-256, self-signed. */
const PEM = `-----BEGIN CERTIFICATE-----
MIIBdTCCARugAwIBAgIUX+QTTcg+l0VU3rj2TfJaAaSgkBAwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEbm9kZTAgFw0yNjExMjIxODI5MjFaGA8yMTI2MTAyOTE4Mjky
MVowDzENMAsGA1UEAwwEbm9kZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOK1
YpHkRHr0kdn8ucNb8oNhp3outo/rSYmeGue4KksxwRBoX3A3QBSZwSv+wk3JPmJI
tLDQBUWr8AXmuhK8ZZWjUzBRMB0GA1UdDgQWBBRBtZ+Hhlums/G6C5096DDHqo+G
lDAfBgNVHSMEGDAWgBRBtZ+Hhlums/G6C5096DDHqo+GlDAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0gAMEUCIQDtpB1tW/YXwJOj2IqfCq3b+xqR1lCX+TM4
vLOHI40tigIgcI+3aOQSANY0SfZjZzz11T/6Ey3m+F6CaAHezT4dI68=
-----END CERTIFICATE-----
`;
const DER = Buffer.from(PEM.replace(/-----[^-]+-----|\s/g, ''), 'base64');
const MACAROON = Buffer.concat([Buffer.of(2, 1, 3), Buffer.from('lnd'), randomBytes(120)]);
const PROXY = { host: '127.0.0.1', port: 9050 };

const uri = (text: string, socksProxy: NodeAccessGiven['socksProxy'] = null) => readAccess({ how: { form: 'uri', uri: text }, socksProxy });
const parts = (given: Partial<{ address: string; certificate: string; macaroon: string }>, socksProxy: NodeAccessGiven['socksProxy'] = null) =>
  readAccess({
    how: { form: 'parts', address: 'node:10009', certificate: PEM, macaroon: MACAROON.toString('hex'), ...given },
    socksProxy,
  });
const accessOf = (reading: ReturnType<typeof readAccess>): ReadAccess => {
  if (!reading.ok) throw new Error(`not read: ${reading.problem}`);
  return reading.access;
};
const problemOf = (reading: ReturnType<typeof readAccess>) => (reading.ok ? 'none' : reading.problem);
const query = `cert=${DER.toString('base64url')}&macaroon=${MACAROON.toString('base64url')}`;

describe('a lndconnect text', () => {
  it('has the address, the certificate and the macaroon in it', () => {
    const access = accessOf(uri(`lndconnect://192.168.1.7:10010?${query}`));
    expect(access.server).toEqual({ host: '192.168.1.7', port: 10_010, socksProxy: null });
    expect(access.certificate?.certPem.replace(/\s/g, '')).toBe(PEM.replace(/\s/g, ''));
    expect(access.macaroonHex).toBe(MACAROON.toString('hex'));
  });

  it.each([
    ['node.example', { host: 'node.example', port: 10_009 }],
    ['node.example:443/', { host: 'node.example', port: 443 }],
    ['[2001:db8::7]:10011', { host: '2001:db8::7', port: 10_011 }],
    ['[2001:db8::7]', { host: '2001:db8::7', port: 10_009 }],
    ['NODE.local:10009', { host: 'node.local', port: 10_009 }],
  ])('may name the node as %s', (address, server) => {
    expect(accessOf(uri(`lndconnect://${address}?${query}`)).server).toMatchObject(server);
  });

  it('is read in any order, without a certificate, in capitals of its scheme, broken into lines, and with more in it', () => {
    expect(accessOf(uri(`lndconnect://node?macaroon=${MACAROON.toString('base64url')}`)).certificate).toBeNull();
    const reversed = uri(`LNDCONNECT://node?x=1&macaroon=${MACAROON.toString('base64url')}&cert=\n${DER.toString('base64url')}\n#name`);
    expect(accessOf(reversed)).toMatchObject({ macaroonHex: MACAROON.toString('hex'), certificate: { validToMs: expect.any(Number) } });
    expect(accessOf(uri(`lndconnect:node:1?${query}`)).server.port).toBe(1);
  });

  it('may carry plain base64, escaped or not', () => {
    const base64 = MACAROON.toString('base64');
    for (const text of [base64, encodeURIComponent(base64)]) {
      expect(accessOf(uri(`lndconnect://node?macaroon=${text}`)).macaroonHex).toBe(MACAROON.toString('hex'));
    }
  });

  it('of an onion address needs a proxy, and then has it', () => {
    const onion = `lndconnect://${'a'.repeat(56)}.onion:10009?${query}`;
    expect(problemOf(uri(onion))).toBe('onion_needs_proxy');
    expect(accessOf(uri(onion, PROXY)).server.socksProxy).toEqual(PROXY);
  });

  it.each([
    ['', 'nothing'],
    ['lnbc10n1pjexample', 'other_text'],
    ['https://node.example', 'other_text'],
    ['bitcoin:bc1q', 'other_text'],
    ['lndconnectnode', 'bad_uri'],
    ['lndconnect://', 'no_host'],
    [`lndconnect://?${query}`, 'no_host'],
    [`lndconnect://:10009?${query}`, 'no_host'],
    [`lndconnect://node:99999?${query}`, 'bad_port'],
    [`lndconnect://node:0?${query}`, 'bad_port'],
    [`lndconnect://node:?${query}`, 'bad_port'],
    [`lndconnect://no de!:1?${query}`, 'bad_host'],
    [`lndconnect://[::g]:1?${query}`, 'bad_host'],
    ['lndconnect://node', 'no_macaroon'],
    ['lndconnect://node?macaroon=', 'no_macaroon'],
    ['lndconnect://node?macaroon=%', 'bad_uri'],
    ['lndconnect://node?macaroon=$$$', 'bad_macaroon'],
    ['lndconnect://node?macaroon=AgEDbG5k', 'bad_macaroon'],
    [`lndconnect://node?cert=AAAA&macaroon=${MACAROON.toString('base64url')}`, 'bad_certificate'],
  ])('that is wrong says what is wrong: %s', (text, problem) => {
    expect(problemOf(uri(text))).toBe(problem);
  });
});

describe('the parts', () => {
  it.each([
    ['PEM', PEM],
    ['PEM with another after it', PEM + PEM],
    ['DER in hex', DER.toString('hex')],
    ['DER in base64 with lines', DER.toString('base64').replace(/(.{64})/g, '$1\n')],
    ['DER in base64url', DER.toString('base64url')],
  ])('may have the certificate as %s', (_, certificate) => {
    expect(accessOf(parts({ certificate })).certificate?.certPem.replace(/\s/g, '')).toBe(PEM.replace(/\s/g, ''));
  });

  it.each(['hex', 'base64', 'base64url'] as const)('may have the macaroon in %s', (encoding) => {
    expect(accessOf(parts({ macaroon: MACAROON.toString(encoding) })).macaroonHex).toBe(MACAROON.toString('hex'));
    expect(accessOf(parts({ macaroon: `${MACAROON.toString(encoding).toString()}\n` })).macaroonHex).toBe(MACAROON.toString('hex'));
  });

  it('may have the address of a browser', () => {
    expect(accessOf(parts({ address: 'https://node.example:10009/v1/getinfo' })).server).toMatchObject({ host: 'node.example', port: 10_009 });
    expect(accessOf(parts({ address: '2001:db8::7' })).server).toMatchObject({ host: '2001:db8::7', port: 10_009 });
  });

  it.each([
    [{ address: '' }, 'no_host'],
    [{ address: '', certificate: '', macaroon: '' }, 'nothing'],
    [{ macaroon: '' }, 'no_macaroon'],
    [{ macaroon: 'admin.macaroon' }, 'bad_macaroon'],
    [{ certificate: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }, 'bad_certificate'],
    [{ certificate: '-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----' }, 'private_key'],
  ])('that are wrong say what is wrong: %j', (given, problem) => {
    expect(problemOf(parts(given))).toBe(problem);
  });
});

test('any text at all is read or named, and never thrown over', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string().map((rest) => `lndconnect://${rest}`),
  );
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      for (const reading of [uri(a), parts({ address: a }), parts({ certificate: b }), parts({ macaroon: c })]) {
        expect(reading.ok || reading.problem.length > 0).toBe(true);
      }
    }),
  );
});
