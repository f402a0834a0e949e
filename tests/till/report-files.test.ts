// Reports as files: asked for at a manager's screen, written by the thread for files, and read again by other libraries. What stands in
// them is what the same report says on the screen.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromSheet, inCsv, inSheet, readCsv, readPdf, readXlsx, rowsOf } from '../../src/main/reports/files/files-test-bed.ts';
import type { MadeReport } from '../../src/main/reports/files/report-job.ts';
import { reportPages } from '../../src/main/reports/files/report-pages.ts';
import { FILE_FORMATS, type ReportOfFile } from '../../src/shared/report-file.ts';
import type { ReportTable } from '../../src/shared/report-table.ts';
import { closeShift, sellByLightning, sellForCash } from './evening.ts';
import { fetchReport } from './fetched-report.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;
let customer: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
  manager = await till.manager();
  customer = till.screen('customer');
  await customer.until((state) => state.checkout !== undefined);
});
afterEach(() => till.close());

/** A day that is over, with a sale in cash and one over Lightning; and one sale of the next shift. */
async function aDay() {
  const cash = await sellForCash(cashier);
  const lightning = await sellByLightning(cashier, customer);
  const z = await closeShift(manager, cash);
  const later = await sellForCash(cashier);
  return { z, takingsMinor: cash + lightning, allMinor: cash + lightning + later };
}

/** While the sums behind ranges are counted up for the first time, the report is asked for again. */
async function rangeOf(from: string, to: string) {
  for (;;) {
    try {
      return await manager.call.reports.range({ from, to });
    } catch (cause) {
      if ((cause as { code?: string }).code !== 'REPORTS_COUNTING') throw cause;
    }
  }
}

/** The tables that the screen would show. */
function tablesOf(made: MadeReport): ReportTable[] {
  const { shop } = manager.state;
  const pages = reportPages({ kind: 'report', made, table: null, format: 'csv', setting: { ...shop, language: 'en' }, shop, madeAtMs: 0 });
  return pages?.tables ?? [];
}

