// A tax rate as people write it, and as it is kept: parts per million, exactly, so no rate goes through a float.

/** "8.875" or "8,875" is 88_750; null for what is no percentage from 0 to 100 with at most four decimals. */
export function ppmOfPercent(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{0,4}))?$/.exec(text.trim());
  if (!match) return null;
  const ppm = Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'));
  return ppm <= 1_000_000 ? ppm : null;
}

/** 88_750 is "8.875". */
export function percentOfPpm(ratePpm: number): string {
  const decimals = String(ratePpm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.floor(ratePpm / 10_000)}${decimals === '' ? '' : `.${decimals}`}`;
}
