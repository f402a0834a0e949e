// A length of time as people say it who look back: "3 minutes ago", in the largest unit that fits. Pure.

const MINUTE_MS = 60_000;
const UNITS = [
  ['day', 24 * 60 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
] as const;

/** Less than a minute is "now"; a time that has not come yet as well: clocks differ. */
export function agoWords(elapsedMs: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const fitting = UNITS.find(([, unitMs]) => elapsedMs >= unitMs);
  if (!fitting) return words.format(0, 'second');
  const [unit, unitMs] = fitting;
  return words.format(-Math.floor(elapsedMs / unitMs), unit);
}
