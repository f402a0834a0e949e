// What a scale says when it is asked.

/** Why there is no weight to sell by. `moving`: it has not come to rest. `nothing`: zero. `no_answer`: the line, or a broken answer. */
export const WEIGHING_TROUBLES = ['moving', 'below_zero', 'too_heavy', 'nothing', 'not_zeroed', 'no_answer', 'no_scale'] as const;
export type WeighingTrouble = (typeof WEIGHING_TROUBLES)[number];

/** `tared`: the weight of what it stands in is taken off. */
export type Weighing = { ok: true; grams: number; tared: boolean } | { ok: false; trouble: WeighingTrouble };
