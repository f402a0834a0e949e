// A screen that nobody touches, in a whole till: what locks, what waits, and what goes on.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastCode, openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

const REST_MS = 5 * 60_000;

let till: TestTill;
let cashier: TestScreen;
let customer: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
  customer = till.screen('customer');
  await customer.until(({ checkout }) => checkout !== undefined);
});
afterEach(() => till.close());

const ringUp = async () => {
  await cashier.call.sale.addArticle({ articleId: cashier.state.catalogue.tiles[0]?.id ?? '' });
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 1);
};

test('it locks, the sale stays open, the customer sees it all the time, and the PIN goes on with it', async () => {
  await ringUp();
  const staffId = cashier.state.session.staff?.id ?? '';
  till.clock.nowMs += REST_MS;
  await cashier.until(({ session }) => session.staff === null && session.lockedFor === staffId);
  expect(await refusal(cashier.call.sale.removeLine({ lineId: cashier.state.checkout.sale.lines[0]?.id ?? '' }))).toBe('NOT_SIGNED_IN');
  expect(customer.state.checkout.sale.lines).toHaveLength(1);
  await cashier.call.session.signIn({ staffId, pin: '1111' });
  await cashier.until(({ session }) => session.staff?.id === staffId && session.lockedFor === null);
  expect(cashier.state.checkout.sale.lines).toHaveLength(1);
});

test('it does not lock while the customer is paying, however long that takes', async () => {
  await ringUp();
  await cashier.call.checkout.requestInvoice({ saleId: cashier.state.checkout.sale.id });
  await cashier.until(({ checkout }) => checkout.sale.status === 'tendering');
  till.clock.nowMs += REST_MS + 1_000;
  await cashier.call.checkout.checkInvoice({ saleId: cashier.state.checkout.sale.id, tenderId: lastCode(cashier.state.checkout.sale).id });
  expect(cashier.state.session.staff).not.toBeNull();
});

test('a manager’s desk locks as well, and forgets what only they may see', async () => {
  const manager = await till.manager();
  await manager.until((state) => state.node !== undefined);
  till.clock.nowMs += REST_MS;
  await manager.until(({ session }) => session.staff === null);
  expect(manager.state).not.toHaveProperty('node');
  expect(await refusal(manager.call.reports.day({}))).toBe('NOT_SIGNED_IN');
});

test('it locks when the shop says so', async () => {
  const manager = await till.manager();
  await manager.call.shop.change({ lockAfterMinutes: 1 });
  till.clock.nowMs += 60_000;
  await cashier.until(({ session }) => session.lockedFor !== null);
});

test('whoever may not sign in any more is out at once, and their name is on no tile', async () => {
  const manager = await till.manager();
  const staffId = cashier.state.session.staff?.id ?? '';
  await manager.call.staff.change({ staffId, active: false });
  await cashier.until(({ session, staff }) => session.staff === null && !staff.tiles.some(({ id }) => id === staffId));
  expect(await refusal(cashier.call.session.signIn({ staffId, pin: '1111' }))).toBe('NOT_FOUND');
});

test('a role that is changed holds at once for whoever has it', async () => {
  const manager = await till.manager();
  const role = manager.state.staff.roles.find(({ id }) => id === 'cashier');
  if (!role) throw new Error('no cashiers');
  expect(cashier.state.session.staff?.rights).not.toContain('see_totals');
  await manager.call.staff.putRole({ ...role, names: { en: 'Cashier', ko: '계산원' }, rights: [...role.rights, 'see_totals'] });
  await cashier.until(({ session }) => session.staff?.rights.includes('see_totals') ?? false);
  await cashier.call.reports.day({});
});
