// A voucher that is sold is no sale of goods yet: its money stands beside the takings, and what is paid with it later is in them. On the
// day's report, over a range, on the Z, its paper and in the month alike, so that no money is counted twice.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayAfter } from '../../src/shared/day-range.ts';
import { dayTables } from '../../src/shared/day-tables.ts';
import { rangeTables } from '../../src/shared/range-tables.ts';
import { plainText } from '../../src/shared/receipt-text.ts';
import type { ReportTable } from '../../src/shared/report-table.ts';
import { shiftTables } from '../../src/shared/shift-tables.ts';
import { refundedTakingsMinor, takingsMinor } from '../../src/shared/takings.ts';
import type { ShiftReport } from '../../src/shared/z-report.ts';
import { openRefundBench, type RefundBench } from './refund-bench.ts';

const SETTING = { language: 'en', currency: 'EUR', taxClasses: [] } as const;

let bench: RefundBench;
beforeEach(async () => {
  bench = await openRefundBench();
});
afterEach(() => bench.close());

/** Sells a voucher over 50.00 and spends what a sale of goods costs of it. */
async function sellAndSpend() {
  const bought = await soldVoucher(5000);
  const sale = await bench.ringUp({ articleId: bench.tile(0), quantity: 2 });
  await bench.cashier.call.checkout.takeVoucher({ ...sale, code: bought.code });
  await bench.completed();
  const { sale: sold } = await bench.detail(sale.saleId);
  return { ...bought, goodsMinor: sold.totals.totalMinor, netMinor: sold.totals.netMinor };
}

