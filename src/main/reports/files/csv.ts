// A report as CSV (RFC 4180): UTF-8 with its mark, without which spreadsheets take it for something else. One table is its rows under
// its heading; several are one table of all their columns, each row beginning with the name of its own. Numbers are plain decimals.
import { stringify } from 'csv-stringify/sync';
import { minorToDecimal } from '../../../shared/money.ts';
import { type Column, currencyOf, type ReportTable, type Row } from '../../../shared/report-table.ts';
import { localCell, moneyCell, satCell, textCell } from '../../csv-cells.ts';
import type { ReportPages } from './report-pages.ts';

const ROWS_AT_ONCE = 500;
const encoder = new TextEncoder();

export function writeCsv({ tables, words, reading: { timeZone } }: ReportPages, write: (bytes: Uint8Array) => void): void {
  const several = tables.length > 1;
  const columns = [...new Map(tables.flatMap((table) => table.columns.map((column) => [column.key, column] as const))).values()];
  const headings = columns.map(({ label }) => label);
  let lines = [several ? [words.columns.table, ...headings] : headings];
  const flush = (bom: boolean) => {
    write(encoder.encode(stringify(lines, { record_delimiter: 'windows', bom })));
    lines = [];
  };
  flush(true);
  for (const table of tables) {
    const own = new Map(table.columns.map((column) => [column.key, column]));
    const add = (row: Row, label?: string) => {
      const cells = columns.map(({ key }) => {
        const column = own.get(key);
        return column ? csvCell(table, column, row, timeZone) : '';
      });
      const first = columns.findIndex(({ key }) => key === table.columns[0]?.key);
      const labelled = label === undefined ? cells : cells.with(first, label);
      lines.push(several ? [textCell(table.title), ...labelled] : labelled);
      if (lines.length >= ROWS_AT_ONCE) flush(false);
    };
    for (const row of table.rows) add(row);
    if (table.total) add(table.total.cells, table.total.label);
  }
  if (lines.length > 0) flush(false);
}

function csvCell(table: ReportTable, column: Column, row: Row, timeZone: string): string {
  const cell = row[column.key] ?? null;
  if (cell === null) return '';
  if (typeof cell === 'string') return textCell(cell);
  switch (column.kind) {
    case 'money':
      return moneyCell(cell, currencyOf(table, column, row));
    case 'sat':
      return satCell(cell);
    case 'weight':
      return minorToDecimal(cell, 3);
    case 'ratio':
      return minorToDecimal(cell, 6);
    case 'moment':
      return localCell(cell, timeZone);
    default:
      return String(cell);
  }
}
