// A table is the same in each of its files, whatever stands in it: to the minor unit and the millisatoshi.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, type Column, type ColumnKind, type ReportTable, tableOf } from '../../../shared/report-table.ts';
import { TABLE_WORDS } from '../../../shared/table-words.ts';
import { writeCsv } from './csv.ts';
import { fromSheet, inCsv, inSheet, readCsv, readPdf, readXlsx, rowsOf } from './files-test-bed.ts';
import { pdfOf } from './pdf.ts';
import type { ReportPages } from './report-pages.ts';
import { xlsxOf } from './xlsx.ts';

const TIME_ZONE = 'Asia/Seoul';
const SUMMED = new Set<ColumnKind>(['count', 'money', 'sat']);

const pagesOf = (tables: ReportTable[]): ReportPages => ({
  fileName: 'it',
  title: 'Z report 1',
  range: '2026-11-22',
  shop: { name: '번개 커피', addressLines: [], terminalId: 'T1', currency: 'KRW', timeZone: TIME_ZONE, practice: true },
  about: [{ label: 'Shop', value: '번개 커피' }],
  tables,
  words: TABLE_WORDS.en,
  language: 'en',
  reading: { locale: 'en-GB', timeZone: TIME_ZONE },
  madeAtMs: Date.UTC(2026, 10, 22, 9),
});

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const text = fc.oneof(
  fc.constantFrom(
    '=1+1',
    '+82 2',
    '-',
    '@SUM(A1)',
    '한글 ₿ €',
    '"quoted", and so on',
    "'",
    '0123',
    '1e5',
    'TRUE',
    ' spaced ',
    '<b>&amp;</b>',
    'valueOf',
    '__proto__',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((value) => value.toWellFormed().replaceAll(/[\p{Cc}\ufffe\uffff]/gu, ' ')),
);
const cellOf: Record<ColumnKind, fc.Arbitrary<Cell>> = {
  text,
  count: fc.integer({ min: 0, max: 1_000_000 }),
  money: amount,
  sat: amount,
  weight: fc.integer({ min: 0, max: 1_000_000_000 }),
  ratio: fc.integer({ min: 0, max: 1_000_000 }),
  day: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  moment: fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }),
};
const KINDS = Object.keys(cellOf) as ColumnKind[];

/** Of any columns; each kind has one key, as it must in one report. */
const anyTable = fc
  .record({ kinds: fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1 }), currency: fc.constantFrom('KRW', 'EUR', 'KWD', 'CLF'), title: text })
  .chain(({ kinds, currency, title }) =>
    fc
      .array(
        fc.record({
          name: text,
          of: fc.constantFrom('USD', 'JPY', null),
          ...Object.fromEntries(kinds.map((kind) => [kind, fc.option(cellOf[kind])])),
        }),
        {
          maxLength: 30,
        },
      )
      .map((rows) => {
        const columns: Column[] = [
          { key: 'name', label: 'Name', kind: 'text' },
          { key: 'of', label: 'Currency', kind: 'text' },
          ...kinds.map((kind) => ({ key: kind, label: kind, kind, ...(kind === 'money' && { currencyKey: 'of' }) })),
        ];
        return tableOf({ id: 'any', title, currency, columns, rows, total: { label: 'Total', of: kinds.filter((kind) => SUMMED.has(kind)) } });
      }),
  );

test('CSV read again is the table', () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const lines: Uint8Array[] = [];
      writeCsv(pagesOf([table]), (bytes) => lines.push(bytes));
      const [heading, ...rows] = readCsv(Buffer.concat(lines));
      expect(heading).toEqual(table.columns.map(({ label }) => label));
      expect(rows).toEqual(rowsOf(table).map((row) => table.columns.map((column) => inCsv(table, column, row, TIME_ZONE))));
      // Nothing that a spreadsheet would reckon with, but for negative numbers.
      for (const cell of rows.flat()) expect(cell).toMatch(/^([^=+\-@\t\r]|-\d|$)/u);
    }),
  );
});

test('several tables are one CSV with as many fields in each line, and each can be told by its name', () => {
  fc.assert(
    fc.property(fc.array(anyTable, { minLength: 2, maxLength: 4 }), (tables) => {
      const lines: Uint8Array[] = [];
      writeCsv(pagesOf(tables), (bytes) => lines.push(bytes));
      const [heading = [], ...rows] = readCsv(Buffer.concat(lines));
      expect(new Set(rows.map(({ length }) => length))).toEqual(new Set(rows.length > 0 ? [heading.length] : []));
      const expected = tables.flatMap((table) =>
        rowsOf(table).map((row) =>
          heading.map((label, at) => {
            if (at === 0) return inCsv(table, { key: 'title', label, kind: 'text' }, { title: table.title }, TIME_ZONE);
            const column = table.columns.find((one) => one.label === label);
            return column ? inCsv(table, column, row, TIME_ZONE) : '';
          }),
        ),
      );
      expect(rows).toEqual(expected);
    }),
  );
});

test('a workbook read again is the table, with numbers that are numbers', async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, async (table) => {
      const [about, sheet] = await readXlsx(await xlsxOf(pagesOf([table])));
      expect(about?.rows.flat()).toContain('번개 커피');
      const [heading, ...rows] = sheet?.rows ?? [];
      expect(heading).toEqual(table.columns.map(({ label }) => label));
      const expected = rowsOf(table);
      expect(rows).toHaveLength(expected.length);
      for (const [at, row] of expected.entries())
        for (const [place, column] of table.columns.entries())
          expect(fromSheet(rows[at]?.[place] ?? null, table, column, row)).toEqual(inSheet(column, row, TIME_ZONE));
    }),
    { numRuns: 40 },
  );
});

const longTable = (rowCount: number) =>
  tableOf({
    id: 'long',
    title: 'Long',
    currency: 'EUR',
    columns: [
      { key: 'article', label: 'Article', kind: 'text' },
      { key: 'quantity', label: 'Sold', kind: 'count' },
      { key: 'takings', label: 'Takings', kind: 'money' },
    ],
    rows: Array.from({ length: rowCount }, (_, at) => ({ article: `상품 ${at} ₿`, quantity: at, takings: at * 1234 })),
    total: { label: 'Total', of: ['quantity', 'takings'] },
  });

test('ten thousand rows are one CSV in pieces, and one sheet', async () => {
  const pages = pagesOf([longTable(10_000)]);
  const pieces: Uint8Array[] = [];
  writeCsv(pages, (bytes) => pieces.push(bytes));
  expect(pieces.length).toBeGreaterThan(10);
  expect(readCsv(Buffer.concat(pieces))).toHaveLength(10_002);
  expect((await readXlsx(await xlsxOf(pages)))[1]?.rows).toHaveLength(10_002);
});

test('a long table goes over many pages, its heading on each of them, in Korean letters and signs of money that can be read again', async () => {
  const pages = await readPdf(await pdfOf(pagesOf([longTable(300)])));
  expect(pages.length).toBeGreaterThan(5);
  for (const [at, page] of pages.entries()) {
    expect(page).toContain('Takings');
    expect(page).toContain('PRACTICE · no real money');
    expect(page).toContain(`Page ${at + 1} of ${pages.length}`);
  }
  expect(pages[0]).toContain('번개 커피');
  expect(pages.at(-1)).toContain('상품 299 ₿');
  expect(pages.at(-1)).toMatch(/Total\s+44,850\s+€553,449\.00/);
});
