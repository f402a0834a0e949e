// One answer of one source, and the forms that all sources' files are made from. A source's `parse` is pure: it says what the
// answer means, or throws why it means nothing.
import { z } from 'zod';
import { type CurrencyCode, minorDigits } from '../../shared/money.ts';
import type { SourceTrouble } from '../../shared/rates.ts';
import { scaledDecimal } from './decimal.ts';

export interface Reading {
  /** Minor units of the currency for one bitcoin; a positive safe integer. */
  minorPerBtc: number;
  /** When it was so, as the source says. */
  quotedAtMs: number;
}

/** A public market for bitcoin. */
export interface Exchange {
  /** As it is named on receipts. */
  name: string;
  /** What it trades bitcoin for. */
  currencies: readonly CurrencyCode[];
  /** Where it says so, below its base URL. */
  path(currency: CurrencyCode): string;
  /** `json` from `parseExactJson`: its numbers are texts. Throws SourceError. */
  parse(json: unknown, currency: CurrencyCode): Reading;
}

/** A source that has no answer of use; `message` is for the log. */
export class SourceError extends Error {
  readonly trouble: SourceTrouble;

  constructor(trouble: SourceTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SourceError';
    this.trouble = trouble;
  }
}

/** A number of the answer, which came as a number or in quotes. */
export const decimal = z.string().regex(/^-?\d[\d.eE+-]{0,60}$/);
/** A time as milliseconds since the epoch, from milliseconds, seconds, or ISO 8601. */
const moment = z.int().min(1);
export const epochMs = decimal.transform((text) => Number(scaledDecimal(text, 0))).pipe(moment);
export const epochSeconds = decimal.transform((text) => Number(scaledDecimal(text, 3))).pipe(moment);
export const isoTime = z
  .string()
  .transform((text) => Date.parse(text))
  .pipe(moment);

/** What the answer is by its schema; other answers are `unreadable`. */
export function readAs<T>(schema: z.ZodType<T>, json: unknown): T {
  const read = schema.safeParse(json);
  if (!read.success) throw new SourceError('unreadable', z.prettifyError(read.error).slice(0, 300));
  return read.data;
}

/** A price in minor units; `no_price` when it is zero, negative or beyond any. */
export function priceMinor(text: string, currency: CurrencyCode): number {
  const minor = scaledDecimal(text, minorDigits(currency));
  if (minor === null || minor <= 0n || minor > BigInt(Number.MAX_SAFE_INTEGER)) throw new SourceError('no_price', `a price of ${text.slice(0, 60)}`);
  return Number(minor);
}

/** Half way between what buyers offer and sellers ask; a market where they are a twentieth apart has no price. */
export function middleMinor(bid: string, ask: string, currency: CurrencyCode): number {
  const [bidMinor, askMinor] = [priceMinor(bid, currency), priceMinor(ask, currency)];
  if (askMinor < bidMinor || askMinor - bidMinor > bidMinor / 20) throw new SourceError('no_price', `bid ${bid}, ask ${ask}`);
  return bidMinor + Math.floor((askMinor - bidMinor) / 2);
}
