// The arithmetic behind the pictures of a day: which hours to draw, and the busiest. Pure.
import type { DayReport } from '../../../shared/reports.ts';

export type HourFigures = DayReport['byHour'][number];

/** Drawn even when nothing was sold in them: a shop's usual day. */
const USUAL = { from: 9, until: 18 };
const HOURS_A_DAY = 24;

/**
 * The hours to draw, in the order of a business day that starts at `dayStartsAtHour`: the usual ones, and all from the first sale
 * to the last or to `nowHour`.
 */
export function hoursShown(byHour: readonly HourFigures[], nowHour: number | null, dayStartsAtHour: number): HourFigures[] {
  const placeOf = (hour: number) => (hour - dayStartsAtHour + HOURS_A_DAY) % HOURS_A_DAY;
  const busy = byHour.filter((hour) => hour.saleCount > 0).map(({ hour }) => placeOf(hour));
  if (nowHour !== null) busy.push(placeOf(nowHour));
  const from = Math.min(placeOf(Math.max(USUAL.from, dayStartsAtHour)), ...busy);
  const until = Math.max(placeOf(USUAL.until), ...busy);
  return byHour
    .filter(({ hour }) => placeOf(hour) >= from && placeOf(hour) <= until)
    .toSorted((one, other) => placeOf(one.hour) - placeOf(other.hour));
}

/** The hour with the largest takings; null when there were none. */
export function busiestHour(byHour: readonly HourFigures[]): HourFigures | null {
  let best: HourFigures | null = null;
  for (const hour of byHour) if (hour.totalMinor > (best?.totalMinor ?? 0)) best = hour;
  return best;
}
