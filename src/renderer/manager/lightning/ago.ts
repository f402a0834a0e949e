// A length of time as people say it who look back: "3 minutes ago", in the largest unit that fits. Pure.

const UNITS = [
  ['day', 24 * 60 * 60 * 1000],
  ['hour', 60 * 60 * 1000],
  ['minute', 60 * 1000],
] as const;

/** Less than a minute is "this minute"; a time that has not come yet as well: clocks differ. */
export function agoWords(elapsedMs: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const [unit, unitMs] = UNITS.find(([, ms]) => elapsedMs >= ms) ?? ['minute', Number.POSITIVE_INFINITY];
  return words.format(-Math.floor(elapsedMs / unitMs) || 0, unit);
}
