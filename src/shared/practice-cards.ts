// Cards that can be held to the simulated reader, by what becomes of them.

/**
 * `refuses`: its service says no. `promises`: it says that it pays, and does not. `silent`: it never answers. `torn`: the card leaves
 * before it was read. `plain`: it has a number, and nothing on it. `badge`: a badge's code that is nobody's is written on it.
 */
export const PRACTICE_CARDS = ['pays', 'refuses', 'promises', 'silent', 'torn', 'plain', 'badge'] as const;
export type PracticeCard = (typeof PRACTICE_CARDS)[number];
