// Terminals mask a card's number on what they print. One that does not is masked here, before a line goes anywhere.

/** 12 to 19 digits, maybe in groups. */
const LIKE_A_CARD = /(?<!\d)\d(?:[ -]?\d){11,18}(?!\d)/g;

/** The text with all but the last four digits of what may be a card's number as `*`. */
export function withoutCardNumbers(text: string): string {
  return text.replace(LIKE_A_CARD, (number) => (isCardNumber(number) ? number.replace(/\d(?=(?:[ -]?\d){4})/g, '*') : number));
}

/** Where in the text such numbers are. */
export function likeCards(text: string): RegExpExecArray[] {
  return Array.from(text.matchAll(LIKE_A_CARD)).filter(([number]) => isCardNumber(number));
}

/** ISO/IEC 7812: the digits with every second one doubled, from the right, sum up to a multiple of ten. */
function isCardNumber(number: string): boolean {
  const digits = number.replace(/\D/g, '');
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
