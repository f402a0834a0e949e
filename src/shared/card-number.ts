// A card's number has no business at a till that leaves cards to a terminal: what looks like one is not kept, wherever it was typed.

/** Figures, maybe in groups; what stands beside a card's number (its expiry, its sequence) can be some of them. */
const FIGURES = /\d(?:[ -]?\d){12,}/g;
const FEWEST = 13;
const MOST = 19;
const ZERO = 0x30;

/** 13 to 19 figures (ISO/IEC 7812), however they are spaced, whose last one checks the others (Luhn). */
export function looksLikeCardNumber(text: string): boolean {
  return cardNumbersIn(text).length > 0;
}

/** The text with each of what looks like a card's number put in other words. */
export function replaceCardNumbers(text: string, replace: (number: string) => string): string {
  let rest = '';
  let end = 0;
  for (const { index, length } of cardNumbersIn(text)) {
    rest += text.slice(end, index) + replace(text.slice(index, index + length));
    end = index + length;
  }
  return rest + text.slice(end);
}

/** Where in the text they are, in their order: each from where a group of figures begins to where one ends. */
export function cardNumbersIn(text: string): { index: number; length: number }[] {
  const found: { index: number; length: number }[] = [];
  for (const { 0: figures, index } of text.matchAll(FIGURES)) {
    const groups = Array.from(figures.matchAll(/\d+/g), (group) => ({ begin: group.index, end: group.index + group[0].length }));
    for (let first = 0; first < groups.length; first += 1) {
      const begin = groups[first]?.begin ?? 0;
      // No more groups than a number has figures: a line that goes on for ever is looked through once.
      const last = groups.slice(first, first + MOST).findLastIndex(({ end }) => isNumber(figures.slice(begin, end)));
      const end = groups[first + last]?.end ?? begin;
      if (last < 0) continue;
      found.push({ index: index + begin, length: end - begin });
      first += last;
    }
  }
  return found;
}

function isNumber(figures: string): boolean {
  // With a space between any two.
  if (figures.length >= 2 * MOST) return false;
  let count = 0;
  let sum = 0;
  for (let at = figures.length - 1; at >= 0; at -= 1) {
    const digit = figures.charCodeAt(at) - ZERO;
    if (digit < 0) continue;
    if (count % 2 === 0) sum += digit;
    else sum += digit > 4 ? 2 * digit - 9 : 2 * digit;
    count += 1;
  }
  return count >= FEWEST && count <= MOST && sum % 10 === 0;
}
