// Cross rates, pure: what bitcoin costs in dollars, times what a dollar is worth. The daily dollar rate counts only while a
// second source confirms it, so that nobody sets a shop's prices alone.
import { type CurrencyCode, minorDigits } from '../../shared/money.ts';
import { apartPpm } from './combine.ts';
import type { FiatReading } from './fiat/fiat-source.ts';
import { AHEAD_MS } from './in-force.ts';

/** Over Easter there are five days between two banking days' rates. */
const MAX_FIAT_AGE_MS = 5 * 86_400_000;
const CONFIRMED_PPM = 10_000;

/** How receipts name such a rate. */
export function crossName(exchange: string, currency: CurrencyCode): string {
  return `${exchange} × USD/${currency}`;
}

/** The first of them that another is within 1 % of; they come in the order of trust. */
export function confirmedFiat(readings: readonly FiatReading[], nowMs: number): FiatReading | undefined {
  const fresh = readings.filter(({ quotedAtMs }) => nowMs - quotedAtMs <= MAX_FIAT_AGE_MS && quotedAtMs - nowMs <= AHEAD_MS);
  return fresh.find((reading) => fresh.some((other) => other !== reading && apartPpm(reading.nanoPerUsd, other.nanoPerUsd) <= CONFIRMED_PPM));
}

/** Null when it would be no positive safe integer. */
export function crossMinor(centsPerBtc: number, nanoPerUsd: number, currency: CurrencyCode): number | null {
  const minor = (BigInt(centsPerBtc) * BigInt(nanoPerUsd) * 10n ** BigInt(minorDigits(currency)) + 50_000_000_000n) / 100_000_000_000n;
  return minor > 0n && minor <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(minor) : null;
}
