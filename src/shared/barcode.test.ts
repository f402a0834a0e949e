import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseBarcode } from './barcode.ts';

describe('a barcode', () => {
  it.each([
    ['036000291452', '0036000291452', 'UPC-A is EAN-13 with a leading zero'],
    ['00036000291452', '0036000291452', 'GTIN-14 of a single piece too'],
    ['8801234567893', '8801234567893', 'EAN-13 stays'],
    ['10036000291459', '10036000291459', 'GTIN-14 of a carton stays'],
    ['96385074', '96385074', 'EAN-8 stays'],
    [' 880 1234\t567893\r\n', '8801234567893', 'white space goes'],
    ['SHELF-7', 'SHELF-7', 'other codes stay'],
    ['   ', '', 'nothing stays nothing'],
  ])('%j is kept as %j: %s', (text, kept) => {
    expect(normaliseBarcode(text)).toBe(kept);
  });

  it('has one form, however often it is brought to it', () => {
    const anyCode = fc.oneof(fc.string(), fc.stringMatching(/^\d{6,16}$/));
    fc.assert(
      fc.property(anyCode, (code) => {
        const kept = normaliseBarcode(code);
        expect(normaliseBarcode(kept)).toBe(kept);
      }),
    );
  });
});
