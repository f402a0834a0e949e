// The accountant's tables as CSV: UTF-8 with its mark, written in pieces.
import { stringify } from 'csv-stringify/sync';
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

/** The Z that it is in; of the shift that goes on, its number. In brackets a spreadsheet would take it for less than zero. */
export function zCell(shiftId: number, ended: boolean): string {
  return ended ? String(shiftId) : `${shiftId} open`;
}
