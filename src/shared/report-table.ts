// One table of figures, as a screen shows it and as CSV, XLSX and PDF contain it: made once from a report, so that they cannot differ.
// Cells are the report's own integers; what they look like is said by their column's kind.
import { missingCase } from './errors.ts';
import { type CurrencyCode, formatMinor, minorToDecimal } from './money.ts';

/**
 * What stands in a column's cells. `count`: a whole number. `money`: minor units. `sat`: millisatoshi, shown in sat. `weight`: grams, shown in kilograms. `ratio`: parts per
 * million, shown as percent. `day`: YYYY-MM-DD. `moment`: ms UTC, shown by the shop's clock.
 */
export type ColumnKind = 'text' | 'count' | 'money' | 'sat' | 'weight' | 'ratio' | 'day' | 'moment';

export interface Column<K extends string = string> {
  key: K;
  label: string;
  kind: ColumnKind;
  /** Of money: the column that names its currency, where that is not the table's own. */
  currencyKey?: K;
}

/** Null: there is none. */
export type Cell = string | number | null;
export type Row<K extends string = string> = Readonly<Record<K, Cell>>;

export interface ReportTable {
  /** The same in every language; one a report. */
  id: string;
  title: string;
  /** What is to be known of it: that it shows the largest only, that refunds are not in it. */
  note?: string;
  currency: CurrencyCode;
  columns: readonly Column[];
  rows: readonly Row[];
  /** The sums of the columns that can be summed; null for the others. Its label stands in the first column, which never is one. */
  total: { label: string; cells: Row } | null;
}

interface TableParts<K extends string> {
  id: string;
  title: string;
  note?: string;
  currency: CurrencyCode;
  columns: readonly Column<K>[];
  rows: readonly Row<NoInfer<K>>[];
  /** What is summed, and what the sums are called. Left out where rows are not parts of one thing. */
  total?: { label: string; of: readonly NoInfer<K>[] };
}

export function tableOf<K extends string>({ total, ...table }: TableParts<K>): ReportTable {
  if (!total) return { ...table, total: null };
  const sum = (key: K) => table.rows.reduce((before, row) => before + Number(row[key] ?? 0), 0);
  const cells = Object.fromEntries(table.columns.map(({ key }) => [key, total.of.includes(key) ? sum(key) : null]));
  return { ...table, total: { label: total.label, cells } };
}

/** In which currency a cell's money is. */
export function currencyOf(table: Pick<ReportTable, 'currency'>, column: Column, row: Row): CurrencyCode {
  const named = column.currencyKey === undefined ? null : row[column.currencyKey];
  return typeof named === 'string' ? named : table.currency;
}

/** Numbers stand to the right, so that their digits are below one another. */
export function isNumeric(kind: ColumnKind): boolean {
  return kind === 'count' || kind === 'money' || kind === 'sat' || kind === 'weight' || kind === 'ratio';
}

/** How people read it: a BCP 47 locale, and the shop's clock. */
export interface Reading {
  locale: string;
  timeZone: string;
}

/** A cell for people; empty for null. */
export function cellText(table: Pick<ReportTable, 'currency'>, column: Column, row: Row, { locale, timeZone }: Reading): string {
  const cell = row[column.key] ?? null;
  if (cell === null) return '';
  if (typeof cell === 'string') return column.kind === 'day' ? dayFormat(locale).format(new Date(`${cell}T00:00:00Z`)) : cell;
  switch (column.kind) {
    case 'money':
      return formatMinor(cell, currencyOf(table, column, row), locale);
    case 'sat':
      return numberFormat(locale, 'decimal', 3).format(minorToDecimal(cell, 3) as Intl.StringNumericLiteral);
    case 'weight':
      return weightFormat(locale).format(minorToDecimal(cell, 3) as Intl.StringNumericLiteral);
    case 'ratio':
      return numberFormat(locale, 'percent', 4).format(minorToDecimal(cell, 6) as Intl.StringNumericLiteral);
    case 'moment':
      return momentFormat(locale, timeZone).format(cell);
    case 'count':
    case 'day':
    case 'text':
      return numberFormat(locale, 'decimal', 0).format(cell);
    default:
      return missingCase(column.kind);
  }
}

/** A format is dear to make, and a table has thousands of cells. */
function kept<F>(make: (...of: string[]) => F): (...of: string[]) => F {
  const formats = new Map<string, F>();
  return (...of) => {
    const key = of.join('|');
    const format = formats.get(key) ?? make(...of);
    formats.set(key, format);
    return format;
  };
}

const dayFormat = kept((locale) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' }));
/** With every gram, as the scale shows it. */
const weightFormat = kept((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }));
const momentFormat = kept(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { timeZone: timeZone as string, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }),
);
const numberFormats = kept(
  (locale, style, digits) => new Intl.NumberFormat(locale, { style: style as 'decimal' | 'percent', maximumFractionDigits: Number(digits) }),
);
const numberFormat = (locale: string, style: 'decimal' | 'percent', digits: number) => numberFormats(locale, style, String(digits));
