// Cards by which customers are known, on real files.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CheckoutBench, openCheckoutBench } from '../checkout/checkout-test-bed.ts';
import { createCustomerCardStore } from '../store/customer-card-store.ts';
import { verifyJournal } from '../store/verify.ts';
import { type CustomerCards, createCustomerCards } from './customer-cards.ts';

const BY = 'somebody';
let bench: CheckoutBench;
let cards: CustomerCards;
let badges: string[];
beforeEach(async () => {
  bench = await openCheckoutBench();
  badges = [];
  let ids = 0;
  cards = createCustomerCards({
    journal: bench.journal,
    store: createCustomerCardStore(bench.database.facts),
    cards: { keyOf: (scanned) => (scanned === 'gone' ? null : scanned) },
    hashOf: (text) => Buffer.from(text).toString('hex'),
    customer: bench.accounts.find,
    isBadge: (scanned) => badges.includes(scanned),
    newId: () => {
      ids += 1;
      return `card-${ids}`;
    },
  });
});
afterEach(() => bench.close());
const customer = (name: string) => bench.accounts.put(null, { name, phone: '', email: '', limitMinor: 0, active: true }, BY);

test('a card that was linked brings its customer up, and is told as theirs to whoever would link it again', () => {
  const [mina, jun] = [customer('Mina'), customer('Jun')];
  expect(cards.whose('card 04aa')).toEqual({ kind: 'nobody' });
  cards.link(mina, 'card 04aa', BY);
  cards.link(mina, 'card 04aa', BY);
  expect(cards.of(mina)).toHaveLength(1);
  expect(cards.whose('card 04aa')).toMatchObject({ kind: 'customer', customer: { name: 'Mina' } });
  expect(() => cards.link(jun, 'card 04aa', BY)).toThrow(expect.objectContaining({ code: 'CARD_TAKEN', detail: { name: 'Mina' } }));

  const [card] = cards.of(mina);
  cards.unlink(card?.id ?? '', BY);
  expect(() => cards.unlink(card?.id ?? '', BY)).toThrow(expect.objectContaining({ code: 'ALREADY_DONE' }));
  cards.link(jun, 'card 04aa', BY);
  expect(cards.whose('card 04aa')).toMatchObject({ customer: { name: 'Jun' } });
  expect(verifyJournal(bench.database.facts)).toMatchObject({ ok: true });
});

test('a badge is no customer’s card, and what was held there too long ago is none at all', () => {
  const mina = customer('Mina');
  badges.push('card 04bb');
  expect(cards.whose('card 04bb')).toEqual({ kind: 'badge' });
  expect(() => cards.link(mina, 'card 04bb', BY)).toThrow(expect.objectContaining({ code: 'CARD_TAKEN' }));
  expect(cards.whose('gone')).toEqual({ kind: 'over' });
  expect(() => cards.link(mina, 'gone', BY)).toThrow(expect.objectContaining({ code: 'CARD_OVER' }));
});
