// The evening: the drawer counted before anybody is told what it should hold, the shift ended whatever is still under way, and
// numbers that are right without an argument.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Pile } from '../../src/shared/shift.ts';
import type { ShiftReport } from '../../src/shared/z-report.ts';
import { lastCode, openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;
let customer: TestScreen;

const openScreens = async () => {
  cashier = await till.cashier();
  manager = await till.manager();
  customer = till.screen('customer');
  await customer.until((state) => state.checkout !== undefined);
};
beforeEach(async () => {
  till = await openTestTill();
  await openScreens();
});
afterEach(() => till.close());

let ids = 0;
const newId = () => `id-${++ids}`;
const won = (looseMinor: number): Pile[] => [{ currency: null, pieces: [], looseMinor }];

const ringUp = async () => {
  const article = cashier.state.catalogue.tiles[0];
  if (!article) throw new Error('no article');
  const { id } = cashier.state.checkout.sale;
  if (cashier.state.checkout.sale.status === 'completed') {
    await cashier.call.sale.next({ saleId: id });
    await cashier.until(({ checkout }) => checkout.sale.id !== id);
  }
  await cashier.call.sale.addArticle({ articleId: article.id });
  await cashier.until(({ checkout }) => checkout.sale.lines.length > 0);
  return cashier.state.checkout.sale;
};
const sellForCash = async () => {
  const { id: saleId, dueMinor } = await ringUp();
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: dueMinor });
  await cashier.until(({ checkout }) => checkout.sale.id === saleId && checkout.sale.status === 'completed');
  return dueMinor;
};
const showCode = async () => {
  const { id: saleId } = cashier.state.checkout.sale;
  await cashier.call.checkout.requestInvoice({ saleId });
  await cashier.until(({ checkout }) => checkout.sale.tenders.some(({ status }) => status === 'waiting'));
  return lastCode(cashier.state.checkout.sale);
};
const sellByLightning = async () => {
  const { id: saleId } = await ringUp();
  const { paymentHash, amountMinor } = await showCode();
  await customer.call.practice.wallet({ paymentHash, payment: 'pay' });
  await cashier.until(({ checkout }) => checkout.sale.id === saleId && checkout.sale.status === 'completed');
  return amountMinor;
};
/** Counts so much and ends the shift with all of it left in the drawer. */
const close = async (countedMinor: number, { reason = '', takenMinor = 0 } = {}): Promise<ShiftReport> => {
  const { shiftId } = await manager.call.shifts.closing();
  const countId = newId();
  await manager.call.shifts.count({ shiftId, countId, counted: won(countedMinor) });
  const { number } = await manager.call.shifts.close({ shiftId, countId, reason, taken: [{ currency: null, amountMinor: takenMinor }] });
  return manager.call.shifts.z({ number });
};

describe('a day', () => {
  test('from the float to the Z: every number of it, and what the next day begins with', async () => {
    await cashier.call.shifts.countFloat({ shiftId: 1, counted: [{ currency: null, pieces: [{ valueMinor: 10_000, count: 5 }], looseMinor: 0 }] });
    const cash = await sellForCash();
    const lightning = await sellByLightning();
    await manager.call.shifts.move({ movementId: newId(), movement: 'paid_out', currency: null, amountMinor: 3000, reason: 'Milk' });
    await manager.call.shifts.move({ movementId: newId(), movement: 'paid_in', currency: 'KRW', amountMinor: 1000, reason: 'Found' });
    await manager.call.shifts.openDrawer({ openingId: newId(), reason: 'Change' });
    const expectedMinor = 50_000 + cash - 2000;
    const z = await close(expectedMinor - 500, { reason: 'Coins fell down', takenMinor: 40_000 });
    expect(z).toMatchObject({
      number: 1,
      receipts: { first: 'T1-000001', last: 'T1-000002' },
      figures: {
        sales: { count: 2, totalMinor: cash + lightning },
        tenders: [
          { kind: 'cash', count: 1, amountMinor: cash },
          { kind: 'lightning', count: 1, amountMinor: lightning },
        ],
        lightning: { received: { count: 1 }, matched: { count: 1, amountMinor: lightning }, listed: [] },
        movements: [
          { movement: 'paid_in', currency: null, count: 1, amountMinor: 1000 },
          { movement: 'paid_out', currency: null, count: 1, amountMinor: 3000 },
        ],
        drawerOpenedCount: 1,
      },
      prepaidMinor: { before: 0, after: 0 },
      drawer: {
        float: [{ currency: null, amountMinor: 50_000 }],
        moved: [{ currency: null, amountMinor: cash - 2000 }],
        counted: { difference: [{ currency: null, amountMinor: -500 }], reason: 'Coins fell down' },
        taken: [{ currency: null, amountMinor: 40_000 }],
        left: [{ currency: null, amountMinor: expectedMinor - 500 - 40_000 }],
      },
      grandTotal: { before: { netMinor: 0 }, after: { salesMinor: cash + lightning, refundsMinor: 0, netMinor: cash + lightning } },
    });
    expect(z.figures.lightning.received.amountMsat).toBe(z.figures.lightning.matched.amountMsat);
    expect(await manager.call.shifts.z({ number: 1 })).toEqual(z);
    const { report: next } = await manager.call.shifts.x();
    expect(next).toMatchObject({ number: 2, drawer: { carried: z.drawer.left, float: null }, figures: { sales: { count: 0 } } });
    expect(next.journal.fromSeq).toBe(z.journal.toSeq + 1);
  });

  test('a shift that nobody opened is opened by its first sale, and says that its float was not counted', async () => {
    const cash = await sellForCash();
    await cashier.until(({ shift }) => shift.openedAtMs !== null);
    expect(cashier.state.shift).toMatchObject({ id: 1, openedBy: cashier.state.session.staff?.name, floatCounted: false, canCountFloat: false });
    expect(await refusal(cashier.call.shifts.countFloat({ shiftId: 1, counted: won(5) }))).toBe('ALREADY_DONE');
    expect((await close(cash)).drawer).toMatchObject({ carried: [], float: null });
  });
});
