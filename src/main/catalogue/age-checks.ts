// Whom a sale is for: what only grown-ups may buy is rung up once the cashier has made sure, once a sale, and the journal says so.
import type { Sellable } from '../../shared/article.ts';
import { TillError } from '../../shared/errors.ts';
import type { AgeCheckStore } from '../store/age-check-store.ts';
import type { Journal } from '../store/journal.ts';

export interface AgeChecks {
  /** What the cashier found; it stands for the rest of this sale. */
  check(found: { saleId: string; years: number; oldEnough: boolean }, staffId: string): void;
  /** AGE_UNCHECKED, with the sale and the years that are asked about. */
  refuseUnlessOldEnough(saleId: string, sellable: Pick<Sellable, 'minimumAge'>): void;
}

export function createAgeChecks(journal: Journal, store: AgeCheckStore): AgeChecks {
  return {
    check(found, staffId) {
      journal.transact((append) => append('age_checked', found, staffId));
    },
    refuseUnlessOldEnough(saleId, { minimumAge }) {
      if (minimumAge > 0 && minimumAge > store.checkedYears(saleId)) throw new TillError('AGE_UNCHECKED', { saleId, years: minimumAge });
    },
  };
}
