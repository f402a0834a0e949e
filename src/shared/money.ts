// Money as integers. Fiat is counted in ISO 4217 minor units (KRW has none, so 1 is one won; EUR counts cents),
// Bitcoin in satoshi or millisatoshi. Everything here is pure; a float never holds an amount.

/** An ISO 4217 alphabetic code, e.g. `KRW`. */
export type CurrencyCode = string;

/** 1 BTC in msat, and in sat. */
const MSAT_PER_BTC = 100_000_000_000n;
const SAT_PER_BTC = 100_000_000n;

/** The largest fiat amount of a sale or tender, in minor units: keeps every product inside BigInt-free display code. */
export const MAX_AMOUNT_MINOR = 1_000_000_000_000;

/** Ten times what a bitcoin costs in the currency with the smallest unit; what 50 of them are worth is still an exact number. */
export const MAX_MINOR_PER_BTC = 10 ** 14;

/** `market`: of several exchanges. `hand`: a manager set it. `practice`: the practice shop's table. */
export const RATE_METHODS = ['market', 'hand', 'practice'] as const;
export type RateMethod = (typeof RATE_METHODS)[number];

/** What bitcoin costs. */
export interface RateQuote {
  currency: CurrencyCode;
  /** Minor units of `currency` for one bitcoin; a positive safe integer. */
  minorPerBtc: number;
  method: RateMethod;
  /** The exchanges that it is of; empty for other methods. */
  sources: string[];
  /** When it was quoted, ms since the epoch (UTC). */
  quotedAtMs: number;
}

/** A quote that was taken for one code, and stands for it from then on. */
export interface LockedQuote extends RateQuote {
  lockedAtMs: number;
}

/**
 * The decimals of currencies that have not two (ISO 4217). Not asked of Intl: what it says differs from the standard (HUF)
 * and from one engine's version to the next, and main and the screens must never disagree about where the point is.
 */
const MINOR_DIGITS: Record<CurrencyCode, number> = {
  ...Object.fromEntries('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((currency) => [currency, 0])),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((currency) => [currency, 3])),
  ...Object.fromEntries('CLF UYW'.split(' ').map((currency) => [currency, 4])),
};

/** How many decimals the currency's minor unit has: 0 for KRW, 2 for EUR. */
export function minorDigits(currency: CurrencyCode): number {
  return MINOR_DIGITS[currency] ?? 2;
}

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${locale}|${key}`;
  let format = formats.get(id);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    formats.set(id, format);
  }
  return format;
}

/** A decimal string of minor units, exact for any safe integer: (12345, 2) -> "123.45". */
export function minorToDecimal(amountMinor: number, digits: number): string {
  const sign = amountMinor < 0 ? '-' : '';
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An amount for people: "₩12,000", "€3.50". `locale` is a BCP 47 tag. */
export function formatMinor(amountMinor: number, currency: CurrencyCode, locale: string): string {
  const digits = minorDigits(currency);
  const format = numberFormat(locale, currency, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // Intl takes a decimal string exactly (ES2023), so no amount goes through a float.
  return format.format(minorToDecimal(amountMinor, digits) as Intl.StringNumericLiteral);
}

/** A whole number of sat for people, with the locale's grouping; the unit is the caller's to add. */
export function formatSat(amountSat: number, locale: string): string {
  return numberFormat(locale, 'sat', { maximumFractionDigits: 0 }).format(amountSat);
}

/** The sat to ask for, so that the shop never gets less than the fiat amount: rounded up to the whole sat. */
export function satForMinor(amountMinor: number, minorPerBtc: number): number {
  const rate = BigInt(minorPerBtc);
  return Number((BigInt(amountMinor) * SAT_PER_BTC + rate - 1n) / rate);
}

/** What received msat are worth in minor units at the quote, rounded down: the customer is never credited more than came in. */
export function minorForMsat(msat: number, minorPerBtc: number): number {
  return Number((BigInt(msat) * BigInt(minorPerBtc)) / MSAT_PER_BTC);
}

/** `value * numerator / denominator`, rounded half away from zero, exact for safe integers. */
export function mulDivRound(value: number, numerator: number, denominator: number): number {
  const product = BigInt(value) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const half = divisor / 2n;
  return Number(product < 0n ? (product - half) / divisor : (product + half) / divisor);
}

/** The smallest cash step of currencies whose coins are coarser than their minor unit (in minor units). */
const CASH_STEP_MINOR: Record<CurrencyCode, number> = { CHF: 5, CAD: 5, AUD: 5, NZD: 10, SEK: 100, NOK: 100, DKK: 50, HUF: 500, CZK: 100, KRW: 10 };

/** What is due when it is paid in cash: to the nearest coin (half up). */
export function roundForCash(amountMinor: number, currency: CurrencyCode): number {
  const step = cashStepMinor(currency);
  return Math.floor((amountMinor + Math.floor(step / 2)) / step) * step;
}

/** The smallest coin of the currency, in minor units. */
export function cashStepMinor(currency: CurrencyCode): number {
  return CASH_STEP_MINOR[currency] ?? 1;
}

/** Notes (and large coins) people hand over, in minor units, ascending. */
const NOTES_MINOR: Record<CurrencyCode, number[]> = {
  KRW: [1000, 5000, 10000, 50000],
  JPY: [1000, 2000, 5000, 10000],
  EUR: [500, 1000, 2000, 5000, 10000, 20000],
  USD: [100, 500, 1000, 2000, 5000, 10000],
  GBP: [500, 1000, 2000, 5000],
  CHF: [1000, 2000, 5000, 10000, 20000],
};

/**
 * The amounts a customer is likely to hand over for `dueMinor`, ascending, without the exact one: for each note, the
 * smallest multiple of it that covers what is due. Where we don't know the notes, round amounts of the same size stand in.
 */
export function quickCashMinor(dueMinor: number, currency: CurrencyCode): number[] {
  const round = Math.max(10 ** (String(dueMinor).length - 1), 10 ** minorDigits(currency), cashStepMinor(currency));
  const notes = NOTES_MINOR[currency] ?? [1, 2, 5, 10].map((n) => n * round);
  const amounts = new Set<number>();
  for (const note of notes) {
    const covering = Math.ceil(dueMinor / note) * note;
    if (covering > dueMinor) amounts.add(covering);
  }
  return [...amounts].sort((a, b) => a - b).slice(0, 4);
}