describe('a file of a report', () => {
  test('is made after those that were asked for before, however many are asked for at once', async () => {
    const { z } = await aDay();
    const done: string[] = [];
    const report = { kind: 'z', number: z.number } as const;
    const asked = (['pdf', 'xlsx', 'csv'] as const).map((format) => fetchReport(manager, { report, format }).then(() => done.push(format)));
    const wrong = refusal(fetchReport(manager, { report: { kind: 'z', number: 99 }, format: 'csv' }));
    await Promise.all(asked);
    expect(done).toEqual(['pdf', 'xlsx', 'csv']);
    expect(await wrong).toBe('NOT_FOUND');
    expect((await fetchReport(manager, { report, format: 'csv' })).bytes.length).toBeGreaterThan(0);
  });

  test.each(['day', 'range', 'z', 'period'] as const)('of a %s says the same as CSV and as a workbook, and what the screen says', async (kind) => {
    const { z } = await aDay();
    const { day } = z;
    const month = day.slice(0, 7);
    const { made, report }: { made: MadeReport; report: ReportOfFile } =
      kind === 'day'
        ? { made: { kind, report: await manager.call.reports.day({ day }) }, report: { kind, day } }
        : kind === 'range'
          ? { made: { kind, report: await rangeOf(`${month}-01`, day) }, report: { kind, from: `${month}-01`, to: day } }
          : kind === 'z'
            ? { made: { kind, report: z }, report: { kind, number: z.number } }
            : { made: { kind, report: await manager.call.shifts.period({ period: month }) }, report: { kind, period: month } };
    const { timeZone } = manager.state.shop;
    const tables = tablesOf(made);
    const sheets = await readXlsx((await fetchReport(manager, { report, format: 'xlsx' })).bytes);
    expect(sheets).toHaveLength(tables.length + 1);
    for (const [at, table] of tables.entries()) {
      const [, ...values] = sheets[at + 1]?.rows ?? [];
      const expected = rowsOf(table);
      expect(values).toHaveLength(expected.length);
      for (const [place, row] of expected.entries())
        for (const [of, column] of table.columns.entries())
          expect(fromSheet(values[place]?.[of] ?? null, table, column, row)).toEqual(inSheet(column, row, timeZone));
    }
    const keys = [...new Set(tables.flatMap(({ columns }) => columns.map(({ key }) => key)))];
    const [, ...lines] = readCsv((await fetchReport(manager, { report, format: 'csv' })).bytes);
    expect(lines).toEqual(
      tables.flatMap((table) =>
        rowsOf(table).map((row) => [
          table.title,
          ...keys.map((key) => {
            const column = table.columns.find((one) => one.key === key);
            return column ? inCsv(table, column, row, timeZone) : '';
          }),
        ]),
      ),
    );
    const [one] = tables.slice(1);
    const [heading] = readCsv((await fetchReport(manager, { report, table: one?.id, format: 'csv' })).bytes);
    expect(heading).toEqual(one?.columns.map(({ label }) => label));
  });

  test('of a range sums up to the takings in each table that has a sum', async () => {
    const { z, allMinor } = await aDay();
    const tables = tablesOf({ kind: 'range', report: await rangeOf(z.day, z.day) });
    const totals = tables.flatMap(({ id, total }) => (total?.cells.takings === undefined ? [] : [[id, total.cells.takings]]));
    expect(totals).toEqual(['byDay', 'byHour', 'byWeekday', 'byCategory', 'byStaff'].map((id) => [id, allMinor]));
    expect(tables.find(({ id }) => id === 'byTax')?.total?.cells.gross).toBe(allMinor);
    expect(tables.find(({ id }) => id === 'byTender')?.total?.cells.amount).toBe(allMinor);
  });

  test('of a Z is a page with the shop, the practice mark and all that it comes to, in the language of the till', async () => {
    const { z, takingsMinor } = await aDay();
    const report: ReportOfFile = { kind: 'z', number: z.number };
    const { fileName, mediaType, bytes } = await fetchReport(manager, { report, format: 'pdf' });
    expect({ fileName, mediaType }).toEqual({ fileName: `practice_t1_z-1_${z.day}.pdf`, mediaType: 'application/pdf' });
    const text = (await readPdf(bytes)).join(' ');
    for (const part of [
      z.shop.name,
      ...z.shop.addressLines,
      'Z report 1',
      z.day,
      'PRACTICE · no real money',
      `₩${takingsMinor.toLocaleString('en')}`,
    ])
      expect(text).toContain(part);
    expect(text.replaceAll(' ', '')).toContain(z.journal.hash);
    await manager.call.shop.speak({ audience: 'cashier', language: 'ko' });
    expect((await readPdf((await fetchReport(manager, { report, format: 'pdf' })).bytes)).join(' ')).toContain('마감 정산(Z) 1');
  });

  test('of an X says how far the shift is, and that somebody looked', async () => {
    const { allMinor, takingsMinor } = await aDay();
    const text = (await readPdf((await fetchReport(manager, { report: { kind: 'x' }, format: 'pdf' })).bytes)).join(' ');
    expect(text).toContain('X report 2');
    expect(text).toContain(`₩${(allMinor - takingsMinor).toLocaleString('en')}`);
    expect((await manager.call.shifts.x()).report.drawer.looks).toHaveLength(2);
  });

  test('is for those who may see totals, and only of what there is', async () => {
    const { z } = await aDay();
    expect(await refusal(fetchReport(cashier, { report: { kind: 'z', number: 1 }, format: 'csv' }))).toBe('NOT_ALLOWED');
    for (const report of [
      { kind: 'z', number: 9 },
      { kind: 'period', period: '1999' },
    ] as const)
      for (const format of FILE_FORMATS) expect(await refusal(fetchReport(manager, { report, format }))).toBe('NOT_FOUND');
    expect(await refusal(fetchReport(manager, { report: { kind: 'day', day: z.day }, table: 'nothing', format: 'csv' }))).toBe('NOT_FOUND');
    expect(await refusal(fetchReport(manager, { report: { kind: 'range', from: z.day, to: '1999-01-01' }, format: 'csv' }))).toBe('RANGE_REFUSED');
  });
});
