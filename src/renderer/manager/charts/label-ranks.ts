// Which labels of an axis are written where there is no room for all: those of rank 0 always, 1 and 2 with more room. Pure.

/** The narrowest pictures of each rank, px; columns.css has the same. */
const WIDTHS = [320, 480, 760] as const;
const LETTER_PX = 9;
const GAP_PX = 14;
const LATIN_END = '\u02ff';

/** A Hangul letter is as wide as two others. */
function widthOf(label: string): number {
  let letters = 0;
  for (const letter of label) letters += letter > LATIN_END ? 1.7 : 1;
  return letters * LETTER_PX + GAP_PX;
}

/** Ranks of the labels, evenly spread from the first; null for one that is never written. */
export function labelRanks(labels: readonly string[]): (0 | 1 | 2 | null)[] {
  const widest = Math.max(0, ...labels.map(widthOf));
  // Each step is a multiple of the next, so that a label stays where it is when others join it.
  let finer = 1;
  const [wide, medium, narrow] = WIDTHS.toReversed().map((width) => {
    finer *= Math.max(1, Math.ceil((labels.length * widest) / (width * finer)));
    return finer;
  }) as [number, number, number];
  return labels.map((_, index) => {
    if (index % narrow === 0) return 0;
    if (index % medium === 0) return 1;
    return index % wide === 0 ? 2 : null;
  });
}
