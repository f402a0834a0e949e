// Cash that comes and goes without a sale, and what a closing leaves on paper and in files.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyShop } from '../../src/main/store/verify.ts';
import { plainText } from '../../src/shared/receipt-text.ts';
import * as evening from './evening.ts';
import { newId } from './evening.ts';
import { entriesOf } from './journal-entries.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;

beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
  manager = await till.manager();
});
afterEach(() => till.close());

const sellForCash = () => evening.sellForCash(cashier);
const close = (countedMinor: number, how?: { reason?: string }) => evening.closeShift(manager, countedMinor, how);

describe('the drawer', () => {
  test('cash in or out is written down once, however often its button is pressed, with a slip each', async () => {
    const request = { movementId: newId(), movement: 'paid_out', currency: null, amountMinor: 500, reason: 'Milk' } as const;
    await Promise.all([1, 2, 3].map(() => manager.call.shifts.move(request)));
    await manager.call.shifts.move({ ...request, movementId: newId() });
    await manager.until(({ paper }) => paper.papers.filter(({ name }) => name?.kind === 'cash_movement').length === 2);
    expect(manager.state.paper.papers.map(({ name }) => name?.title).sort()).toEqual(['T1-C000001', 'T1-C000002']);
    expect((await manager.call.shifts.x()).report.figures.movements).toEqual([{ movement: 'paid_out', currency: null, count: 2, amountMinor: 1000 }]);
  });

  test('a cashier needs somebody’s approval for it: then it is approved, and was not refused', async () => {
    const request = { movementId: newId(), movement: 'safe_drop', currency: null, amountMinor: 500, reason: 'Full' } as const;
    const refusalOf = (what: typeof request) =>
      cashier.call.shifts.move(what).then(
        () => '',
        (cause: { data?: { refusalId?: string } }) => String(cause.data?.refusalId),
      );
    const refusalId = await refusalOf(request);
    const counts = async () => {
      const { refusedCount, approvedCount } = (await manager.call.shifts.x()).report.figures;
      return { refusedCount, approvedCount };
    };
    expect(await counts()).toEqual({ refusedCount: 1, approvedCount: 0 });
    const owner = cashier.state.staff.tiles.find(({ role }) => role === 'owner');
    await cashier.call.session.approve({ refusalId, staffId: owner?.id ?? '', pin: '9999' });
    await cashier.call.shifts.move(request);
    const { report } = await manager.call.shifts.x();
    expect(report.figures.movements).toMatchObject([{ movement: 'safe_drop', count: 1 }]);
    expect(await counts()).toEqual({ refusedCount: 0, approvedCount: 1 });
    await refusalOf({ ...request, movementId: newId() });
    expect(await counts()).toEqual({ refusedCount: 1, approvedCount: 1 });
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

describe('papers', () => {
  test('a Z is for those who may see totals: shown, printed again and counted', async () => {
    await close(await sellForCash());
    const paper = { kind: 'shift_report', subjectId: '1' } as const;
    expect(await refusal(cashier.call.papers.show(paper))).toBe('NOT_ALLOWED');
    expect(await refusal(cashier.call.papers.copy(paper))).toBe('NOT_ALLOWED');
    expect((await manager.call.papers.show(paper)).blocks).toContainEqual(expect.objectContaining({ kind: 'text', text: 'Z 1' }));
    await manager.call.papers.copy(paper);
    expect((await manager.call.shifts.x()).report.figures).toMatchObject({ copyCount: 1, refusedCount: 2 });
    expect(await refusal(manager.call.shifts.period({ period: '1999' }))).toBe('NOT_FOUND');
  });

  test('an X is put on paper as it is at that moment, and stays so', async () => {
    const first = await sellForCash();
    const { report } = await manager.call.shifts.printX();
    expect(report.figures.sales).toMatchObject({ count: 1, totalMinor: first });
    await manager.until(({ paper }) => paper.papers.some(({ name }) => name?.kind === 'x_report' && name.title === 'X 1'));
    const name = manager.state.paper.papers.map((paper) => paper.name).find((one) => one?.kind === 'x_report') ?? expect.unreachable('no paper');
    const paper = { kind: name.kind, subjectId: name.subjectId };
    await sellForCash();
    const text = plainText(await manager.call.papers.show(paper), 48);
    expect(text).toContain('X 1');
    expect(text).toMatch(/판매 건수 +1\n/);
    // Whoever prints it has looked at it.
    expect(report.drawer.looks).toHaveLength(1);
    // It is for those who may see totals.
    expect(await refusal(cashier.call.shifts.printX())).toBe('NOT_ALLOWED');
    expect(await refusal(cashier.call.papers.show(paper))).toBe('NOT_ALLOWED');
    expect(verifyShop(`${till.dataDir}/practice/till.sqlite`)).toMatchObject({ journal: { ok: true }, tablesCompared: true, damage: [] });
  });

  test('an X is on no paper where no printer prints receipts, and nothing says that it was', async () => {
    await manager.call.shop.change({ printers: [] });
    expect(await refusal(manager.call.shifts.printX())).toBe('PRINTER_MISSING');
    expect(entriesOf(`${till.dataDir}/practice/till.sqlite`).map(({ kind }) => kind)).not.toContain('x_printed');
  });

  test('a Z names what vouchers were sold for among its taxes, and calls it no tax', async () => {
    await cashier.call.vouchers.sell({ amountMinor: 30_000 });
    await cashier.until(({ checkout }) => checkout.sale.totals.totalMinor === 30_000);
    const { id: saleId } = cashier.state.checkout.sale;
    await cashier.call.checkout.takeCash({ saleId, dueMinor: 30_000, givenMinor: 30_000 });
    await close(30_000);
    const z = plainText(await manager.call.papers.show({ kind: 'shift_report', subjectId: '1' }), 48);
    expect(z).toMatch(/상품권 0% \(공급가액 ₩30,000\) +₩0/);
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
