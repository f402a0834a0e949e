// Notes of another currency at the rate that the shop has set: what they are worth here, and how the rate is said. Pure.
import { type CurrencyCode, cashStepMinor, formatMinor, minorDigits, minorToDecimal, roundForCash } from './money.ts';

const MICRO = 1_000_000n;

/** What the notes are worth in minor units of the shop's currency, rounded down. */
export function worthMinor(foreignMinor: number, currency: CurrencyCode, microMinorPerUnit: number): number {
  const unit = 10n ** BigInt(minorDigits(currency));
  return Number((BigInt(foreignMinor) * BigInt(microMinorPerUnit)) / (unit * MICRO));
}

/**
 * What notes do to what is due: a part of it, or all with change in the shop's own coins. What is too much and less than a coin
 * is rounding: givenMinor - changeMinor = amountMinor + roundingMinor.
 */
export function foreignCashOffer(
  dueMinor: number,
  foreignMinor: number,
  notes: { currency: CurrencyCode; microMinorPerUnit: number },
  own: CurrencyCode,
) {
  const givenMinor = worthMinor(foreignMinor, notes.currency, notes.microMinorPerUnit);
  const cashDueMinor = roundForCash(dueMinor, own);
  if (givenMinor < Math.min(dueMinor, cashDueMinor)) return { givenMinor, amountMinor: givenMinor, changeMinor: 0, roundingMinor: 0 };
  const tooMuchMinor = Math.max(0, givenMinor - cashDueMinor);
  const changeMinor = tooMuchMinor - (tooMuchMinor % cashStepMinor(own));
  return { givenMinor, amountMinor: dueMinor, changeMinor, roundingMinor: givenMinor - changeMinor - dueMinor };
}

/** The least of it that is worth so much here, in whole steps of the notes that the shop takes. */
export function foreignFor(amountMinor: number, currency: CurrencyCode, microMinorPerUnit: number, stepMinor: number): number {
  const unit = 10n ** BigInt(minorDigits(currency));
  const perStep = BigInt(stepMinor) * BigInt(microMinorPerUnit);
  const steps = (BigInt(amountMinor) * unit * MICRO + perStep - 1n) / perStep;
  return Number(steps) * stepMinor;
}

/** "1 USD = ₩1,350.25": all the decimals that the rate has, and the currency's own at least. */
export function foreignRateWords(currency: CurrencyCode, microMinorPerUnit: number, own: CurrencyCode, locale: string): string {
  const whole = Math.floor(microMinorPerUnit / 1_000_000);
  const rest = microMinorPerUnit % 1_000_000;
  if (rest === 0) return `1 ${currency} = ${formatMinor(whole, own, locale)}`;
  const digits = minorDigits(own) + 6;
  const decimal = minorToDecimal(microMinorPerUnit, digits).replace(/0+$/, '');
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: own, currencyDisplay: 'narrowSymbol', maximumFractionDigits: digits });
  return `1 ${currency} = ${format.format(decimal as Intl.StringNumericLiteral)}`;
}
