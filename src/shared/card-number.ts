// A card's number has no business at a till that leaves cards to a terminal: what looks like one is not kept, wherever it was typed.

/** 13 to 19 figures (ISO/IEC 7812), however they are spaced, whose last one checks the others (Luhn). */
export function looksLikeCardNumber(text: string): boolean {
  const [figures] = /\d(?:[ -]?\d){12,18}/.exec(text) ?? [];
  if (figures === undefined) return false;
  const digits = [...figures.replace(/[ -]/g, '')].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit), 0);
  return sum % 10 === 0;
}
