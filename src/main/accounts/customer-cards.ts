// Cards by which customers are known: each is one customer's until it is unlinked, and the books have a keyed hash of it. A card only says
// who somebody is: it pays nothing, and what is put on an account is the cashier's to decide.
import type { Customer, CustomerCard, Whose } from '../../shared/account.ts';
import { TillError } from '../../shared/errors.ts';
import type { KeyedHash } from '../secrets/keyed-hash.ts';
import type { CardKeys } from '../staff/card-keys.ts';
import type { CustomerCardStore } from '../store/customer-card-store.ts';
import type { Journal } from '../store/journal.ts';

export interface CustomerCardsParts {
  journal: Journal;
  store: CustomerCardStore;
  cards: CardKeys;
  hashOf: KeyedHash;
  /** NOT_FOUND. */
  customer: (customerId: string) => Customer;
  isBadge: (scanned: string) => boolean;
  newId: () => string;
}

export interface CustomerCards {
  /** What a card is, whether it was held to a reader or typed by one. SECRETS_CLOSED. */
  whose(scanned: string): Whose;
  /** The newest first. */
  of(customerId: string): CustomerCard[];
  /** It may be theirs already. NOT_FOUND; CARD_OVER for what was held there too long ago; CARD_TAKEN; SECRETS_CLOSED. */
  link(customerId: string, scanned: string, staffId: string): void;
  /** NOT_FOUND, ALREADY_DONE. */
  unlink(cardId: string, staffId: string): void;
}

export function createCustomerCards({ journal, store, cards, hashOf, customer, isBadge, newId }: CustomerCardsParts): CustomerCards {
  return {
    whose(scanned) {
      const key = cards.keyOf(scanned);
      if (key === null) return { kind: 'over' };
      const card = store.byHash(hashOf(`customer ${key}`));
      if (card) return { kind: 'customer', customer: customer(card.customerId) };
      return { kind: isBadge(scanned) ? 'badge' : 'nobody' };
    },
    of: (customerId) => store.of(customer(customerId).id),
    link(customerId, scanned, staffId) {
      const { name: customerName } = customer(customerId);
      const key = cards.keyOf(scanned);
      if (key === null) throw new TillError('CARD_OVER');
      if (isBadge(scanned)) throw new TillError('CARD_TAKEN', { name: '' });
      const hash = hashOf(`customer ${key}`);
      journal.transact((append) => {
        const before = store.byHash(hash);
        if (before?.customerId === customerId) return;
        if (before) throw new TillError('CARD_TAKEN', { name: customer(before.customerId).name });
        append('customer_card_linked', { cardId: newId(), customerId, customerName, hash }, staffId);
      });
    },
    unlink(cardId, staffId) {
      const card = store.find(cardId);
      if (!card) throw new TillError('NOT_FOUND');
      if (card.unlinked) throw new TillError('ALREADY_DONE');
      const { customerId } = card;
      journal.transact((append) => append('customer_card_unlinked', { cardId, customerId, customerName: customer(customerId).name }, staffId));
    },
  };
}
