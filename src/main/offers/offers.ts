// What the shop offers beside its articles: modifiers and promotions, in memory as the journal last said, changed by a manager,
// shown to screens after the fact.
import type { ModifierGroupInput, PromotionInput } from '../../shared/contract/offers.ts';
import { TillError } from '../../shared/errors.ts';
import type { ModifierGroup, OffersState } from '../../shared/offers.ts';
import type { Promotion } from '../../shared/promotion.ts';
import type { Journal } from '../store/journal.ts';
import type { OfferStore } from '../store/offer-store.ts';

export interface OffersParts {
  journal: Journal;
  store: OfferStore;
  newId: () => string;
  nowMs: () => number;
  publish: (state: OffersState) => void;
}

export interface Offers {
  /** Those that have ended too. */
  promotions(): readonly Promotion[];
  modifierGroups(ids: readonly string[]): ModifierGroup[];
  makePromotion(promotion: PromotionInput, staffId: string): void;
  endPromotion(promotionId: string, staffId: string): void;
  putModifierGroups(groups: readonly ModifierGroupInput[], staffId: string): void;
}

const MOST_SHOWN = 100;

export function openOffers({ journal, store, newId, nowMs, publish }: OffersParts): Offers {
  let groups = store.modifierGroups();
  let promotions = store.promotions();
  const tell = () => {
    // Those in force are never cut off by those that have ended.
    const standing = promotions.filter(({ endedAtMs }) => endedAtMs === null);
    const ended = promotions.filter(({ endedAtMs }) => endedAtMs !== null).slice(0, MOST_SHOWN);
    publish({ modifierGroups: groups, promotions: [...standing, ...ended] });
  };
  tell();
  return {
    promotions: () => promotions,
    modifierGroups: (ids) => groups.filter(({ id }) => ids.includes(id)),
    makePromotion(input, staffId) {
      const promotion = { ...input, id: newId() };
      journal.transact((append) => append('promotion_made', { promotion }, staffId));
      promotions = [{ ...promotion, endedAtMs: null }, ...promotions];
      tell();
    },
    endPromotion(promotionId, staffId) {
      const promotion = promotions.find(({ id }) => id === promotionId);
      if (!promotion) throw new TillError('NOT_FOUND');
      if (promotion.endedAtMs !== null) throw new TillError('ALREADY_DONE');
      journal.transact((append) => append('promotion_ended', { promotionId, names: promotion.names }, staffId));
      promotions = promotions.map((other) => (other === promotion ? { ...promotion, endedAtMs: nowMs() } : other));
      tell();
    },
    putModifierGroups(input, staffId) {
      const next = input.map((group) => ({
        ...group,
        id: group.id ?? newId(),
        modifiers: group.modifiers.map((modifier) => ({ ...modifier, id: modifier.id ?? newId() })),
      }));
      const ids = next.flatMap(({ id, modifiers }) => [id, ...modifiers.map((modifier) => modifier.id)]);
      if (new Set(ids).size !== ids.length) throw new TillError('BAD_INPUT');
      journal.transact((append) => append('modifier_groups_put', { groups: next }, staffId));
      groups = next;
      tell();
    },
  };
}
