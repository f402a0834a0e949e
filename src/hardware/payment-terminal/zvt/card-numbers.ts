// Terminals mask a card's number on what they print. One that does not is masked here, before a line goes anywhere.
import { replaceCardNumbers } from '../../../shared/card-number.ts';

/** The text with all but the last four digits of what may be a card's number as `*`. */
export function withoutCardNumbers(text: string): string {
  return replaceCardNumbers(text, (number) => number.replace(/\d(?=(?:[ -]?\d){4})/g, '*'));
}
