// What is sold by weight stands in every report with its weight and in no number of pieces; vouchers sold are no articles.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayTables } from '../../src/shared/day-tables.ts';
import { rangeTables } from '../../src/shared/range-tables.ts';
import { cellText, type ReportTable } from '../../src/shared/report-table.ts';
import { shiftTables } from '../../src/shared/shift-tables.ts';
import { openRefundBench, type RefundBench } from './refund-bench.ts';

const SETTING = { language: 'en', currency: 'EUR', taxClasses: [] } as const;
const READING = { locale: 'en', timeZone: 'Europe/Berlin' };

let bench: RefundBench;
beforeEach(async () => {
  bench = await openRefundBench();
});
afterEach(() => bench.close());

async function reports() {
  const day = await bench.manager.call.reports.day({});
  const range = await bench.manager.call.reports.range({ from: day.day, to: day.day });
  const { report: x } = await bench.manager.call.shifts.x();
  return { day, range, x };
}

/** What is read in the row that is called so. */
function read(table: ReportTable | undefined, name: string, keys: string[]): string[] {
  const row = table?.rows.find((one) => Object.values(one)[0] === name);
  return keys.map((key) => {
    const column = table?.columns.find((one) => one.key === key);
    return table && row && column ? cellText(table, column, row, READING) : 'not there';
  });
}

test('what was weighed is shown by its weight, in the day, a range and the X alike', async () => {
  const weighed = bench.cashier.state.catalogue.tiles.find(({ unit }) => unit === 'kg');
  const name = weighed?.names.en ?? '';
  await bench.soldForCash({ articleId: bench.tile(0), quantity: 2 });
  const before = await reports();
  for (const tables of [dayTables(before.day, SETTING), Object.values(rangeTables(before.range, SETTING)), shiftTables(before.x, SETTING)]) {
    expect(tables.flatMap(({ columns }) => columns.map(({ key }) => key))).not.toContain('weight');
  }

  for (const quantity of [1000, 284]) await bench.soldForCash({ articleId: weighed?.id ?? '', quantity });
  await bench.fresh();
  await bench.cashier.call.vouchers.sell({ amountMinor: 5000 });
  await bench.cashier.until(({ checkout }) => checkout.sale.dueMinor === 5000);
  await bench.cashier.call.checkout.takeCash({ saleId: bench.hand().id, dueMinor: 5000, givenMinor: 5000 });
  await bench.completed();
  const { day, range, x } = await reports();

  for (const figures of [day, range.figures, x.figures.sales, range.byStaff[0]?.now])
    expect(figures).toMatchObject({ itemCount: 2, weighedGrams: 1284 });
  const rows = [
    day.byArticle.find(({ articleId }) => articleId === weighed?.id),
    range.byArticle.find(({ articleId }) => articleId === weighed?.id)?.now,
  ];
  for (const row of rows) expect(row).toMatchObject({ quantity: 0, grams: 1284 });

  const ofDay = dayTables(day, SETTING);
  const ofRange = rangeTables(range, SETTING);
  const ofX = shiftTables(x, SETTING);
  for (const table of [ofDay.find(({ id }) => id === 'byArticle'), ofRange.byArticle]) {
    expect(read(table, name, ['quantity', 'weight'])).toEqual(['', '1.284']);
  }
  for (const table of [ofDay[0], ofRange.figures, ofX.find(({ id }) => id === 'sales')]) {
    expect(read(table, 'Articles sold', ['count', 'weight'])).toEqual(['2', '1.284']);
  }
  const { total } = ofRange.byCategory;
  expect(total?.cells).toMatchObject({ quantity: 2, weight: 1284 });
});
