// What only a manager may see is not sent to anybody else, whatever their page would draw of it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';

const PLACE = '/media/owners-stick';
const MANAGERS = ['node', 'care', 'rates', 'ownNode'] as const;

let till: TestTill;
let manager: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  manager = await till.manager();
  await manager.call.shop.change({ lightning: { backupDir: PLACE } });
  await manager.until(({ shop }) => shop.lightning.backupDir === PLACE);
});
afterEach(() => till.close());

test.each(['cashier', 'customer', 'manager'] as const)(
  'the %s’s screen is not told where the shop’s money and backups go, nor what the node has, before a manager signs in',
  async (name) => {
    const screen = till.screen(name, `another ${name}`);
    await screen.until(({ shop }) => shop.name !== '');
    await manager.call.shop.change({ name: 'Renamed' });
    await screen.until(({ shop }) => shop.name === 'Renamed');
    expect(JSON.stringify(screen.state)).not.toContain(PLACE);
    for (const slice of MANAGERS) expect(screen.state).not.toHaveProperty(slice);
  },
);

test('a page that nobody has signed in to is told nothing of sales, and is shown them with the sign-in', async () => {
  const cashier = await till.cashier();
  await cashier.call.sale.addArticle({ articleId: cashier.state.catalogue.tiles[0]?.id ?? '', quantity: 1 });
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 1);
  await cashier.call.parking.park({ saleId: cashier.state.checkout.sale.id, label: 'Mrs Kim’s table' });
  await cashier.until(({ parking }) => parking.sales.length === 1);
  const screen = till.screen('manager', 'another manager');
  await screen.until(({ staff, parking }) => staff.tiles.length > 0 && parking !== undefined);
  expect(JSON.stringify(screen.state)).not.toContain('Mrs Kim');
  const staffId = screen.state.staff.tiles.find(({ role }) => role === 'owner')?.id ?? '';
  await screen.call.session.signIn({ staffId, pin: '9999' });
  await screen.until(({ parking }) => parking.sales[0]?.label === 'Mrs Kim’s table');
  await screen.call.session.signOut();
  await screen.until(({ parking }) => parking.sales.length === 0);
});

test('the customer’s screen is told none of it either where a manager is signed in on the same machine', async () => {
  const customer = till.screen('customer', 'manager');
  await customer.until(({ shop }) => shop.name !== '');
  expect(customer.state.shop.lightning.backupDir).toBeNull();
});

test('a manager who signs in is shown all of it at once, and what comes after signing out is kept back again', async () => {
  const screen = till.screen('manager', 'another manager');
  await screen.until(({ staff }) => staff.tiles.length > 0);
  const staffId = screen.state.staff.tiles.find(({ role }) => role === 'owner')?.id ?? '';
  await screen.call.session.signIn({ staffId, pin: '9999' });
  await screen.until(({ session }) => session.staff !== null);
  expect(screen.state.shop.lightning.backupDir).toBe(PLACE);
  for (const slice of MANAGERS) expect(screen.state).toHaveProperty(slice);

  await screen.call.session.signOut();
  await screen.until(({ session, shop }) => session.staff === null && shop.lightning.backupDir === null);
  for (const slice of MANAGERS) expect(screen.state).not.toHaveProperty(slice);
});
