// What a dollar is worth in other money: the second leg of a cross rate.
import type { CurrencyCode } from '../../../shared/money.ts';
import { scaledDecimal } from '../decimal.ts';
import { SourceError } from '../reading.ts';

export interface FiatReading {
  /** Thousand-millionths of one unit of the currency for one US dollar; a positive safe integer. */
  nanoPerUsd: number;
  quotedAtMs: number;
}

/** A public list of reference rates, made once a day. */
export interface FiatSource {
  name: string;
  path(currency: CurrencyCode): string;
  /** Throws SourceError. */
  parse(json: unknown, currency: CurrencyCode): FiatReading;
}

export function nanoOf(text: string | undefined): number {
  const nano = scaledDecimal(text ?? '', 9);
  if (nano === null || nano <= 0n || nano > BigInt(Number.MAX_SAFE_INTEGER)) throw new SourceError('no_price', `a rate of ${text?.slice(0, 60)}`);
  return Number(nano);
}
