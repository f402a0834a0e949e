// Decimals as exchanges write them, taken exactly: a price never goes through a float on its way to integer minor units.

/** What JSON and exchanges write numbers in; more digits than any price has are no number to us. */
const DECIMAL = /^(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** `text` in units of 10^-digits, rounded half up; null when it is no unsigned decimal. ("64123.455", 2) -> 6412346n */
export function scaledDecimal(text: string, digits: number): bigint | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const units = BigInt(whole + fraction);
  const shift = digits - fraction.length + Number(exponent);
  if (shift >= 0) return units * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return (units + divisor / 2n) / divisor;
}

/** JSON whose numbers stay the digits that were sent, as texts. Throws SyntaxError. */
export function parseExactJson(text: string): unknown {
  const keepDigits = (_key: string, value: unknown, { source }: { source?: string } = {}) => (typeof value === 'number' ? source : value);
  return JSON.parse(text, keepDigits);
}
