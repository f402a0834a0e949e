// What stands at a tick of money: short, in the shop's currency, as the language writes it ("₩1.5m", "₩150만"). Pure.
import { type CurrencyCode, formatMinor, minorDigits, minorToDecimal } from '../../../shared/money.ts';

export function shortMoney(currency: CurrencyCode, locale: string): (amountMinor: number) => string {
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 2,
  });
  return (amountMinor) =>
    amountMinor % 10 ** digits === 0
      ? format.format(minorToDecimal(amountMinor, digits) as Intl.StringNumericLiteral)
      : formatMinor(amountMinor, currency, locale);
}
