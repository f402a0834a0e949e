// How often each article was sold on a day, packed: number, pieces, grams and takings, again and again. A shop of hundreds of thousands of
// articles has so many of these that rows of their own would be most of the time of a long range. Pure.
import type { ArticleSums } from '../../../shared/range-report.ts';

/** By the article's number; 0 is all open amounts. */
export type DayArticles = Map<number, ArticleSums>;

const NUMBERS_EACH = 4;

/** In order of the numbers, so that equal sums are equal bytes. */
export function packArticles(articles: DayArticles): Buffer {
  const packed = new Float64Array(articles.size * NUMBERS_EACH);
  let at = 0;
  for (const [number, { quantity, grams, totalMinor }] of [...articles].sort(([a], [b]) => a - b)) {
    packed.set([number, quantity, grams, totalMinor], at);
    at += NUMBERS_EACH;
  }
  return Buffer.from(packed.buffer);
}

function numbersIn(packed: Uint8Array): Float64Array {
  // Copied: SQLite's bytes may begin anywhere, and numbers only at every eighth.
  return new Float64Array(new Uint8Array(packed).buffer);
}

export function unpackArticles(packed: Uint8Array): DayArticles {
  const numbers = numbersIn(packed);
  const articles: DayArticles = new Map();
  for (let at = 0; at < numbers.length; at += NUMBERS_EACH) {
    const [quantity, grams, totalMinor] = [numbers[at + 1] as number, numbers[at + 2] as number, numbers[at + 3] as number];
    articles.set(numbers[at] as number, { quantity, grams, totalMinor });
  }
  return articles;
}

/** The sums of all articles over a range, each at the place of its number. */
export interface ShelfSums {
  quantities: Float64Array;
  grams: Float64Array;
  totals: Float64Array;
}

export function noShelfSums(count: number): ShelfSums {
  return { quantities: new Float64Array(count), grams: new Float64Array(count), totals: new Float64Array(count) };
}

export function addPacked({ quantities, grams, totals }: ShelfSums, packed: Uint8Array): void {
  const numbers = numbersIn(packed);
  for (let at = 0; at < numbers.length; at += NUMBERS_EACH) {
    const number = numbers[at] as number;
    quantities[number] = (quantities[number] as number) + (numbers[at + 1] as number);
    grams[number] = (grams[number] as number) + (numbers[at + 2] as number);
    totals[number] = (totals[number] as number) + (numbers[at + 3] as number);
  }
}

/** The first `most` of them in this order; of equals those that come first. One pass, whatever their number. */
export function firstOf(numbers: Iterable<number>, most: number, compare: (a: number, b: number) => number): number[] {
  const first: number[] = [];
  for (const number of numbers) {
    if (first.length === most && compare(number, first[most - 1] as number) >= 0) continue;
    let at = first.length;
    while (at > 0 && compare(number, first[at - 1] as number) < 0) at -= 1;
    first.splice(at, 0, number);
    if (first.length > most) first.pop();
  }
  return first;
}
