// How names are spelt in the search index, and how what a cashier types becomes a query over it. Both sides use the same
// spelling, so this is the one place that knows it:
// - Hangul is spelt letter by letter (jamo): a syllable that is still being composed ("아멜" on the way to "아메리") already finds.
// - each Korean word is in the index a second time by its initial consonants (초성): "ㅇㅁㄹㅋㄴ".
// - what is within a word is there as `~rest`, from each syllable on: "라떼" finds 카페라떼, and "kuchen" Apfelkuchen.
// - the whole name is there as one term `^name$` without spaces, so that exact names and beginnings of names can come first.
import { disassemble, getChoseong } from 'es-hangul';
import type { Names } from '../../shared/line-item.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** The combining diacritical marks of Latin, Greek and Cyrillic letters; other scripts' marks are part of their words. */
const LATIN_ACCENT = /[\u0300-\u036f]/gu;
const HANGUL_SYLLABLE = /[가-힣]/u;

/** What is typed beyond so many words makes no article more certain. */
const MOST_WORDS = 10;
/** Fewer letters within a word are no word that somebody looks for. */
const FEWEST_LETTERS_WITHIN = 3;
/** Beyond so many places a word is a number or a mistake. */
const MOST_RESTS = 16;

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
    for (const word of words) {
      terms.add(disassemble(word));
      for (const rest of restsOf(word)) terms.add(`~${disassemble(rest)}`);
    }
    const korean = words.filter((word) => HANGUL_SYLLABLE.test(word)).map((word) => getChoseong(word));
    if (korean.length === 0) continue;
    terms.add(`^${korean.join('')}`);
    for (const initials of korean) terms.add(initials);
  }
  return [...terms].join(' ');
}

/** What is left of a word from a later place on: each syllable of Hangul is one, and so is each letter before the last few of others. */
function restsOf(word: string): string[] {
  const letters = [...word];
  const fewest = HANGUL_SYLLABLE.test(word) ? 1 : FEWEST_LETTERS_WITHIN;
  const rests: string[] = [];
  for (let from = 1; from <= Math.min(letters.length - fewest, MOST_RESTS); from += 1) rests.push(letters.slice(from).join(''));
  return rests;
}

/** FTS5 queries for what was typed, the best kind of match first; none when nothing was typed that can be searched. */
export function searchQueries(text: string): string[] {
  const words = wordsOf(text).map((word) => disassemble(word));
  if (words.length === 0) return [];
  const whole = words.join('');
  const some = words.slice(0, MOST_WORDS);
  const queries = [`"^${whole}$"`, `"^${whole}"*`, some.map((word) => `"${word}"*`).join(' ')];
  // A single letter is within most words there are.
  if (some.every((word) => word.length > 1)) queries.push(some.map((word) => `("${word}"* OR "~${word}"*)`).join(' AND '));
  return queries;
}
