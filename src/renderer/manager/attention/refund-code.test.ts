import { describe, expect, it } from 'vitest';
import { looksLikeCode, refundCodeOf } from './refund-code.ts';

const code = `lnbcrt123450n1p${'q'.repeat(120)}`;

describe('a code to refund to', () => {
  it('is the same, however it comes in', () => {
    for (const text of [code, ` ${code}\n`, code.toUpperCase(), `lightning:${code}`, `LIGHTNING:${code.toUpperCase()}`, `lightning://${code}`]) {
      expect(refundCodeOf(text)).toBe(code);
    }
  });

  it('keeps mixed capitals, which the node will refuse', () => {
    const mixed = `lnBC${code.slice(4)}`;
    expect(refundCodeOf(mixed)).toBe(mixed);
    expect(looksLikeCode(mixed)).toBe(false);
  });

  it('is told from an article’s barcode and an address', () => {
    expect(looksLikeCode(code)).toBe(true);
    expect(looksLikeCode(refundCodeOf('8801234560001'))).toBe(false);
    expect(looksLikeCode(refundCodeOf('anna@example.com'))).toBe(false);
    expect(looksLikeCode('')).toBe(false);
  });
});
