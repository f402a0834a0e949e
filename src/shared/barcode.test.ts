import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BarcodeRule, barcodeKind, checkDigit, embeddedIn, inUnits, isBarcodePattern, normaliseBarcode } from './barcode.ts';

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

describe('a check digit', () => {
  it.each([
    ['400638133393', '1'],
    ['9638507', '4'],
    ['03600029145', '2'],
  ])('of %s is %s', (digits, digit) => {
    expect(checkDigit(digits)).toBe(digit);
    expect(barcodeKind(`${digits}${digit}`).checks).toBe(true);
    expect(barcodeKind(`${digits}${(Number(digit) + 1) % 10}`).checks).toBe(false);
  });

  it('tells the kinds apart, and leaves free codes alone', () => {
    expect(['4006381333931', '036000291452', '0036000291452', '96385074', 'SHELF-7', '12345'].map((code) => barcodeKind(code).kind)).toEqual([
      'ean13',
      'upca',
      'upca',
      'ean8',
      'other',
      'other',
    ]);
    expect(barcodeKind('SHELF-7').checks).toBe(true);
  });
});

describe('a label of the shop’s own scale', () => {
  const rules: BarcodeRule[] = [
    { pattern: '21.....{NNDDD}', value: 'weight' },
    { pattern: '22....{NNNDD}.', value: 'price' },
  ];
  const with_ = (digits: string) => `${digits}${checkDigit(digits)}`;

  it('says which article it is of, and what stands in it', () => {
    expect(embeddedIn(with_('210070900375'), rules)).toEqual({ articleBarcode: with_('210070900000'), value: 'weight', digits: 375, decimals: 3 });
    expect(embeddedIn(with_('221234012359'), rules)).toEqual({ articleBarcode: with_('221234000009'), value: 'price', digits: 1235, decimals: 2 });
  });

  it('is none with a wrong check digit, of another beginning, or of another length', () => {
    expect(embeddedIn(`210070900375${(Number(checkDigit('210070900375')) + 1) % 10}`, rules)).toBeNull();
    expect(embeddedIn(with_('230070900375'), rules)).toBeNull();
    expect(embeddedIn('2100709003', rules)).toBeNull();
  });

  it('gives every value back that was put into it', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.nat(99_999), (article, grams) => {
        const label = with_(`21${String(article).padStart(5, '0')}${String(grams).padStart(5, '0')}`);
        const embedded = embeddedIn(label, rules);
        expect(embedded && inUnits(embedded, 3)).toBe(grams);
        expect(embedded?.articleBarcode.slice(0, 7)).toBe(label.slice(0, 7));
      }),
    );
  });

  it('is in units only where it is a whole number of them', () => {
    expect(inUnits({ digits: 1235, decimals: 2 }, 2)).toBe(1235);
    expect(inUnits({ digits: 1235, decimals: 2 }, 0)).toBeNull();
    expect(inUnits({ digits: 1200, decimals: 2 }, 0)).toBe(12);
  });

  it.each(['21.....{NNDDD}', '2......{NNNNN}', '21....{NNNDD}.'])('may have the form %s', (pattern) => {
    expect(isBarcodePattern(pattern)).toBe(true);
  });
  it.each(['', '21.....{NNDD}', '21.....{DDNNN}', '2100000{NNDDD}', '21.....NNDDD', '.......{NNDDD}', '21.....{NNDDD}.'])(
    'may not have the form %j',
    (pattern) => {
      expect(isBarcodePattern(pattern)).toBe(false);
    },
  );
});
