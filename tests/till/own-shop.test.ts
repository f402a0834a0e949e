import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestTill, refusal, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

const answers = { language: 'en', currency: 'EUR', pin: '258013', article: { name: 'Bread', priceMinor: 320 } } as const;

test('three answers make a shop that sells for cash, and says why it takes no Lightning yet', async () => {
  const screen = till.screen('cashier');
  await screen.call.shop.setUp(answers);
  await screen.until(({ shop }) => !shop.practice);
  const [owner] = screen.state.staff.tiles;
  await screen.call.session.signIn({ staffId: owner?.id ?? '', pin: '258013' });
  const [bread] = screen.state.catalogue.tiles;
  expect(bread).toMatchObject({ names: { en: 'Bread' }, priceMinor: 320 });
  await screen.call.sale.addArticle({ articleId: bread?.id ?? '' });
  await screen.until(({ checkout }) => checkout.sale.lines.length === 1);
  const { id: saleId, dueMinor } = screen.state.checkout.sale;
  expect(screen.state.lightning.health).toBe('missing');
  expect(await refusal(screen.call.checkout.requestInvoice({ saleId }))).toMatch(/RATE_MISSING|NODE_MISSING/);
  expect(await refusal(screen.call.practice.wallet({ paymentHash: '0'.repeat(64), payment: 'pay' }))).toBe('PRACTICE_ONLY');
  expect(await refusal(screen.call.practice.tapCard({ card: 'pays' }))).toBe('PRACTICE_ONLY');
  expect(await refusal(screen.call.practice.putOnScale({ grams: 500 }))).toBe('PRACTICE_ONLY');
  const manager = till.screen('manager');
  await manager.until(({ shop }) => !shop.practice);
  expect(await refusal(manager.call.practice.tapCard({ card: 'pays' }))).toBe('PRACTICE_ONLY');
  expect(await refusal(manager.call.practice.putOnScale({ grams: 500 }))).toBe('NOT_SIGNED_IN');
  await screen.call.checkout.takeCash({ saleId, dueMinor, givenMinor: 500 });
  await screen.until(({ checkout }) => checkout.sale.status === 'completed');
});

test('the own shop opens again after a restart, and the practice shop is still there beside it', async () => {
  const screen = till.screen('cashier');
  await screen.call.shop.setUp(answers);
  await till.restart();
  const after = till.screen('manager');
  await after.until(({ shop }) => !shop.practice && shop.ownShopExists);
  expect(await refusal(after.call.shop.open({ which: 'practice' }))).toBe('NOT_SIGNED_IN');
  await after.call.session.signIn({ staffId: after.state.staff.tiles[0]?.id ?? '', pin: answers.pin });
  await after.call.shop.open({ which: 'practice' });
  await after.until(({ shop }) => shop.practice);
  await after.until(({ session }) => session.staff === null);
  await after.call.shop.open({ which: 'own' });
  await after.until(({ shop }) => !shop.practice);
});

test('a second own shop, a simple or short PIN and a currency that there is not are refused, and nothing is left of them', async () => {
  const screen = till.screen('cashier');
  expect(await refusal(screen.call.shop.setUp({ ...answers, pin: '1234' }))).toBe('PIN_TOO_SIMPLE');
  expect(await refusal(screen.call.shop.setUp({ ...answers, pin: '2580' }))).toBe('PIN_TOO_SHORT');
  expect(await refusal(screen.call.shop.setUp({ ...answers, currency: 'EURO' }))).toBe('BAD_INPUT');
  expect(await refusal(screen.call.shop.open({ which: 'own' }))).toBe('NOT_FOUND');
  const twice = await Promise.all([refusal(screen.call.shop.setUp(answers)), refusal(screen.call.shop.setUp(answers))]);
  expect(twice.sort()).toEqual(['SHUTTING_DOWN', 'no refusal']);
  expect(await refusal(screen.call.shop.setUp(answers))).toBe('SHOP_EXISTS');
});

test('a shop that cannot be remembered is left again, and the one before goes on alone', async () => {
  const cashier = await till.cashier();
  mkdirSync(`${till.dataDir}/open-shop.new`);
  expect(await refusal(cashier.call.shop.setUp(answers))).toBe('INTERNAL');
  await cashier.until(({ shop }) => shop.practice && shop.ownShopExists);
  // SQLite takes its log away when the last connection to the file closes.
  expect(existsSync(`${till.dataDir}/own/till.sqlite-wal`)).toBe(false);
  rmdirSync(`${till.dataDir}/open-shop.new`);
  await cashier.call.shop.open({ which: 'own' });
  await cashier.until(({ shop }) => !shop.practice);
});

test('while a sale waits for money, nobody leaves the shop', async () => {
  const cashier = await till.cashier();
  await cashier.call.sale.addArticle({ articleId: cashier.state.catalogue.tiles[0]?.id ?? '' });
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 1);
  await cashier.call.checkout.requestInvoice({ saleId: cashier.state.checkout.sale.id });
  expect(await refusal(cashier.call.shop.setUp(answers))).toBe('SALE_HAS_PAYMENT');
});

test('a tax rate is changed for what is rung up from then on; a sale keeps its rate', async () => {
  const cashier = await till.cashier();
  const manager = await till.manager();
  const articleId = cashier.state.catalogue.tiles[0]?.id ?? '';
  await cashier.call.sale.addArticle({ articleId });
  const [taxClass] = manager.state.shop.taxClasses;
  if (!taxClass) throw new Error('no tax class');
  await manager.call.shop.change({ taxClasses: [{ ...taxClass, ratePpm: 50_000 }] });
  await cashier.call.sale.addArticle({ articleId });
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 2);
  expect(cashier.state.checkout.sale.lines.map(({ taxRatePpm }) => taxRatePpm)).toEqual([100_000, 50_000]);
  expect(cashier.state.checkout.sale.totals.taxes.map(({ ratePpm }) => ratePpm)).toEqual([50_000, 100_000]);
  expect(await refusal(manager.call.shop.change({ taxClasses: [{ ...taxClass, id: 'another one' }] }))).toBe('NOT_FOUND');
});
