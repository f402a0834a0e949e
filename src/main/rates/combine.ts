// The rate of several answers, pure: the median of those that are of now and agree, or the reason why there is none.
// - Of now: said by the source at most five minutes ago (its own clock), heard at most five minutes ago (a clock that cannot be set).
// - Outliers: more than 1.5 % off the median of all. More than half must be left.
// - Of three or more the median holds; two must be within 0.5 % of each other; one is never believed.
import type { SourceUse } from '../../shared/rates.ts';
import { AHEAD_MS } from './in-force.ts';
import type { Reading } from './reading.ts';

export interface HeardReading extends Reading {
  name: string;
  /** On a clock that only goes forward. */
  heardAtMonoMs: number;
}

export interface Combined extends Reading {
  sources: string[];
}

export interface Combination {
  /** What became of each reading. */
  uses: ReadonlyMap<string, SourceUse>;
  result: { ok: true; rate: Combined } | { ok: false; reason: 'missing' | 'spread' } | { ok: false; reason: 'old'; ageMs: number };
}

export const MAX_READING_AGE_MS = 300_000;
const OUTLIER_PPM = 15_000;
const TWO_SPREAD_PPM = 5_000;

export function combine(readings: readonly HeardReading[], nowMs: number, monoMs: number): Combination {
  const fresh = readings.filter((reading) => isOfNow(reading, nowMs, monoMs));
  const uses = new Map<string, SourceUse>(readings.map(({ name }) => [name, 'old']));
  const mark = (marked: readonly HeardReading[], use: SourceUse) => {
    for (const { name } of marked) uses.set(name, use);
  };
  if (fresh.length < 2) {
    mark(fresh, 'alone');
    const ages = readings.filter((reading) => !fresh.includes(reading)).map((reading) => ageOf(reading, nowMs, monoMs));
    return { uses, result: readings.length < 2 ? { ok: false, reason: 'missing' } : { ok: false, reason: 'old', ageMs: Math.min(...ages) } };
  }
  const middle = medianOf(fresh);
  const agreeing = fresh.filter(({ minorPerBtc }) => apartPpm(minorPerBtc, middle) <= OUTLIER_PPM);
  mark(fresh, 'outlier');
  const prices = agreeing.map(({ minorPerBtc }) => minorPerBtc);
  const twoDisagree = agreeing.length === 2 && apartPpm(Math.min(...prices), Math.max(...prices)) > TWO_SPREAD_PPM;
  if (agreeing.length * 2 <= fresh.length || twoDisagree) return { uses, result: { ok: false, reason: 'spread' } };
  mark(agreeing, 'used');
  const rate = {
    minorPerBtc: medianOf(agreeing),
    sources: agreeing.map(({ name }) => name),
    quotedAtMs: Math.min(...agreeing.map(({ quotedAtMs }) => quotedAtMs)),
  };
  return { uses, result: { ok: true, rate } };
}

function isOfNow(reading: HeardReading, nowMs: number, monoMs: number): boolean {
  return nowMs - reading.quotedAtMs >= -AHEAD_MS && ageOf(reading, nowMs, monoMs) <= MAX_READING_AGE_MS;
}

/** Since it was said or heard, whichever is longer ago; as far from now when it is said to be from the future. */
function ageOf({ quotedAtMs, heardAtMonoMs }: HeardReading, nowMs: number, monoMs: number): number {
  return Math.max(Math.abs(nowMs - quotedAtMs), monoMs - heardAtMonoMs);
}

/** The middle one; of an even number half way between the middle two, rounded down. */
function medianOf(readings: readonly Reading[]): number {
  const sorted = readings.map(({ minorPerBtc }) => minorPerBtc).sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return lower + Math.floor((upper - lower) / 2);
}

/** How far apart two prices are, in millionths of the lower, rounded up: exact for any safe integers. */
export function apartPpm(one: number, other: number): number {
  const [low, high] = one < other ? [BigInt(one), BigInt(other)] : [BigInt(other), BigInt(one)];
  return Number(((high - low) * 1_000_000n + low - 1n) / low);
}
