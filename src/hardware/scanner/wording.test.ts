import { describe, expect, it } from 'vitest';
import { scannerWording } from './wording.ts';

const told = (text: string) => scannerWording().received(Buffer.from(text, 'latin1'))[0];

describe('what a scanner sends, in the log', () => {
  it('is the number of goods, with the marks around it', () => {
    expect(told(']E08801056038861\r\n')?.words).toBe(']E0 8801056038861 CR LF');
    expect(told('F8801056038861\r')?.words).toBe('F8801056038861 CR');
  });

  it('is no more than the length of all that may open something', () => {
    const badge = 'FB7K3M9QXP2D5T0AHWC';
    const frame = told(`${badge}\r`);
    expect(frame).toEqual({ words: `${badge.length} characters CR`, hex: `${'·· '.repeat(badge.length)}0d` });
    expect(told(`]Q1LNURL1DP68GURN8GHJ7\r`)?.words).toBe(']Q1 19 characters CR');
    expect(told('0012345678\r')?.words).toBe('10 characters CR');
  });

  it('shows the separators between the elements of a GS1 code', () => {
    expect(told(']C1010950600013435210A1\u001d17261231\r')?.words).toContain('0109506000134352');
  });
});
