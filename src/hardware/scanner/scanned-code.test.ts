import { describe, expect, it } from 'vitest';
import { scannedCode } from './scanned-code.ts';

const latin = (text: string) => scannedCode(Buffer.from(text, 'latin1'));
const utf8 = (text: string) => scannedCode(Buffer.from(text));
const code = (scanned: ReturnType<typeof scannedCode>) => (scanned.ok ? scanned.code : scanned.trouble);

describe('what is scanned', () => {
  it.each([
    ['an EAN-13', ']E08801234567893', '8801234567893'],
    ['a UPC-A, which the scanner gives its zero', ']E00036000291452', '0036000291452'],
    ['an EAN-8', ']E496385074', '96385074'],
    ['a magazine with the digits beside its code', ']E3977147396801205', '9771473968012'],
    ['a Code 39', ']A0ABC-123', 'ABC-123'],
    ['a GS1-128 with FNC1 between its elements', ']C1010950600013435210AB\u001d17261231', '010950600013435210AB\u001d17261231'],
    ['a GS1 DataMatrix with FNC1 at the front as well', ']d2\u001d010950600013435217261231', '010950600013435217261231'],
    ['a GS1 QR', ']Q3010950600013435217261231', '010950600013435217261231'],
    ['a code without an identifier', '8801234567893', '8801234567893'],
    ['what only begins like one', ']W0123', ']W0123'],
    ['a label by ISO/IEC 15434', '[)>\u001e06\u001d1T0001\u001e\u0004', '[)>\u001e06\u001d1T0001\u001e\u0004'],
  ])('%s', (_, sent, read) => {
    expect(code(latin(sent))).toBe(read);
  });

  it('is text in UTF-8', () => {
    expect(code(utf8('영수증 ₿'))).toBe('영수증 ₿');
    expect(code(utf8(']Q1lightning:LNBC1카페'))).toBe('lightning:LNBC1카페');
  });

  it('is text in the character set that the code names, and may change it', () => {
    expect(code(latin(`]Q2\\000030${Buffer.from([0xc4, 0xbf, 0xc7, 0xc7]).toString('latin1')}`))).toBe('커피');
    expect(code(latin(`]Q2\\000003caf\u00e9 \\\\ \\000026${Buffer.from('커피').toString('latin1')}`))).toBe('café \\ 커피');
  });

  it('is nothing where only the digits beside a magazine’s code were read', () => {
    expect(latin(']E105')).toEqual({ ok: false, trouble: 'add_on' });
  });

  it.each([
    ['bytes of no character set', 'ab\u00ff\u00fe'],
    ['a break on the line', '88012\u0000'],
    ['an escape', 'AB\u001bCD'],
    ['white space', '   '],
    ['an identifier alone', ']E0'],
  ])('is noise: %s', (_, sent) => {
    expect(latin(sent)).toEqual({ ok: false, trouble: 'noise' });
  });
});
