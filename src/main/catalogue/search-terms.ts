// How names are spelt in the search index, and how what a cashier types becomes a query over it. Both sides use the same
// spelling, so this is the one place that knows it:
// - Hangul is spelt letter by letter (jamo): a syllable that is still being composed ("아멜" on the way to "아메리") already finds.
// - each Korean word is in the index a second time by its initial consonants (초성): "ㅇㅁㄹㅋㄴ".
// - the whole name is there as one term `^name$` without spaces, so that exact names and beginnings of names can come first.
import { disassemble, getChoseong } from 'es-hangul';
import type { Names } from '../../shared/line-item.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** The combining diacritical marks of Latin, Greek and Cyrillic letters; other scripts' marks are part of their words. */
const LATIN_ACCENT = /[\u0300-\u036f]/gu;
const HANGUL_SYLLABLE = /[가-힣]/u;

/** What is typed beyond so many words makes no article more certain. */
const MOST_WORDS = 10;

/** The words of a text in lower case, "Café" as "cafe". What separates them is left out, and so every operator of the query language. */
function wordsOf(text: string): string[] {
  const folded = text.toLowerCase().normalize('NFD').replaceAll(LATIN_ACCENT, '').normalize('NFC');
  return folded.match(WORD) ?? [];
}

/** The terms an article is found by, separated by spaces. */
export function searchTerms(names: Names): string {
  const terms = new Set<string>();
  for (const name of Object.values(names)) {
    const words = wordsOf(name);
    if (words.length === 0) continue;
    terms.add(`^${disassemble(words.join(''))}$`);
    for (const word of words) terms.add(disassemble(word));
    const korean = words.filter((word) => HANGUL_SYLLABLE.test(word)).map((word) => getChoseong(word));
    if (korean.length === 0) continue;
    terms.add(`^${korean.join('')}`);
    for (const initials of korean) terms.add(initials);
  }
  return [...terms].join(' ');
}

/** FTS5 queries for what was typed, the best kind of match first; none when nothing was typed that can be searched. */
export function searchQueries(text: string): string[] {
  const words = wordsOf(text).map((word) => disassemble(word));
  if (words.length === 0) return [];
  const whole = words.join('');
  return [
    `"^${whole}$"`,
    `"^${whole}"*`,
    words
      .slice(0, MOST_WORDS)
      .map((word) => `"${word}"*`)
      .join(' '),
  ];
}
