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

describe('closing', () => {
  test('nobody is told what the drawer should hold before a count is written down', async () => {
    const cash = await sellForCash();
    const before = await manager.call.shifts.closing();
    expect(before).toMatchObject({ counts: [], begunWith: null, inDrawer: null });
    expect((await manager.call.shifts.x()).report.drawer).toMatchObject({ moved: null, counted: null });
    const after = await manager.call.shifts.count({ shiftId: 1, countId: newId(), counted: won(cash - 100) });
    expect(after.counts).toMatchObject([{ expected: [{ amountMinor: cash }], difference: [{ amountMinor: -100 }] }]);
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

  test('a shift in which nothing was sold can be ended too', async () => {
    expect(await close(0)).toMatchObject({ number: 1, receipts: null, figures: { sales: { count: 0 } } });
    expect(await close(0)).toMatchObject({ number: 2 });
  });
});

describe('the drawer', () => {
  test('cash in or out is written down once, however often its button is pressed, with a slip each', async () => {
    const request = { movementId: newId(), movement: 'paid_out', currency: null, amountMinor: 500, reason: 'Milk' } as const;
    await Promise.all([1, 2, 3].map(() => manager.call.shifts.move(request)));
    await manager.call.shifts.move({ ...request, movementId: newId() });
    await manager.until(({ paper }) => paper.papers.filter(({ name }) => name?.kind === 'cash_movement').length === 2);
    expect(manager.state.paper.papers.map(({ name }) => name?.title).sort()).toEqual(['T1-C000001', 'T1-C000002']);
    expect((await manager.call.shifts.x()).report.figures.movements).toEqual([{ movement: 'paid_out', currency: null, count: 2, amountMinor: 1000 }]);
  });

  test('a cashier needs somebody’s approval for it, and both are counted', async () => {
    const request = { movementId: newId(), movement: 'safe_drop', currency: null, amountMinor: 500, reason: 'Full' } as const;
    const refusalId = await cashier.call.shifts.move(request).then(
      () => '',
      (cause: { data?: { refusalId?: string } }) => String(cause.data?.refusalId),
    );
    const owner = cashier.state.staff.tiles.find(({ role }) => role === 'owner');
    await cashier.call.session.approve({ refusalId, staffId: owner?.id ?? '', pin: '9999' });
    await cashier.call.shifts.move(request);
    const { report } = await manager.call.shifts.x();
    expect(report.figures).toMatchObject({ refusedCount: 1, approvedCount: 1, movements: [{ movement: 'safe_drop', count: 1 }] });
  });

  test('opened without a sale it is counted, once for each press that was meant', async () => {
    const openingId = newId();
    await Promise.all([1, 2].map(() => manager.call.shifts.openDrawer({ openingId, reason: 'Change' })));
    await manager.call.shifts.openDrawer({ openingId: newId(), reason: 'Change' });
    expect((await manager.call.shifts.x()).report.figures.drawerOpenedCount).toBe(2);
  });

  test('where it cannot be opened nothing is counted', async () => {
    await manager.call.practice.printer({ fault: 'offline' });
    await manager.until(({ printing }) => printing.printers.every(({ condition }) => condition !== 'ready'));
    expect(await refusal(manager.call.shifts.openDrawer({ openingId: newId(), reason: 'Change' }))).toBe('DRAWER_NOT_OPENED');
    expect((await manager.call.shifts.x()).report.figures.drawerOpenedCount).toBe(0);
  });
});

describe('papers and files', () => {
  test('a Z is for those who may see totals: shown, printed again and counted, and saved as CSV and JSON', async () => {
    const cash = await sellForCash();
    const z = await close(cash);
    const paper = { kind: 'shift_report', subjectId: '1' } as const;
    expect(await refusal(cashier.call.papers.show(paper))).toBe('NOT_ALLOWED');
    expect(await refusal(cashier.call.papers.copy(paper))).toBe('NOT_ALLOWED');
    expect((await manager.call.papers.show(paper)).blocks).toContainEqual(expect.objectContaining({ kind: 'text', text: 'Z 1' }));
    await manager.call.papers.copy(paper);
    expect((await manager.call.shifts.x()).report.figures).toMatchObject({ copyCount: 1, refusedCount: 2 });
    const json = await manager.call.shifts.file({ of: { number: 1 }, format: 'json' });
    expect(JSON.parse(json.text)).toEqual([z]);
    const csv = await manager.call.shifts.file({ of: { period: z.day.slice(0, 7) }, format: 'csv' });
    expect(csv.fileName).toBe(`z-${z.day.slice(0, 7)}.csv`);
    expect(csv.text).toContain(`,sales,total,1,${cash},KRW,`);
    expect(await refusal(manager.call.shifts.file({ of: { number: 9 }, format: 'csv' }))).toBe('NOT_FOUND');
    expect(await refusal(manager.call.shifts.period({ period: '1999' }))).toBe('NOT_FOUND');
  });

  test('a month and a year are the sums of their Zs, on paper too', async () => {
    const first = await sellForCash();
    const z = await close(first);
    const second = await sellForCash();
    await close(first + second);
    for (const period of [z.day.slice(0, 7), z.day.slice(0, 4)]) {
      const report = await manager.call.shifts.period({ period });
      expect(report).toMatchObject({ zs: [{ number: 1 }, { number: 2 }], figures: { sales: { count: 2, totalMinor: first + second } } });
      expect(report.grandTotal.after.netMinor).toBe(first + second);
      await manager.call.shifts.printPeriod({ period });
      await manager.until(({ paper }) => paper.papers.some(({ name }) => name?.kind === 'period_report' && name.title === period));
    }
  });

  test('the day of a Z is the shop’s, and a later change of the settings leaves it as it was', async () => {
    await manager.call.shop.change({ dayStartsAtHour: 12, timeZone: 'Pacific/Kiritimati' });
    await sellForCash();
    const z = await close(0, { reason: 'None' });
    await manager.call.shop.change({ dayStartsAtHour: 0, timeZone: 'Pacific/Pago_Pago' });
    expect(await manager.call.shifts.z({ number: 1 })).toEqual(z);
    expect(await refusal(manager.call.shop.change({ timeZone: 'Mars/Olympus' }))).toBe('BAD_INPUT');
  });
});
