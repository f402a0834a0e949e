import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bip21, bip21Link, bip21QrText, btcDecimal } from './bip21.ts';

const MAX_SAT = 2_100_000_000_000_000;
const amountSat = fc.oneof(fc.integer({ min: 1, max: MAX_SAT }), fc.integer({ min: 1, max: 100_000 }));
const BECH32 = [...'qpzry9x8gf2tvdw0s3jn54khce6mua7l'];
const bech32 = (min: number, max: number) => fc.string({ unit: fc.constantFrom(...BECH32), minLength: min, maxLength: max });
const code: fc.Arbitrary<Bip21> = fc.record({
  address: bech32(39, 59).map((data) => `bc1${data}`),
  amountSat,
  label: fc.string({ unit: 'grapheme', maxLength: 60 }),
  paymentRequest: bech32(100, 400).map((data) => `lnbc1${data}`),
});

test('an amount is written in whole bitcoin, without what says nothing', () => {
  expect(btcDecimal(1)).toBe('0.00000001');
  expect(btcDecimal(12_345)).toBe('0.00012345');
  expect(btcDecimal(100_000)).toBe('0.001');
  expect(btcDecimal(100_000_000)).toBe('1');
  expect(btcDecimal(1_000_000_000)).toBe('10');
  expect(btcDecimal(150_000_000)).toBe('1.5');
  expect(btcDecimal(MAX_SAT)).toBe('21000000');
});

test('an amount reads back to the sat, whatever it is', () => {
  fc.assert(
    fc.property(amountSat, (sat) => {
      const [whole = '', fraction = ''] = btcDecimal(sat).split('.');
      expect(BigInt(whole) * 100_000_000n + BigInt(fraction.padEnd(8, '0'))).toBe(BigInt(sat));
    }),
  );
});

test('a wallet that follows the standard reads address, amount, label and Lightning code out of both forms', () => {
  fc.assert(
    fc.property(code, (given) => {
      for (const text of [bip21Link(given), bip21QrText(given)]) {
        const uri = new URL(text);
        expect(uri.protocol).toBe('bitcoin:');
        expect(uri.pathname.toLowerCase()).toBe(given.address);
        expect(uri.searchParams.get('amount')).toBe(btcDecimal(given.amountSat));
        expect(uri.searchParams.get('lightning')?.toLowerCase()).toBe(given.paymentRequest);
        const label = uri.searchParams.get('label') ?? '';
        expect(given.label.toWellFormed().startsWith(label)).toBe(true);
        expect([...uri.searchParams.keys()].every((key) => ['amount', 'label', 'lightning'].includes(key))).toBe(true);
      }
    }),
  );
});

test('a bech32 part is never in mixed case', () => {
  fc.assert(
    fc.property(code, (given) => {
      expect(bip21QrText(given)).toContain(`BITCOIN:${given.address.toUpperCase()}?`);
      expect(bip21QrText(given).endsWith(`lightning=${given.paymentRequest.toUpperCase()}`)).toBe(true);
      expect(bip21Link(given)).toContain(`bitcoin:${given.address}?`);
    }),
  );
});

test('a long name is cut between two letters, and a code without a name names nobody', () => {
  const given = { address: 'bc1q', amountSat: 1, paymentRequest: 'lnbc1' };
  expect(bip21Link({ ...given, label: '' })).toBe('bitcoin:bc1q?amount=0.00000001&lightning=lnbc1');
  expect(new URL(bip21Link({ ...given, label: '서울커피로스터스 & 베이커리' })).searchParams.get('label')).toBe('서울커피로스');
  expect(new URL(bip21Link({ ...given, label: 'Tom & Jerry?' })).searchParams.get('label')).toBe('Tom & Jerry?');
});
