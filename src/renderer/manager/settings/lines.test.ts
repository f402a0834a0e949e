import { describe, expect, it } from 'vitest';
import { linesOf, lineTrouble } from './lines.ts';

describe('the lines of an address', () => {
  it('are what was typed, without the empty ones at the end', () => {
    expect(linesOf(' 12 Wausan-ro \nSeoul\n\n')).toEqual(['12 Wausan-ro', 'Seoul']);
    expect(linesOf('VAT 123\n\nTel. 02-123')).toEqual(['VAT 123', '', 'Tel. 02-123']);
    expect(linesOf('')).toEqual([]);
  });

  it('are four at most, of sixty characters at most', () => {
    expect(lineTrouble('1\n2\n3\n4\n')).toBeNull();
    expect(lineTrouble('1\n2\n3\n4\n5')).toBe('too_many');
    expect(lineTrouble('x'.repeat(60))).toBeNull();
    expect(lineTrouble(`ok\n${'x'.repeat(61)}`)).toBe('too_long');
  });
});
