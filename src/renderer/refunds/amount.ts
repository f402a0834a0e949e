// An amount as a person types it: with a point or a comma for the decimals, or with neither. Pure.

/** Minor units of a currency with so many decimals; null for what is no amount, or has more decimals than there are. */
export function minorOf(text: string, digits: number): number | null {
  const [, whole, fraction = ''] = /^(\d{1,13})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > digits) return null;
  return Number(`${whole}${fraction.padEnd(digits, '0')}`);
}
