// What the tables of several reports have in common: how they speak, and the names that stand in their rows.
import type { Names } from './line-item.ts';
import { type Cell, type Column, type ReportTable, tableOf } from './report-table.ts';
import type { Language } from './state.ts';
import { TABLE_WORDS, type TableWords } from './table-words.ts';
import type { TaxTotal } from './totals.ts';
import { VOUCHER_TAX_CLASS } from './voucher.ts';

/** Whose figures they are, and in whose language. */
export interface TableSetting {
  language: Language;
  currency: string;
  taxClasses: readonly { id: string; name: string }[];
}

export interface TableVoice extends TableSetting {
  words: TableWords;
  column: <K extends keyof TableWords['columns']>(key: K, kind: Column['kind']) => Column<K>;
  /** The same of the range before. */
  columnBefore: <K extends keyof TableWords['columns']>(key: K, kind: Column['kind']) => Column<`${K}Before`>;
  /** `empty` where there is no name at all. */
  nameOf: (names: Names, empty: string) => string;
  taxName: (taxClassId: string) => string;
}

export function voiceOf(setting: TableSetting): TableVoice {
  const words = TABLE_WORDS[setting.language];
  return {
    ...setting,
    words,
    column: (key, kind) => ({ key, kind, label: words.columns[key] }),
    columnBefore: (key, kind) => ({ key: `${key}Before`, kind, label: words.before(words.columns[key]) }),
    nameOf: (names, empty) => names[setting.language] ?? Object.values(names)[0] ?? empty,
    taxName: (taxClassId) =>
      taxClassId === VOUCHER_TAX_CLASS
        ? words.vouchersSold
        : (setting.taxClasses.find(({ id }) => id === taxClassId)?.name ?? words.columns.taxAmount),
  };
}

export function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** What was counted, and what it comes to. */
export interface FigureRow {
  item: string;
  count?: Cell;
  /** Grams. */
  weight?: Cell;
  amount?: Cell;
  sat?: Cell;
}

/** Rows that are not parts of one thing, each with a name of its own. The columns that no row has are left out. */
export function figuresTable(id: string, title: string, rows: readonly FigureRow[], { column, currency }: TableVoice): ReportTable {
  const has = (key: keyof FigureRow) => rows.some((row) => (row[key] ?? null) !== null);
  return tableOf({
    id,
    title,
    currency,
    columns: [
      column('item', 'text'),
      ...(has('count') ? [column('count', 'count')] : []),
      ...(has('weight') ? [column('weight', 'weight')] : []),
      ...(has('sat') ? [column('sat', 'sat')] : []),
      ...(has('amount') ? [column('amount', 'money')] : []),
    ],
    rows: rows.map(({ item, count = null, weight = null, sat = null, amount = null }) => ({ item, count, weight, sat, amount })),
  });
}

/** What was sold, as cells: what was weighed is no piece, and what was not has no weight. */
export function soldCells({ quantity, grams }: { quantity: number; grams: number }): { quantity: Cell; weight: Cell } {
  return { quantity: quantity === 0 && grams !== 0 ? null : quantity, weight: grams === 0 ? null : grams };
}

export function taxTable(id: string, title: string, taxes: readonly TaxTotal[], { column, currency, words, taxName }: TableVoice): ReportTable {
  return tableOf({
    id,
    title,
    currency,
    columns: [column('tax', 'text'), column('rate', 'ratio'), column('net', 'money'), column('taxAmount', 'money'), column('gross', 'money')],
    rows: taxes.map(({ taxClassId, ratePpm, netMinor, taxMinor, grossMinor }) => ({
      tax: taxName(taxClassId),
      rate: ratePpm,
      net: netMinor,
      taxAmount: taxMinor,
      gross: grossMinor,
    })),
    total: { label: words.total, of: ['net', 'taxAmount', 'gross'] },
  });
}
