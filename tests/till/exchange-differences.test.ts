// Notes of another currency come at the rate of their moment and go at that of theirs: what they gained or lost in between is posted to an
// account of its own as the shift ends, so that what stands in the books for the notes is what the notes are worth.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from './evening.ts';
import { fetchExport } from './fetched-export.ts';
import { openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';

const ALWAYS = { from: '2020-01-01', to: '2029-12-28' };

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
  manager = await till.manager();
});
afterEach(() => till.close());

/** One dollar in won, from now on. */
const setRate = (won: number) =>
  manager.call.shop.change({
    tenders: {
      ...manager.state.shop.tenders,
      kinds: [...new Set([...manager.state.shop.tenders.kinds, 'foreign_cash'] as const)],
      foreignCash: [{ currency: 'USD', microMinorPerUnit: won * 1_000_000, stepMinor: 100 }],
    },
  });

/** A sale over what the dollars are worth, paid with them. */
async function sellFor(dollars: number, amountMinor: number) {
  const { id, status } = cashier.state.checkout.sale;
  if (status === 'completed') await cashier.call.sale.next({ saleId: id });
  await cashier.call.sale.addOpenAmount({ amountMinor });
  await cashier.until(({ checkout }) => checkout.sale.status === 'open' && checkout.sale.dueMinor === amountMinor);
  const { id: saleId } = cashier.state.checkout.sale;
  await cashier.call.checkout.takeForeignCash({ saleId, dueMinor: amountMinor, currency: 'USD', foreignMinor: dollars * 100 });
  await cashier.until(({ checkout }) => checkout.sale.status === 'completed');
}

/** Ends the shift: so much is counted, and so much of it is taken out. */
async function end(countedDollars: number, takenDollars: number) {
  const { shiftId, currencies } = await manager.call.shifts.closing();
  const countId = newId();
  const counted = currencies.map((currency) => ({ currency, pieces: [], looseMinor: currency === null ? 0 : countedDollars * 100 }));
  await manager.call.shifts.count({ shiftId, countId, counted });
  const taken = currencies.map((currency) => ({ currency, amountMinor: currency === null ? 0 : takenDollars * 100 }));
  await manager.call.shifts.close({ shiftId, countId, reason: 'As always', taken });
}

/** What each account comes to, in won; nothing left out. */
async function balances() {
  const file = await fetchExport(manager, { kind: 'postings', ...ALWAYS, by: 'entry' });
  const [head = '', ...lines] = (file?.bytes.toString() ?? '')
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');
  const at = (name: string) => head.split(',').indexOf(name);
  const sums: Record<string, number> = {};
  for (const line of lines) {
    const cells = line.split(',');
    const name = cells[at('account_name')] ?? '';
    sums[name] = (sums[name] ?? 0) + Number(cells[at('debit')]) - Number(cells[at('credit')]);
  }
  expect(Object.values(sums).reduce((sum, amount) => sum + amount, 0)).toBe(0);
  return sums;
}

test('notes that are worth more as they leave than as they came leave nothing behind but an exchange gain', async () => {
  await setRate(1300);
  await sellFor(10, 13_000);
  await setRate(1400);
  await end(10, 10);
  // Credit: a gain.
  expect(await balances()).toMatchObject({ 외화현금: 0, '금고 및 예입 중 현금': 14_000, 외환차손익: -1000 });
});

test('notes that stay stand at what they are worth as each shift ends, in whatever shift the rate changes', async () => {
  await setRate(1300);
  await sellFor(10, 13_000);
  await end(10, 0);
  expect((await balances()).외화현금).toBe(13_000);
  expect((await balances()).외환차손익).toBeUndefined();
  await setRate(1250);
  await sellFor(4, 5000);
  await setRate(1200);
  // Two are missing: they are a difference of the drawer, at today's rate.
  await end(12, 5);
  expect(await balances()).toMatchObject({ 외화현금: 7 * 1200, 현금과부족: 2 * 1200, 외환차손익: 13_000 + 5000 - 14 * 1200 });
  await setRate(1500);
  await end(7, 7);
  expect(await balances()).toMatchObject({ 외화현금: 0, 외환차손익: 13_000 + 5000 - 14 * 1200 - 7 * 300 });
});

test('two currencies are kept apart, and notes of one that is not taken any more keep the worth that was said of them last', async () => {
  const { tenders } = manager.state.shop;
  const kinds = [...new Set([...tenders.kinds, 'foreign_cash'] as const)];
  const rates = (...won: [currency: string, won: number][]) =>
    manager.call.shop.change({
      tenders: { ...tenders, kinds, foreignCash: won.map(([currency, each]) => ({ currency, microMinorPerUnit: each * 1_000_000, stepMinor: 100 })) },
    });
  await rates(['USD', 1300], ['EUR', 1500]);
  await sellFor(10, 13_000);
  await manager.call.shifts.move({ movementId: newId(), movement: 'paid_in', currency: 'EUR', amountMinor: 2000, reason: 'Change' });
  await rates(['USD', 1310], ['EUR', 1480]);
  await rates(['USD', 1320]);
  const { shiftId, currencies } = await manager.call.shifts.closing();
  const inDrawer = (currency: string | null) => ({ USD: 1000, EUR: 2000 })[currency ?? ''] ?? 0;
  const countId = newId();
  const counted = currencies.map((currency) => ({ currency, pieces: [], looseMinor: inDrawer(currency) }));
  await manager.call.shifts.count({ shiftId, countId, counted });
  await manager.call.shifts.close({ shiftId, countId, reason: '', taken: [] });
  const gained = 10 * (1320 - 1300) + 20 * (1480 - 1500);
  expect(await balances()).toMatchObject({ 외화현금: 10 * 1320 + 20 * 1480, 외환차손익: -gained });
  // A shift in which nothing happened at all.
  const next = await manager.call.shifts.closing();
  const again = newId();
  await rates(['USD', 1400]);
  await manager.call.shifts.count({ shiftId: next.shiftId, countId: again, counted });
  await manager.call.shifts.close({ shiftId: next.shiftId, countId: again, reason: '', taken: [{ currency: 'EUR', amountMinor: 2000 }] });
  expect(await balances()).toMatchObject({ 외화현금: 10 * 1400, '금고 및 예입 중 현금': 20 * 1480, 외환차손익: -gained - 10 * 80 });
});
