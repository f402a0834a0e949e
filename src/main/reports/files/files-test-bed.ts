// For tests: a report's files read again by other libraries than those that wrote them, and what should stand in them.
import Papa from 'papaparse';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import readExcelFile from 'read-excel-file/node';
import { minorDigits, minorToDecimal } from '../../../shared/money.ts';
import { type Column, currencyOf, type ReportTable, type Row } from '../../../shared/report-table.ts';
import { localCell, textCell } from '../../csv-cells.ts';

/** Each record with all of its fields; the mark of UTF-8 must be there. */
export function readCsv(bytes: Uint8Array): string[][] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes);
  if (!text.startsWith('\ufeff')) throw new Error('no mark of UTF-8');
  const { data, errors } = Papa.parse<string[]>(text.slice(1), { delimiter: ',', newline: '\r\n', skipEmptyLines: true });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}

export type SheetValue = string | number | null;

/** The sheets by their names; days and moments as they would be shown. */
export async function readXlsx(bytes: Uint8Array): Promise<{ name: string; rows: SheetValue[][] }[]> {
  const sheets = await readExcelFile(Buffer.from(bytes), { trim: false });
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) =>
      row.map((value) =>
        value instanceof Date
          ? new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')
          : (value as SheetValue),
      ),
    ),
  }));
}

/** The text of each page. */
export async function readPdf(bytes: Uint8Array): Promise<string[]> {
  const reading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await reading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  await reading.destroy();
  return pages;
}

/** All rows with the total. */
export function rowsOf({ columns, rows, total }: ReportTable): Row[] {
  const first = columns[0]?.key ?? '';
  return total ? [...rows, { ...total.cells, [first]: total.label }] : [...rows];
}

/** What CSV says of a cell. */
export function inCsv(table: ReportTable, column: Column, row: Row, timeZone: string): string {
  const cell = row[column.key] ?? null;
  if (cell === null) return '';
  if (typeof cell === 'string') return textCell(cell);
  return column.kind === 'moment' ? localCell(cell, timeZone) : minorToDecimal(cell, digitsOf(table, column, row));
}

/** A sheet's value as the integer that it was made of; texts as they are. */
export function fromSheet(value: SheetValue, table: ReportTable, column: Column, row: Row): SheetValue {
  if (typeof value === 'number') return Math.round(value * 10 ** digitsOf(table, column, row));
  const seen = typeof value === 'string' ? value.replace(/\u200b$/, '') : null;
  return seen !== null && seen in {} ? seen : value;
}

/** What a sheet's value should be, then. */
export function inSheet(column: Column, row: Row, timeZone: string): SheetValue {
  const cell = row[column.key] ?? null;
  if (cell === '') return null;
  if (typeof cell === 'string') return column.kind === 'day' && /^\d{4}-/.test(cell) ? `${cell} 00:00:00` : cell;
  return column.kind === 'moment' && cell !== null ? localCell(cell, timeZone) : cell;
}

function digitsOf(table: ReportTable, column: Column, row: Row): number {
  switch (column.kind) {
    case 'money':
      return minorDigits(currencyOf(table, column, row));
    case 'sat':
    case 'weight':
      return 3;
    case 'ratio':
      return 6;
    default:
      return 0;
  }
}
