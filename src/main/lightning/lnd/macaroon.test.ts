import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rightsBeyondReceiving, rightsMissing } from './credentials.ts';
import { readMacaroon } from './macaroon.ts';

/** Made by lnd 0.20 for a node that is no more: its own invoice.macaroon, and the same restricted by ln-service. */
const STOCK =
  '0201036c6e640258030a10009573b69d65142a53e68460682d48a91201301a160a0761646472657373120472656164120577726974651a170a08696e766f69636573120472656164120577726974651a0f0a076f6e636861696e1204726561640000062011163da6e03065c9abd643ffc9bdb8d5ac3c1cd7cf2b74565a02090ddd13ce8d';
const RESTRICTED =
  '0201036c6e640258030a10009573b69d65142a53e68460682d48a91201301a160a0761646472657373120472656164120577726974651a170a08696e766f69636573120472656164120577726974651a0f0a076f6e636861696e12047265616400022474696d652d6265666f726520323033302d30312d30315430303a30303a30302e3030305a000210697061646472203132372e302e302e3100000620af249dc513d5cb3610e9f394e25cd7e57e32a3f9a051693dd04615928d6df139';

const RIGHTS = ['address:read', 'address:write', 'invoices:read', 'invoices:write', 'onchain:read'];

test('what is written on a macaroon is read as lnd wrote it', () => {
  expect(readMacaroon(STOCK)).toEqual({ rights: RIGHTS, rootKeyId: '0', caveats: [] });
  expect(readMacaroon(STOCK.toUpperCase()).rights).toEqual(RIGHTS);
});

test('restrictions are told', () => {
  expect(readMacaroon(RESTRICTED)).toEqual({ rights: RIGHTS, rootKeyId: '0', caveats: ['time-before 2030-01-01T00:00:00.000Z', 'ipaddr 127.0.0.1'] });
});

test("lnd's stock invoice macaroon cannot say what can be received, and cannot do more than the till", () => {
  expect(rightsMissing(STOCK, ['offchain:read', 'info:read', 'invoices:write'])).toEqual(['offchain:read', 'info:read']);
  expect(rightsBeyondReceiving(STOCK)).toEqual([]);
});

test('whatever was cut off, added or is something else is no macaroon', () => {
  const refused = (hex: string) => {
    expect(() => readMacaroon(hex)).toThrow('This is not a macaroon of an LND node.');
  };
  for (let length = 0; length < STOCK.length; length++) refused(STOCK.slice(0, length));
  for (const hex of [`${STOCK}00`, `x${STOCK.slice(1)}`, ` ${STOCK}`, STOCK.replace('0201', '0101')]) refused(hex);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => refused(Buffer.from(bytes).toString('hex'))));
});

test('what people change in one is read as it is or refused, and never fails otherwise', () => {
  fc.assert(
    fc.property(fc.nat(STOCK.length / 2 - 1), fc.nat(255), (at, value) => {
      const bytes = Buffer.from(STOCK, 'hex');
      bytes[at] = value;
      try {
        expect(readMacaroon(bytes.toString('hex')).rights).toBeInstanceOf(Array);
      } catch (cause) {
        expect(cause).toMatchObject({ kind: 'refused' });
      }
    }),
  );
});
