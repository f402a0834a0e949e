// The arithmetic behind the pictures of a day: which hours to draw, how long a bar is, how today stands against last week. Pure.
import type { DayReport } from '../../../shared/reports.ts';

export type HourFigures = DayReport['byHour'][number];

/** Drawn even when nothing was sold in them: a shop's usual day. */
const USUAL = { from: 9, until: 18 };

/** The hours to draw: the usual ones, and all from the first sale to the last or to `nowHour`. */
export function hoursShown(byHour: readonly HourFigures[], nowHour: number | null): HourFigures[] {
  const busy = byHour.filter((hour) => hour.saleCount > 0).map((hour) => hour.hour);
  if (nowHour !== null) busy.push(nowHour);
  const from = Math.min(USUAL.from, ...busy);
  const until = Math.max(USUAL.until, ...busy);
  return byHour.filter(({ hour }) => hour >= from && hour <= until);
}

/** The hour with the largest takings; null when there were none. */
export function busiestHour(byHour: readonly HourFigures[]): HourFigures | null {
  let best: HourFigures | null = null;
  for (const hour of byHour) if (hour.totalMinor > (best?.totalMinor ?? 0)) best = hour;
  return best;
}

/** How much of `largest` this is, from 0 to 1: the length of a bar. */
export function lengthOf(amountMinor: number, largestMinor: number): number {
  if (largestMinor <= 0 || amountMinor <= 0) return 0;
  return Math.min(1, amountMinor / largestMinor);
}

/** Against the week before, in whole per cent; null where there is nothing to compare with. */
export function changePercent(nowMinor: number, beforeMinor: number): number | null {
  if (beforeMinor <= 0) return null;
  return Math.round(((nowMinor - beforeMinor) / beforeMinor) * 100);
}
