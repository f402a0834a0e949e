// The evening: the drawer counted before anybody is told what it should hold, the shift ended whatever is still under way, and
// numbers that are right without an argument.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_AMOUNT_MINOR } from '../../src/shared/money.ts';
import * as evening from './evening.ts';
import { newId, won } from './evening.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

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

const sellForCash = () => evening.sellForCash(cashier);
const sellByLightning = () => evening.sellByLightning(cashier, customer);
const ringUp = () => evening.ringUp(cashier);
const showCode = () => evening.showCode(cashier);
/** Counts so much, takes some of it out and ends the shift. */
const close = (countedMinor: number, how?: { reason?: string; takenMinor?: number }) => evening.closeShift(manager, countedMinor, how);

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

describe('closing', () => {
  test('nobody is told what the drawer should hold before a count is written down', async () => {
    const cash = await sellForCash();
    const before = await manager.call.shifts.closing();
    expect(before).toMatchObject({ counts: [], begunWith: null, inDrawer: null });
    expect((await manager.call.shifts.x()).report.drawer).toMatchObject({ moved: null, counted: null });
    const after = await manager.call.shifts.count({ shiftId: 1, countId: newId(), counted: won(cash - 100) });
    expect(after.counts).toMatchObject([{ expected: [{ amountMinor: cash }], difference: [{ amountMinor: -100 }] }]);
  });

  test('nobody looks at an X unseen: the Z names who did, and whether the drawer had been counted by then', async () => {
    const cash = await sellForCash();
    const { id: shiftId } = manager.state.shift;
    const staffName = manager.state.session.staff?.name;
    expect((await manager.call.shifts.x()).report.drawer.looks).toMatchObject([{ staffName, counts: 0 }]);
    await manager.call.shifts.count({ shiftId, countId: newId(), counted: won(cash - 100) });
    await manager.call.shifts.x();
    expect(await refusal(cashier.call.shifts.x())).toBe('NOT_ALLOWED');
    const z = await close(cash);
    expect(z.drawer.looks).toMatchObject([
      { staffName, counts: 0 },
      { staffName, counts: 1 },
    ]);
    const paper = JSON.stringify(await manager.call.papers.show({ kind: 'shift_report', subjectId: String(z.number) }));
    expect(paper).toMatch(/(X seen before counting|실사 전 X 조회)/);
    const next = await sellForCash();
    expect((await close(cash + next)).drawer.looks).toEqual([]);
  });

  test('counts may be made again, and each is kept; the last one stands', async () => {
    const cash = await sellForCash();
    for (const amount of [cash - 1000, cash + 10]) await manager.call.shifts.count({ shiftId: 1, countId: newId(), counted: won(amount) });
    const z = await close(cash);
    expect(z.drawer.counted?.counts.map(({ difference }) => difference[0]?.amountMinor)).toEqual([-1000, 10, 0]);
    expect(z.drawer.counted?.difference).toEqual([{ currency: null, amountMinor: 0 }]);
  });

  test('what is sold between the count and the end is no difference', async () => {
    const first = await sellForCash();
    const countId = newId();
    await manager.call.shifts.count({ shiftId: 1, countId, counted: won(first) });
    const second = await sellForCash();
    await manager.call.shifts.close({ shiftId: 1, countId, reason: '', taken: [] });
    expect((await manager.call.shifts.z({ number: 1 })).drawer).toMatchObject({
      counted: { expected: [{ amountMinor: first }], difference: [{ amountMinor: 0 }] },
      left: [{ amountMinor: first + second }],
    });
  });

  test('a difference wants a reason, and no more is taken than there is', async () => {
    const cash = await sellForCash();
    expect(await refusal(close(cash - 10))).toBe('REASON_MISSING');
    expect(await refusal(close(cash, { takenMinor: cash + 1 }))).toBe('AMOUNT_TOO_LARGE');
    expect(await refusal(manager.call.shifts.close({ shiftId: 1, countId: 'another', reason: 'x', taken: [] }))).toBe('SHIFT_CHANGED');
    expect(await refusal(manager.call.shifts.close({ shiftId: 7, countId: 'another', reason: 'x', taken: [] }))).toBe('SHIFT_CHANGED');
    expect(await manager.call.shifts.zs({ before: null })).toEqual([]);
    expect((await close(cash)).number).toBe(1);
  });

  test('pressed twice, from two screens at once, it makes one Z and one paper', async () => {
    const cash = await sellForCash();
    const other = await till.manager();
    const countId = newId();
    await Promise.all([manager, other].map(({ call }) => call.shifts.count({ shiftId: 1, countId, counted: won(cash) })));
    const request = { shiftId: 1, countId, reason: '', taken: [] };
    expect(await Promise.all([manager, other, manager].map(({ call }) => call.shifts.close(request)))).toEqual([
      { number: 1 },
      { number: 1 },
      { number: 1 },
    ]);
    expect(await manager.call.shifts.zs({ before: null })).toMatchObject([{ number: 1 }]);
    await manager.until(({ printing, paper }) => printing.pendingCount === 0 && paper.papers.some(({ name }) => name?.kind === 'shift_report'));
    expect(manager.state.paper.papers.filter(({ name }) => name?.kind === 'shift_report')).toHaveLength(1);
    expect((await manager.call.shifts.z({ number: 1 })).drawer.counted?.counts).toHaveLength(1);
  });

  test('the till sells on while the Z is made, and what it sells is the next shift’s', async () => {
    const cash = await sellForCash();
    const countId = newId();
    await manager.call.shifts.count({ shiftId: 1, countId, counted: won(cash) });
    const closing = manager.call.shifts.close({ shiftId: 1, countId, reason: '', taken: [] });
    const meanwhile = await sellForCash();
    await closing;
    expect((await manager.call.shifts.z({ number: 1 })).figures.sales).toMatchObject({ count: 1, totalMinor: cash });
    const { report } = await manager.call.shifts.x();
    expect(report).toMatchObject({
      number: 2,
      figures: { sales: { count: 1, totalMinor: meanwhile } },
      drawer: { carried: [{ amountMinor: cash }] },
    });
  });

  test('an open sale, its payment and a code that waits are carried over and named; the payment is the next shift’s, as a numbered correction', async () => {
    await ringUp();
    const { id: saleId, dueMinor } = cashier.state.checkout.sale;
    await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: 1000 });
    await cashier.until(({ checkout }) => checkout.sale.dueMinor === dueMinor - 1000);
    const { paymentHash } = await showCode();
    const first = await close(1000);
    expect(first.carriedOver).toMatchObject({
      sales: [{ saleId, totalMinor: dueMinor, paidMinor: 1000, parked: false }],
      codes: [{ paymentHash, saleId, amountMinor: dueMinor - 1000 }],
    });
    expect(first).toMatchObject({ prepaidMinor: { before: 0, after: 1000 }, figures: { sales: { count: 0 } }, corrections: [] });

    await customer.call.practice.wallet({ paymentHash, payment: 'pay' });
    await cashier.until(({ checkout }) => checkout.sale.status === 'completed');
    const second = await close(1000);
    expect(second).toMatchObject({
      prepaidMinor: { before: 1000, after: 0 },
      figures: { sales: { count: 1, totalMinor: dueMinor }, tenders: [{ kind: 'lightning', amountMinor: dueMinor - 1000 }] },
      corrections: [{ number: 1, ofShift: 1, kind: 'code_paid', subjectId: paymentHash, amountMinor: dueMinor - 1000 }],
    });
    expect(second.grandTotal.after.salesMinor).toBe(dueMinor);
  });

  test('money that comes too late for a sale of the shift before is listed in the one that it came in', async () => {
    await ringUp();
    const { paymentHash } = await showCode();
    await cashier.call.sale.cancel({ saleId: cashier.state.checkout.sale.id });
    const first = await close(0);
    expect(first.figures).toMatchObject({ cancelled: { count: 1 }, lightning: { received: { count: 0 } } });
    await customer.call.practice.wallet({ paymentHash, payment: 'pay' });
    await manager.until(({ attention }) => attention.open.length === 1);
    const second = await close(0);
    expect(second.figures.lightning).toMatchObject({ received: { count: 1 }, matched: { count: 0 }, listed: [{ kind: 'late', count: 1 }] });
    expect(second.carriedOver.listed.count).toBe(1);
    expect(second.figures.lightning.listed[0]?.amountMsat).toBe(second.figures.lightning.received.amountMsat);
  });

  test('papers that a printer owes are named, and hold nothing up', async () => {
    await manager.call.practice.printer({ fault: 'paper_out' });
    await manager.until(({ printing }) => printing.printers.some(({ condition }) => condition === 'paper_out'));
    const cash = await sellForCash();
    await manager.until(({ printing }) => printing.pendingCount === 1);
    expect((await close(cash)).carriedOver.papers).toEqual([{ kind: 'receipt', title: 'T1-000001' }]);
  });

  test('a Z that is not made yet when the till stops is made with the next start, as it would have been', async () => {
    const cash = await sellForCash();
    const countId = newId();
    await manager.call.shifts.count({ shiftId: 1, countId, counted: won(cash) });
    // The cut is on the disk when the reports' thread is asked; the till stops before that has answered.
    const closing = refusal(manager.call.shifts.close({ shiftId: 1, countId, reason: '', taken: [] }));
    await manager.until(({ shift }) => shift.id === 2);
    expect(manager.state.shift.lastZ).toBe(0);
    await Promise.all([closing, till.restart()]);
    expect(await closing).toBe('SHUTTING_DOWN');
    await openScreens();
    await manager.until(({ shift }) => shift.lastZ === 1);
    expect(await manager.call.shifts.z({ number: 1 })).toMatchObject({
      figures: { sales: { count: 1, totalMinor: cash } },
      drawer: { left: [{ amountMinor: cash }] },
    });
    expect(await manager.call.shifts.close({ shiftId: 1, countId, reason: '', taken: [] })).toEqual({ number: 1 });
  });

  test('no float and no count is so large that a shift could not end with it', async () => {
    const pieces = Array.from({ length: 40 }, () => ({ valueMinor: MAX_AMOUNT_MINOR, count: 100_000 }));
    const counted = Array.from({ length: 20 }, () => ({ currency: null, pieces, looseMinor: MAX_AMOUNT_MINOR }));
    const { shiftId } = await manager.call.shifts.closing();
    expect(await refusal(manager.call.shifts.countFloat({ shiftId, counted }))).toBe('BAD_INPUT');
    expect(await refusal(manager.call.shifts.count({ shiftId, countId: newId(), counted }))).toBe('BAD_INPUT');
    await manager.call.shifts.countFloat({ shiftId, counted: won(MAX_AMOUNT_MINOR) });
    expect(await close(MAX_AMOUNT_MINOR)).toMatchObject({ number: 1, drawer: { left: [{ amountMinor: MAX_AMOUNT_MINOR }] } });
  });

  test('a shift in which nothing was sold can be ended too', async () => {
    expect(await close(0)).toMatchObject({ number: 1, receipts: null, figures: { sales: { count: 0 } } });
    expect(await close(0)).toMatchObject({ number: 2 });
  });
});
