// Prices that hold for a time: happy hour, a week of offers. Pure, the same on both sides.
// The first list in force that says something about an article counts; in it the variant or article before its category before all.
import type { Sellable } from './article.ts';
import type { Names } from './line-item.ts';
import { mulDivRound } from './money.ts';

export type PriceTarget = { kind: 'all' } | { kind: 'category'; id: string } | { kind: 'article'; id: string };
/** A price of its own, or so many parts per million more (or, negative, less) than the usual one. */
export type PriceChange = { kind: 'price'; priceMinor: number } | { kind: 'percent'; ppm: number };

export interface PriceRule {
  target: PriceTarget;
  change: PriceChange;
}

export interface Validity {
  /** Days by the shop's clock, both included; null: open. */
  fromDay: string | null;
  untilDay: string | null;
  /** 1 is Monday, 7 is Sunday; empty: every day. */
  weekdays: number[];
  /** Minutes of the day. Up to an earlier minute than from: past midnight, as part of the day on which it began. Equal: all day. */
  fromMinute: number;
  untilMinute: number;
}

export interface PriceList {
  id: string;
  names: Names;
  active: boolean;
  validity: Validity;
  rules: PriceRule[];
}

/** A moment by the shop's clock. */
export interface ShopTime {
  day: string;
  /** 0 to 1439. */
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function shopTime(atMs: number, timeZone: string): ShopTime {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  return { day: `${part.year}-${part.month}-${part.day}`, minute: Number(part.hour) * 60 + Number(part.minute) };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function holdsOn(day: string, { fromDay, untilDay, weekdays }: Validity): boolean {
  if ((fromDay !== null && day < fromDay) || (untilDay !== null && day > untilDay)) return false;
  // Sunday is 0 to Date, and 7 here.
  return weekdays.length === 0 || weekdays.includes(new Date(`${day}T00:00:00Z`).getUTCDay() || 7);
}

export function inForce(list: Pick<PriceList, 'active' | 'validity'>, { day, minute }: ShopTime): boolean {
  const { fromMinute, untilMinute } = list.validity;
  if (!list.active) return false;
  if (fromMinute === untilMinute) return holdsOn(day, list.validity);
  if (fromMinute < untilMinute) return minute >= fromMinute && minute < untilMinute && holdsOn(day, list.validity);
  return minute >= fromMinute ? holdsOn(day, list.validity) : minute < untilMinute && holdsOn(dayBefore(day), list.validity);
}

const NEARNESS: PriceTarget['kind'][] = ['article', 'category', 'all'];

export function meant(target: PriceTarget, { id, articleId, categoryId }: Pick<Sellable, 'id' | 'articleId' | 'categoryId'>): boolean {
  if (target.kind === 'all') return true;
  return target.kind === 'category' ? target.id === categoryId : target.id === id || target.id === articleId;
}

/** What it costs while these lists are in force. A price that is asked for stays asked for. */
export function priceWith(
  lists: readonly PriceList[],
  of: Pick<Sellable, 'id' | 'articleId' | 'categoryId'>,
  priceMinor: number | null,
): number | null {
  if (priceMinor === null) return null;
  for (const { rules } of lists) {
    const nearest = rules
      .filter(({ target }) => meant(target, of))
      // One that names the variant is nearer than one that names its article.
      .sort((a, b) => nearnessOf(a.target, of.id) - nearnessOf(b.target, of.id))[0];
    if (!nearest) continue;
    const { change } = nearest;
    return change.kind === 'price' ? change.priceMinor : Math.max(0, mulDivRound(priceMinor, 1_000_000 + change.ppm, 1_000_000));
  }
  return priceMinor;
}

function nearnessOf(target: PriceTarget, id: string): number {
  return target.kind === 'article' && target.id === id ? -1 : NEARNESS.indexOf(target.kind);
}
