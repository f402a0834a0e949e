import fc from 'fast-check';
import jsQr from 'jsqr';
import { expect, test } from 'vitest';
import { bip21QrText } from '../../shared/bip21.ts';
import { qrModules } from './qr-modules.ts';

const SCALE = 4;

/** What a camera reads. */
function read(modules: boolean[][]): string | undefined {
  const size = modules.length * SCALE;
  const pixels = new Uint8ClampedArray(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const light = modules[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)] ? 0 : 255;
      pixels.set([light, light, light, 255], (y * size + x) * 4);
    }
  }
  return jsQr(pixels, size, size)?.data;
}

const upper = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'), maxLength: 120 });
const any = fc.string({ unit: fc.constantFrom(...'abcxyz?=&_,;!~AZ09'), maxLength: 40 });

test('reads back as it was written, in whatever mixture of upper case and other characters', () => {
  const text = fc.array(fc.oneof(upper, any), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      text.filter(({ length }) => length > 0),
      (written) => {
        expect(read(qrModules(written, 4))).toBe(written);
      },
    ),
    { numRuns: 60 },
  );
});

test('the code for both ways is smaller than it would be with every character in a byte', () => {
  const code = {
    address: 'bc1qph03am6xyxhpw3jqtcvqk5gahd6jekacgttq7a',
    amountSat: 3040,
    label: '연습 상점',
    paymentRequest: `lnbc30400n1${'p'.repeat(280)}`,
  };
  const written = bip21QrText(code);
  const modules = qrModules(written, 0);
  expect(read(qrModules(written, 4))).toBe(written);
  expect(modules.length).toBeLessThan(qrModules(written.toLowerCase(), 0).length);
});

test('keeps its quiet zone', () => {
  const modules = qrModules('LIGHTNING:LNBC1', 4);
  const edge = [...modules.slice(0, 4), ...modules.slice(-4)].flat();
  expect(edge).not.toContain(true);
  expect(modules.flatMap((row) => [...row.slice(0, 4), ...row.slice(-4)])).not.toContain(true);
});

test('reads back what is not ASCII, and has fewer modules where less of it may be unreadable', () => {
  const written = '번개 커피\nT1-000123  2026. 11. 23. 10:41\n\n아메리카노  ₩13,500\n합계  ₩23,000';
  expect(read(qrModules(written, 4, 'L'))).toBe(written);
  const long = written.repeat(4);
  expect(qrModules(long, 0, 'L').length).toBeLessThan(qrModules(long, 0, 'M').length);
});
