import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { decode } from 'light-bolt11-decoder';
import { expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { createNodeKey, EARLIEST_CODE_SEC, readPaymentRequest, warmUpLater, writePaymentRequest } from './bolt11.ts';

const key = createNodeKey(randomBytes);
const hash = createHash('sha256').update('a preimage').digest('hex');
const secret = createHash('sha256').update('a payment secret').digest('hex');
const request = {
  paymentHash: hash,
  paymentSecret: secret,
  amountMsat: 12_345_000,
  description: 'Café 플래시',
  createdAtSec: 1_795_000_000,
  expirySeconds: 600,
};

/** A section's value as the independent decoder reads it. */
function section(code: string, name: string): unknown {
  const found = decode(code).sections.find((other) => other.name === name);
  return found && 'value' in found ? found.value : undefined;
}

test('a code says to an independent decoder what it was written with', () => {
  const code = writePaymentRequest(key, request);
  expect(code).toMatch(/^lnbcrt/);
  expect(section(code, 'amount')).toBe('12345000');
  expect(section(code, 'timestamp')).toBe(1_795_000_000);
  expect(decode(code).expiry).toBe(600);
  expect(section(code, 'description')).toBe('Café 플래시');
  expect(section(code, 'payment_hash')).toBe(hash);
  expect(section(code, 'payment_secret')).toBe(secret);
  expect(section(code, 'feature_bits')).toMatchObject({ var_onion_optin: 'required', payment_secret: 'required', basic_mpp: 'supported' });
});

test('the signature of a code recovers to the key that signed it', () => {
  expect(readPaymentRequest(writePaymentRequest(key, request)).payee).toBe(key.publicKey);
});

test('a code that was tampered with is refused', () => {
  const code = writePaymentRequest(key, request);
  const other = writePaymentRequest(createNodeKey(randomBytes), { ...request, amountMsat: 99_000 });
  expect(() => readPaymentRequest(`${code.slice(0, -6)}${other.slice(-6)}`)).toThrow();
  expect(() => readPaymentRequest(code.replace('lnbcrt', 'lnbc'))).toThrow();
});

test('a code is read as a scanner or a person gives it', () => {
  const code = writePaymentRequest(key, request);
  const read = {
    descriptionHash: null,
    paymentHash: hash,
    payee: key.publicKey,
    amountMsat: 12_345_000,
    expiresAtMs: 1_795_000_600_000,
    network: 'regtest',
  };
  for (const text of [code, ` ${code}\n`, `LIGHTNING:${code.toUpperCase()}`, `lightning:${code}`]) expect(readPaymentRequest(text)).toEqual(read);
});

test('every amount, text and time that is written is read back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000_000_000 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => text.isWellFormed()),
      fc.integer({ min: EARLIEST_CODE_SEC, max: 2 ** 34 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      (amountMsat, description, createdAtSec, expirySeconds) => {
        const code = writePaymentRequest(key, { ...request, amountMsat, description, createdAtSec, expirySeconds });
        expect(readPaymentRequest(code)).toMatchObject({ amountMsat, expiresAtMs: (createdAtSec + expirySeconds) * 1000 });
        expect(section(code, 'description')).toBe(description);
      },
    ),
    { numRuns: 60 },
  );
});

test('a key is drawn again when its bytes are no key of the curve', () => {
  const draws = [new Uint8Array(32), new Uint8Array(32).fill(0xff), new Uint8Array(32).fill(7)];
  expect(createNodeKey(() => draws.shift() ?? new Uint8Array()).secret).toEqual(new Uint8Array(32).fill(7));
});

test('warming up ends without a fault, and can be stopped', () => {
  vi.useFakeTimers();
  try {
    const log = createLog((line) => expect.unreachable(line), Date.now);
    warmUpLater(key, log);
    vi.runAllTimers();
    warmUpLater(key, log)();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('a code that would be malformed is not written', () => {
  expect(() => writePaymentRequest(key, { ...request, createdAtSec: 0 })).toThrow(RangeError);
  expect(() => writePaymentRequest(key, { ...request, expirySeconds: 0 })).toThrow(RangeError);
});
