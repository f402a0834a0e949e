// Address and footer as people type them, line by line, and as the shop keeps them. Pure.

/** At most so many lines of so many characters fit a receipt. */
export const MOST_LINES = 4;
export const LONGEST_LINE = 60;

export function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Why a text cannot be kept as lines; null when it can. */
export function lineTrouble(text: string): 'too_many' | 'too_long' | null {
  const lines = linesOf(text);
  if (lines.length > MOST_LINES) return 'too_many';
  return lines.some((line) => line.length > LONGEST_LINE) ? 'too_long' : null;
}
