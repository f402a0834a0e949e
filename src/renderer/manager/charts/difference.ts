// How one amount stands against another: by how much, in whole per cent where there is something to compare with. Pure.

export interface Difference {
  by: number;
  /** Null where there was nothing, or less than nothing, before. */
  percent: number | null;
  way: 'more' | 'less' | 'same';
}

export function differenceOf(now: number, before: number): Difference {
  const by = now - before;
  return { by, percent: before > 0 ? Math.round((by / before) * 100) : null, way: by > 0 ? 'more' : by < 0 ? 'less' : 'same' };
}
