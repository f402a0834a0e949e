import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorToDecimal } from '../../../shared/money.ts';
import { answerOf, priceOf, read, severalOf, unitOf, wholeOf, written } from './cells.ts';
import { columnsOf, encodingOf, previewOf } from './csv-text.ts';

it('a text is read as it was written, and begins like no formula in the file', () => {
  const text = fc
    .tuple(fc.constantFrom('', "'", "''", 'a'), fc.constantFrom('', '=', '+', '-', '@', '＝', 'b'), fc.string())
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (name) => {
      expect(read(written(name))).toBe(name);
      expect(written(name)).not.toMatch(/^[=+\-@＝＋－＠]/);
    }),
  );
});

describe('a price in a file', () => {
  it.each<[string, '.' | ',', number, number | string]>([
    ['4500', '.', 0, 4500],
    ['₩12,000', '.', 0, 12_000],
    ['1.234,50 €', ',', 2, 123_450],
    ['1,234.50', '.', 2, 123_450],
    ["1'234.5", '.', 2, 123_450],
    ['3.500', '.', 2, 350],
    ['4500.00', '.', 0, 4500],
    ['4.505', '.', 2, 'price_too_fine'],
    ['1,23', '.', 2, 'price_unreadable'],
    ['-5', '.', 2, 'price_out_of_range'],
    ['99999999999999', '.', 2, 'price_out_of_range'],
    ['free', '.', 2, 'price_unreadable'],
  ])('%s with %s before %i decimals is %s', (text, decimal, digits, minor) => {
    expect(priceOf(text, decimal, digits)).toBe(minor);
  });

  it('is read as it was written, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom('.' as const, ',' as const),
        (minor, digits, decimal) => {
          expect(priceOf(minorToDecimal(minor, digits).replace('.', decimal), decimal, digits)).toBe(minor);
        },
      ),
    );
  });
});

it('yes, no, units, numbers and lists are read as people write them', () => {
  expect(['Yes', '1', '예', 'no', '', 'perhaps'].map(answerOf)).toEqual([true, true, true, false, false, null]);
  expect(['kg', 'EA', '개', '', 'litre'].map(unitOf)).toEqual(['kg', 'piece', 'piece', 'piece', null]);
  expect(['19', '1.5', '-1', '100'].map((text) => wholeOf(text, 99))).toEqual([19, null, null, null]);
  expect(severalOf('a b;c|d, e')).toEqual(['a', 'b', 'c', 'd', 'e']);
});

describe('how a file was written', () => {
  it('is found from its bytes', () => {
    expect(encodingOf(new TextEncoder().encode('이름,가격'))).toBe('utf-8');
    expect(encodingOf(new Uint8Array([0xbb, 0xf3, 0xc7, 0xb0, 0xb8, 0xed]))).toBe('euc-kr');
    expect(encodingOf(new Uint8Array([0x43, 0x61, 0x66, 0xe9, 0x2c, 0x31]))).toBe('windows-1252');
  });

  it('is what its headings and prices look like, and can be said otherwise', () => {
    const bytes = new TextEncoder().encode('Artikel;Preis;EAN\nBrot;4,95;4006381333931\nTee;12,00;\n');
    expect(previewOf(bytes, {})).toMatchObject({
      format: { encoding: 'utf-8', delimiter: ';', decimal: ',' },
      columns: ['name_en', 'price', 'barcodes'],
      rows: [
        ['Brot', '4,95', '4006381333931'],
        ['Tee', '12,00', ''],
      ],
    });
    expect(previewOf(bytes, { delimiter: ',' })?.header).toEqual(['Artikel;Preis;EAN']);
    expect(previewOf(new TextEncoder().encode('name,price\n'), {})).toBeNull();
  });

  it('gives each field to one column', () => {
    expect(columnsOf(['Name', 'Title', 'Barcode', 'EAN', 'whatever'])).toEqual(['name_en', null, 'barcodes', null, null]);
  });
});
