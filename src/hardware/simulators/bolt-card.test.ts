// The simulated Bolt Card against the worked example of NXP's AN12196 and the vectors of RFC 4493: what a real server verifies.
import { describe, expect, test } from 'vitest';
import { aesCmac, createBoltCard, readSun, sunOf } from './bolt-card.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('AES-CMAC (RFC 4493, 4)', () => {
  const key = hex('2b7e151628aed2a6abf7158809cf4f3c');
  const message = hex('6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411');
  test.each([
    [0, 'bb1d6929e95937287fa37d129b756746'],
    [16, '070a16b46b4d4144f79bdd9dd04a287c'],
    [40, 'dfa66747de9ae63030ca32611497c827'],
  ])('of %d bytes', (length, expected) => {
    expect(Buffer.from(aesCmac(key, message.subarray(0, length))).toString('hex')).toBe(expected);
  });
});

describe('p and c', () => {
  const zero = { k1: Buffer.alloc(16), k2: Buffer.alloc(16) };
  const uid = hex('04de5f1eacc040');

  test('are those of the worked example (AN12196, 3.4)', () => {
    const { p, c } = sunOf(zero, uid, 0x3d, hex('da5cf60941'));
    expect(p).toBe('EF963FF7828658A599F3041510671E88');
    expect(c).toBe('94EED9EE65337086');
  });

  test('say whose they are to whoever has the keys, and to nobody else', () => {
    const { p, c } = sunOf(zero, uid, 7, hex('0102030405'));
    expect(readSun(zero, p, c)).toEqual({ uid: Buffer.from(uid), counter: 7 });
    expect(readSun({ ...zero, k2: Buffer.alloc(16, 1) }, p, c)).toBeNull();
    expect(
      readSun(
        zero,
        p,
        c.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ),
    ).toBeNull();
  });

  test('are others at each reading', () => {
    const card = createBoltCard({ uid, keys: zero, address: 'lnurlw://card.example/ln', randomBytes: (count) => Buffer.alloc(count) });
    const read = () => {
      card.powerOn();
      card.answer(hex('00a4040007d276000085010100'));
      card.answer(hex('00a4000c02e104'));
      return Buffer.from(card.answer(hex('00b0000780')) ?? []).toString('latin1');
    };
    const [first, second] = [read(), read()];
    expect(first).toMatch(/lnurlw:\/\/card\.example\/ln\?p=[0-9A-F]{32}&c=[0-9A-F]{16}/);
    expect(second).not.toBe(first);
  });
});
