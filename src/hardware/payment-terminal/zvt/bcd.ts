// Numbers as ZVT has them: two decimal digits a byte, the highest first, filled up with zeros on the left.

/** Throws a RangeError for what is no whole number >= 0, or does not fit. */
export function encodeBcd(value: number | string, bytes: number): Uint8Array {
  const digits = String(value).padStart(bytes * 2, '0');
  if (!/^\d+$/.test(digits) || digits.length !== bytes * 2) throw new RangeError(`not ${bytes * 2} digits: ${digits.length}`);
  return Uint8Array.from({ length: bytes }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16));
}

/** The digits as text, zeros and all. Null where a half byte is none. */
export function decodeBcdDigits(bytes: Uint8Array): string | null {
  const digits = Buffer.from(bytes).toString('hex');
  return /^\d*$/.test(digits) ? digits : null;
}

/** Null where it is no number, or one beyond what is exact. */
export function decodeBcd(bytes: Uint8Array): number | null {
  const digits = decodeBcdDigits(bytes);
  if (digits === null || digits === '') return null;
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : null;
}
