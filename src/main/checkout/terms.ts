// On which terms something is rung up at this moment: its tax class and rate, and the promotions that it carries from then on.
import type { Sellable } from '../../shared/article.ts';
import type { LineItem } from '../../shared/line-item.ts';
import { shopTime } from '../../shared/price-list.ts';
import { type Promotion, promotionIdsFor } from '../../shared/promotion.ts';
import type { Dining } from '../../shared/sale.ts';
import { shopDay } from '../../shared/shop-day.ts';
import { rateOn } from '../../shared/tax-class.ts';
import type { SalePricing } from '../../shared/tip-tax.ts';
import { VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';

export interface TermsParts {
  shop: () => ShopSettings;
  promotions: () => readonly Promotion[];
  nowMs: () => number;
}

export interface Terms {
  pricing(): SalePricing;
  /** What is asked where the shop asks; null where it does not. */
  usualDining(): Dining | null;
  taxOf(ownTaxClassId: string, dining: Dining | null): Pick<LineItem, 'taxClassId' | 'taxRatePpm'>;
  /** `null`: an open amount. */
  promotionIdsFor(of: Sellable | null): string[];
}

export function createTerms({ shop, promotions, nowMs }: TermsParts): Terms {
  const today = () => shopDay(nowMs(), shop()).day;
  return {
    pricing() {
      const { taxMode, taxRounding, taxClasses, selling } = shop();
      const tipClass = taxClasses.find(({ id }) => id === selling.tips.taxClassId);
      const tipTax = tipClass ? { taxClassId: tipClass.id, ratePpm: rateOn(tipClass, today()) } : null;
      return { taxMode, taxRounding, promotions: promotions(), tipTax };
    },
    usualDining() {
      const { asked, usual } = shop().selling.dining;
      return asked ? usual : null;
    },
    taxOf(ownTaxClassId, dining) {
      if (ownTaxClassId === VOUCHER_TAX_CLASS) return { taxClassId: VOUCHER_TAX_CLASS, taxRatePpm: 0 };
      const { taxClasses } = shop();
      const classOf = (id: string) => taxClasses.find((taxClass) => taxClass.id === id);
      const own = classOf(ownTaxClassId);
      const taxClass = dining === 'takeaway' && own?.takeawayClassId != null ? classOf(own.takeawayClassId) : own;
      if (!taxClass) throw new Error(`tax class ${ownTaxClassId} is not in the settings`);
      return { taxClassId: taxClass.id, taxRatePpm: rateOn(taxClass, today()) };
    },
    promotionIdsFor: (of) => promotionIdsFor(promotions(), of, shopTime(nowMs(), shop().timeZone)),
  };
}
