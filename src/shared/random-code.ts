// Codes on paper that open something: 80 random bits in Crockford's base 32 with a check character, so that a slip of the finger is
// told from a wrong code. Scanners know what kind it is by two letters before it. Pure.

/** Crockford: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_BYTES = 10;
const CODE_CHARS = 16;

/** The canonical form: sixteen characters and the check character. */
export function randomCodeOf(bytes: Uint8Array): string {
  if (bytes.length !== CODE_BYTES) throw new Error(`a code is made of ${CODE_BYTES} bytes`);
  let bits = bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
  let code = '';
  for (let index = 0; index < CODE_CHARS; index += 1) {
    code = ALPHABET.charAt(Number(bits & 31n)) + code;
    bits >>= 5n;
  }
  return code + checkOf(code);
}

/** The canonical form of what was scanned or typed, with its prefix or without, however it is spaced; null when it is none, or misspelt. */
export function readRandomCode(text: string, prefix: string): string | null {
  const typed = bare(text);
  const code = (hasPrefix(typed, prefix) ? typed.slice(prefix.length) : typed).replace(/O/g, '0').replace(/[IL]/g, '1');
  if (code.length !== CODE_CHARS + 1 || [...code].some((char) => !ALPHABET.includes(char))) return null;
  return checkOf(code.slice(0, CODE_CHARS)) === code.charAt(CODE_CHARS) ? code : null;
}

/** Whether what was scanned or typed begins as such a code does and is as long, rightly spelt or not. */
export function isMeantAsCode(text: string, prefix: string): boolean {
  return hasPrefix(bare(text), prefix);
}

/** One code in a thousand begins with these letters itself: the length tells. */
const hasPrefix = (typed: string, prefix: string) => typed.startsWith(prefix) && typed.length === prefix.length + CODE_CHARS + 1;

const bare = (text: string) => text.toUpperCase().replace(/[\s-]/g, '');

/**
 * A check character of the same alphabet: the sum over GF(32) of each character times another power of its generator. One wrong
 * character, or any two exchanged, never give the same one.
 */
function checkOf(code: string): string {
  let check = 0;
  for (const char of code) check = timesGenerator(check ^ ALPHABET.indexOf(char));
  return ALPHABET.charAt(check);
}

/** Times x in GF(2)[x] / (x^5 + x^2 + 1). */
function timesGenerator(value: number): number {
  const shifted = value << 1;
  return shifted > 31 ? shifted ^ 0b100101 : shifted;
}
