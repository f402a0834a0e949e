import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labelRanks } from './label-ranks.ts';

const labels = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom('9', 'Mon', '22 Nov', '11월 22일'))
  .map(([count, label]) => Array<string>(count).fill(label));

it('spreads what is written evenly from the first, and writes on more room all that fits on less', () => {
  fc.assert(
    fc.property(labels, (all) => {
      const ranks = labelRanks(all);
      expect(ranks).toHaveLength(all.length);
      for (const room of [0, 1, 2]) {
        const written = ranks.flatMap((rank, index) => (rank !== null && rank <= room ? [index] : []));
        expect(new Set(written.slice(1).map((index, at) => index - (written[at] ?? 0))).size).toBeLessThanOrEqual(1);
        if (all.length > 0) expect(written[0]).toBe(0);
      }
    }),
  );
});

it('leaves each label the room that it needs', () => {
  fc.assert(
    fc.property(labels, (all) => {
      for (const [room, width] of [320, 480, 760].entries()) {
        const written = labelRanks(all).filter((rank) => rank !== null && rank <= room).length;
        // Five letters at least of 9 px would have to fit into what one has.
        if (written > 1) expect(width / written).toBeGreaterThan((all[0]?.length ?? 0) * 5);
      }
    }),
  );
});

it('writes all where all fit', () => {
  expect(labelRanks(['Mon', 'Tue', 'Wed', 'Thu', 'Fri'])).toEqual([0, 0, 0, 0, 0]);
  expect(labelRanks(['1 Nov', '2 Nov', '3 Nov', '4 Nov', '5 Nov', '6 Nov', '7 Nov'])).toEqual([0, 1, 0, 1, 0, 1, 0]);
});
