// What foreign notes would do to the sale, before they are taken. Pure; main takes them by the same rule.
import { foreignCashOffer } from '../../../shared/foreign-cash.ts';
import type { CurrencyCode } from '../../../shared/money.ts';
import type { ForeignCashSettings } from '../../../shared/tender-settings.ts';

export type ForeignOffer =
  | { kind: 'whole'; givenMinor: number; changeMinor: number }
  | { kind: 'part'; givenMinor: number; leftMinor: number }
  /** No notes that the shop takes make this amount, or they are worth nothing here. */
  | { kind: 'not_payable' };

export function foreignOffer(dueMinor: number, foreignMinor: number, notes: ForeignCashSettings, own: CurrencyCode): ForeignOffer {
  if (foreignMinor % notes.stepMinor !== 0) return { kind: 'not_payable' };
  const { givenMinor, amountMinor, changeMinor } = foreignCashOffer(dueMinor, foreignMinor, notes, own);
  if (givenMinor <= 0) return { kind: 'not_payable' };
  return amountMinor < dueMinor ? { kind: 'part', givenMinor, leftMinor: dueMinor - amountMinor } : { kind: 'whole', givenMinor, changeMinor };
}
