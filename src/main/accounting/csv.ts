// Rows of CSV for people and their spreadsheets: UTF-8 with its mark, amounts as decimals with a point, texts that are no formulas.
import { stringify } from 'csv-stringify/sync';
import { minorDigits, minorToDecimal } from '../../shared/money.ts';
import type { Write } from './whole-file.ts';

export type Row<C extends string> = Partial<Record<C, string | number | null>>;

export interface CsvTable<C extends string> {
  row(cells: Row<C>): void;
  end(): void;
}

const ROWS_AT_ONCE = 500;

/** A table with these columns; its heading is there also when it has no rows. */
export function csvTable<const C extends string>(write: Write, columns: readonly C[], { delimiter = ',', bom = true } = {}): CsvTable<C> {
  let rows: (string | number)[][] = [];
  const flush = () => {
    if (rows.length > 0) write(stringify(rows, { record_delimiter: 'windows', delimiter }));
    rows = [];
  };
  if (bom) write('\ufeff');
  rows.push([...columns]);
  return {
    row(cells) {
      rows.push(columns.map((column) => cells[column] ?? ''));
      if (rows.length >= ROWS_AT_ONCE) flush();
    },
    end: flush,
  };
}

/** What somebody has typed: a spreadsheet would reckon with what begins like a formula, an East Asian one also with its wide signs. */
export function textCell(text: string): string {
  return /^[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
}

export function moneyCell(amountMinor: number, currency: string): string {
  return minorToDecimal(amountMinor, minorDigits(currency));
}

/** The Z that it is in; of the shift that goes on, its number. In brackets a spreadsheet would take it for less than zero. */
export function zCell(shiftId: number, ended: boolean): string {
  return ended ? String(shiftId) : `${shiftId} open`;
}

/** In sat, with three decimals for the msat. */
export function satCell(msat: number): string {
  return minorToDecimal(msat, 3);
}

export function utcCell(atMs: number): string {
  return new Date(atMs).toISOString();
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** "2026-11-23 09:41:05" by the clock on the shop's wall. */
export function localCell(atMs: number, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(timeZone, clock);
  }
  return clock.format(atMs);
}
