import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CODE128_QUIET_MODULES,
  type Code128Run,
  code128Modules,
  code128Path,
  code128Runs,
  code128Widths,
  isCode128Text,
  valuesOfRun,
} from './code128.ts';

const texts = fc.string({ minLength: 1, maxLength: 24, unit: fc.constantFrom(...'0123456789012345678901234567890123456789AZ-{%~ ') });

test.each<[text: string, runs: Code128Run[]]>([
  [
    'T1-000123',
    [
      { set: 'B', text: 'T1-' },
      { set: 'C', text: '000123' },
    ],
  ],
  [
    'T1-1000123',
    [
      { set: 'B', text: 'T1-1' },
      { set: 'C', text: '000123' },
    ],
  ],
  ['00001234', [{ set: 'C', text: '00001234' }]],
  ['12', [{ set: 'C', text: '12' }]],
  ['123', [{ set: 'B', text: '123' }]],
  ['A1234B', [{ set: 'B', text: 'A1234B' }]],
])('%s is divided into code sets as it is shortest', (text, runs) => {
  expect(code128Runs(text)).toEqual(runs);
});

/** Every way to divide it, for the least of them. */
function fewest(text: string): number {
  const known = new Map<string, number>();
  const rest = (at: number, set: 'B' | 'C'): number => {
    if (at >= text.length) return 0;
    const key = `${set}${at}`;
    let best = known.get(key);
    if (best === undefined) {
      known.set(key, Number.POSITIVE_INFINITY);
      const stepIn = (one: 'B' | 'C') => (one === 'B' ? 1 : /^\d\d$/.test(text.slice(at, at + 2)) ? 2 : 0);
      const own = stepIn(set);
      const stays = own === 0 ? Number.POSITIVE_INFINITY : 1 + rest(at + own, set);
      const other = set === 'B' ? 'C' : 'B';
      const otherOwn = stepIn(other);
      const changes = otherOwn === 0 ? Number.POSITIVE_INFINITY : 2 + rest(at + otherOwn, other);
      best = Math.min(stays, changes);
      known.set(key, best);
    }
    return best;
  };
  return Math.min(rest(0, 'B'), rest(0, 'C')) + 1;
}

test('the sets keep the text, and no other division of it is shorter', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const runs = code128Runs(text);
      expect(runs.map((run) => run.text).join('')).toBe(text);
      for (const [place, run] of runs.entries()) {
        if (run.set === 'C') expect(run.text).toMatch(/^(?:\d\d)+$/);
        expect(run.set).not.toBe(runs[place + 1]?.set);
      }
      expect(runs.reduce((sum, run) => sum + 1 + valuesOfRun(run).length, 0)).toBe(fewest(text));
    }),
  );
});

test('the bars are as many modules as is said before, and the path has the blank of both sides', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const widths = code128Widths(text);
      const modules = widths.reduce((sum, width) => sum + width, 0);
      expect(modules).toBe(code128Modules(code128Runs(text)));
      expect(widths.length % 2).toBe(1);
      expect(code128Path(text).width).toBe(modules + 2 * CODE128_QUIET_MODULES);
    }),
  );
  expect(code128Modules(code128Runs('T1-000123'))).toBe(112);
});

test('what bars cannot say is known before', () => {
  expect(['', 'é', '번개', 'a\nb', 'a\x1db', 'x'.repeat(81)].filter(isCode128Text)).toEqual([]);
  expect(() => code128Runs('₩')).toThrow('CODE128');
});
