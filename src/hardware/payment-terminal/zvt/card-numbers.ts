// Terminals mask a card's number on what they print. One that does not is masked here, before a line goes anywhere.
import { looksLikeCardNumber } from '../../../shared/card-number.ts';

/** 13 to 19 digits, maybe in groups. */
const LIKE_A_CARD = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;

/** The text with all but the last four digits of what may be a card's number as `*`. */
export function withoutCardNumbers(text: string): string {
  return text.replace(LIKE_A_CARD, (number) => (looksLikeCardNumber(number) ? number.replace(/\d(?=(?:[ -]?\d){4})/g, '*') : number));
}

/** Where in the text such numbers are. */
export function likeCards(text: string): RegExpExecArray[] {
  return Array.from(text.matchAll(LIKE_A_CARD)).filter(([number]) => looksLikeCardNumber(number));
}
