// What stands under the name of a line, for the cashier, the customer and the manager alike: how much of it, what was chosen with
// it, what it cost before, what came off it and why, what was noted.
import type { TFunction } from 'i18next';
import { type LineItem, listMinorOf } from '../../shared/line-item.ts';
import { formatMinor } from '../../shared/money.ts';
import { kilograms, percentOf } from '../../shared/sale-sums.ts';
import { localeOf } from './i18n.ts';
import { nameIn } from './name-in.ts';

export interface LineWords {
  t: TFunction<'selling'>;
  language: string;
  currency: string;
}

/** `times`: how several pieces are written here, where the quantity does not stand beside it. */
export function lineDetails(line: LineItem, { t, language, currency }: LineWords, times: (amount: string) => string): string[] {
  const money = (minor: number) => formatMinor(minor, currency, localeOf(language));
  const { unit, quantity, unitPriceMinor, usualPriceMinor, pieceGrams, expiredOn, modifiers, discount, note } = line;
  const percent = discount ? percentOf(discount) : null;
  return [
    unit === 'kg' ? t('line.weighed', { weight: kilograms(line), amount: money(unitPriceMinor) }) : quantity > 1 ? times(money(unitPriceMinor)) : '',
    pieceGrams === null ? '' : t('line.byLabel', { weight: kilograms({ quantity: pieceGrams * quantity }) }),
    expiredOn === null ? '' : t('line.expired', { day: expiredOn }),
    usualPriceMinor === null ? '' : t('line.usually', { amount: money(usualPriceMinor) }),
    ...modifiers.map(({ names, priceMinor }) => `${nameIn(names, language)}${priceMinor > 0 ? ` +${money(priceMinor)}` : ''}`),
    discount === null ? '' : `${discount.reason} ${discount.kind === 'amount' ? money(-discount.amountMinor) : t('line.discountOf', { percent })}`,
    note,
  ].filter((words) => words !== '');
}

/** What the line costs less its own discount. */
export function lineAmountMinor(line: LineItem, ownDiscountMinor: number | undefined): number {
  return listMinorOf(line) - (ownDiscountMinor ?? 0);
}
