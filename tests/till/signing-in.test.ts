import { afterEach, beforeEach, expect, test } from 'vitest';
import { delayAfterMs } from '../../src/main/staff/pins.ts';
import { openTestTill, refusal, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

const screenAndCashier = async () => {
  const screen = till.screen('cashier');
  await screen.until((state) => state.staff.tiles.length > 0);
  const person = screen.state.staff.tiles.find(({ role }) => role === 'cashier');
  if (!person) throw new Error('no cashier');
  return { screen, staffId: person.id };
};

test('the right PIN signs in at that screen alone, and a reload finds it again', async () => {
  const { screen, staffId } = await screenAndCashier();
  await screen.call.session.signIn({ staffId, pin: '1111' });
  await screen.until((state) => state.session.staff?.id === staffId);
  const reloaded = till.screen('cashier');
  await reloaded.until((state) => state.session.staff?.id === staffId);
  const other = till.screen('cashier', 'another browser');
  await other.until((state) => state.session !== undefined);
  expect(other.state.session.staff).toBeNull();
  await screen.call.session.signOut();
  await reloaded.until((state) => state.session.staff === null);
});

test('after three wrong PINs even the right one waits, over a restart as well, and each time longer', async () => {
  const { screen, staffId } = await screenAndCashier();
  for (const _ of [1, 2, 3]) expect(await refusal(screen.call.session.signIn({ staffId, pin: '0000' }))).toBe('PIN_WRONG');
  expect(await refusal(screen.call.session.signIn({ staffId, pin: '1111' }))).toBe('PIN_LOCKED');
  await till.restart();
  const after = till.screen('cashier');
  expect(await refusal(after.call.session.signIn({ staffId, pin: '1111' }))).toBe('PIN_LOCKED');
  till.clock.nowMs += delayAfterMs(3) + 1000;
  await after.call.session.signIn({ staffId, pin: '1111' });
  expect([3, 4, 5, 30].map(delayAfterMs)).toEqual([5_000, 10_000, 20_000, 900_000]);
});

test.each([1, 3])('a clock that is set back by a day keeps nobody out for a day after %i wrong PINs', async (wrongPins) => {
  const { screen, staffId } = await screenAndCashier();
  for (let tries = 0; tries < wrongPins; tries++) await refusal(screen.call.session.signIn({ staffId, pin: '0000' }));
  till.clock.nowMs -= 24 * 3_600_000;
  await screen.call.session.signIn({ staffId, pin: '1111' });
});

test('many tries at once count as many: guesses are not checked side by side', async () => {
  const { screen, staffId } = await screenAndCashier();
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => refusal(screen.call.session.signIn({ staffId, pin: '0000' }))));
  expect(outcomes.filter((code) => code === 'PIN_WRONG')).toHaveLength(1);
});

test('nobody else signs in with a PIN: an unknown person is refused', async () => {
  const { screen } = await screenAndCashier();
  expect(await refusal(screen.call.session.signIn({ staffId: 'nobody', pin: '1111' }))).toBe('NOT_FOUND');
});

test('no PIN reaches the log or the journal', async () => {
  const { screen, staffId } = await screenAndCashier();
  await refusal(screen.call.session.signIn({ staffId, pin: '73519' }));
  await till.restart();
  const { readFileSync } = await import('node:fs');
  expect(till.logged()).not.toContain('73519');
  expect(readFileSync(`${till.dataDir}/practice/till.sqlite`).includes('73519')).toBe(false);
});

test('the customer screen switches its own language and no other', async () => {
  const customer = till.screen('customer');
  await customer.until((state) => state.shop !== undefined);
  const { cashier, customer: spoken } = customer.state.shop.languages;
  const other = (language: string) => (language === 'en' ? 'ko' : 'en');
  expect(await refusal(customer.call.shop.speak({ audience: 'cashier', language: other(cashier) }))).toBe('WRONG_SCREEN');
  await customer.call.shop.speak({ audience: 'customer', language: other(spoken) });
  await customer.until((state) => state.shop.languages.customer === other(spoken));
  expect(customer.state.shop.languages.cashier).toBe(cashier);
});