async function soldVoucher(amountMinor: number) {
  await bench.fresh();
  await bench.cashier.call.vouchers.sell({ amountMinor });
  await bench.cashier.until(({ checkout }) => checkout.sale.dueMinor === amountMinor);
  const { id: saleId } = bench.hand();
  await bench.cashier.call.checkout.takeCash({ saleId, dueMinor: amountMinor, givenMinor: amountMinor });
  await bench.completed();
  const [sold] = await bench.cashier.call.vouchers.sold({ saleId });
  return { saleId, code: sold?.code ?? '' };
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
const amountOf = (table: ReportTable | undefined, item: string) => table?.rows.find((row) => row.item === item)?.amount;

async function reports() {
  const day = await bench.manager.call.reports.day({});
  const range = await bench.manager.call.reports.range({ from: day.day, to: day.day });
  const { report: x } = await bench.manager.call.shifts.x();
  return { day, range, x };
}

/** What was sold, with vouchers and tips, is what was paid. */
function expectToBalance({ figures, prepaidMinor }: ShiftReport) {
  const { sales, vouchers, tenders } = figures;
  expect(sum(tenders, ({ amountMinor }) => amountMinor)).toBe(
    sales.totalMinor + vouchers.sold.amountMinor + sales.tipMinor + prepaidMinor.after - prepaidMinor.before,
  );
  expect(sales.netMinor + sales.taxMinor).toBe(sales.totalMinor);
}

test('its money is no takings when it is sold, and is once it is spent', async () => {
  const { goodsMinor, netMinor } = await sellAndSpend();
  const { day, range, x } = await reports();

  expect(day).toMatchObject({ totalMinor: goodsMinor, netMinor, vouchersSold: { count: 1, amountMinor: 5000 } });
  expect(takingsMinor(day)).toBe(goodsMinor);
  expect(sum(day.byHour, ({ totalMinor }) => totalMinor)).toBe(goodsMinor);
  expect(sum(day.byStaff, ({ totalMinor }) => totalMinor)).toBe(goodsMinor);
  expect(sum(day.byTender, ({ amountMinor }) => amountMinor)).toBe(goodsMinor + 5000);

  expect(range.figures).toMatchObject({ totalMinor: goodsMinor, netMinor, vouchersSold: { count: 1, amountMinor: 5000 } });
  for (const rows of [range.byDay, range.byHour.map(({ now }) => now), range.byWeekday.map(({ now }) => now), range.byStaff.map(({ now }) => now)]) {
    expect(sum(rows, ({ totalMinor }) => totalMinor)).toBe(goodsMinor);
  }

  expect(x.figures).toMatchObject({ sales: { totalMinor: goodsMinor, netMinor }, vouchers: { sold: { count: 1, amountMinor: 5000 } } });
  expect(x.grandTotal.after).toEqual({ salesMinor: goodsMinor, refundsMinor: 0, netMinor: goodsMinor });
  expectToBalance(x);

  // A line of its own beside the takings, in all tables and on paper.
  const goods = { sales: goodsMinor, 'Vouchers sold, beside the takings': 5000 };
  for (const [item, amount] of Object.entries(goods)) {
    const name = item === 'sales' ? 'Sales' : item;
    expect([name, amountOf(dayTables(day, SETTING)[0], name)]).toEqual([name, amount]);
    expect([name, amountOf(rangeTables(range, SETTING).figures, name)]).toEqual([name, amount]);
  }
  const ofX = shiftTables(x, SETTING);
  const sales = ofX.find(({ id }) => id === 'sales');
  expect([amountOf(sales, 'Total'), amountOf(sales, 'Vouchers sold')]).toEqual([goodsMinor, 5000]);
  await bench.manager.call.shop.change({ languages: { ...bench.manager.state.shop.languages, receipt: 'en' } });
  const { shiftId } = await bench.manager.call.shifts.closing();
  const counted = [{ currency: null, pieces: [], looseMinor: 5000 }];
  await bench.manager.call.shifts.count({ shiftId, countId: 'count', counted });
  await bench.manager.call.shifts.close({ shiftId, countId: 'count', reason: '', taken: [] });
  const paper = plainText(await bench.manager.call.papers.show({ kind: 'shift_report', subjectId: String(shiftId) }), 48);
  expect(paper).toMatch(/Vouchers sold \(1\) +€50\.00/);
  const month = await bench.manager.call.shifts.period({ period: day.day.slice(0, 7) });
  expect(month).toMatchObject({ figures: { sales: { totalMinor: goodsMinor } }, zs: [{ salesMinor: goodsMinor }] });
});

test('one that is taken back is no refund of takings, and stands beside them too', async () => {
  const { goodsMinor } = await sellAndSpend();
  const { saleId } = await soldVoucher(3000);
  await bench.give(await bench.offer(saleId));
  const { day, range, x } = await reports();

  for (const figures of [day, range.figures]) {
    expect(figures).toMatchObject({ vouchersSold: { count: 2, amountMinor: 8000 }, vouchersTakenBack: { count: 1, amountMinor: 3000 } });
    expect(figures.refunds).toMatchObject({ totalMinor: 3000, netMinor: 0, taxMinor: 0 });
    expect([refundedTakingsMinor(figures), takingsMinor(figures)]).toEqual([0, goodsMinor]);
  }
  expect(range.byDay).toMatchObject([{ totalMinor: goodsMinor, refundedMinor: 0 }]);
  const weekLater = await bench.manager.call.reports.day({ day: dayAfter(day.day, 7) });
  expect(weekLater.weekBefore).toMatchObject({ totalMinor: goodsMinor, refundedMinor: 0 });

  expect(x.figures).toMatchObject({
    sales: { totalMinor: goodsMinor },
    refunds: { count: 1, totalMinor: 0, netMinor: 0 },
    vouchers: { sold: { count: 2, amountMinor: 8000 }, takenBack: { count: 1, amountMinor: 3000 }, redeemed: { amountMinor: goodsMinor } },
  });
  expect(x.grandTotal.after.netMinor).toBe(goodsMinor);
  expectToBalance(x);
  const refunds = shiftTables(x, SETTING).find(({ id }) => id === 'refunds');
  expect([amountOf(refunds, 'Total'), amountOf(refunds, 'Vouchers taken back')]).toEqual([0, 3000]);
});
