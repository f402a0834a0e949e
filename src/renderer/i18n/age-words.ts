// How long something has been open, as short as it can be said.
import { localeOf } from './i18n.ts';

const MINUTE_MS = 60_000;

/** "12 min", "3 hr", "2 days"; empty within the first minute. */
export function ageWords(sinceMs: number, nowMs: number, language: string): string {
  const minutes = Math.floor((nowMs - sinceMs) / MINUTE_MS);
  if (minutes < 1) return '';
  const [value, unit] =
    minutes < 90 ? [minutes, 'minute'] : minutes < 36 * 60 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: unit === 'day' ? 'long' : 'short' }).format(value);
}
