// A report as a file has it, whatever its format: what it is called, whose it is and of when, and its tables. Pure.
import { dayTables } from '../../../shared/day-tables.ts';
import { missingCase } from '../../../shared/errors.ts';
import { localeOf } from '../../../shared/locale.ts';
import { rangeTables } from '../../../shared/range-tables.ts';
import { type Cell, cellText, type Reading, type ReportTable, type Row } from '../../../shared/report-table.ts';
import { periodTables, shiftTables } from '../../../shared/shift-tables.ts';
import { SHIFT_WORDS } from '../../../shared/shift-words.ts';
import type { TableSetting } from '../../../shared/table-parts.ts';
import { TABLE_WORDS, type TableWords } from '../../../shared/table-words.ts';
import type { ShiftReport } from '../../../shared/z-report.ts';
import type { MadeReport, ReportJob } from './report-job.ts';

export interface ReportPages {
  /** Of ASCII alone, so that every system keeps it; without its ending. */
  fileName: string;
  title: string;
  /** Its day, its days, its month. */
  range: string;
  shop: ShiftReport['shop'];
  /** What is to be known of it, beside its tables. */
  about: { label: string; value: string }[];
  tables: ReportTable[];
  words: TableWords;
  language: TableSetting['language'];
  reading: Reading;
  madeAtMs: number;
}

/** Null: it has no such table. */
export function reportPages({ made, table, setting, shop, madeAtMs }: ReportJob): ReportPages | null {
  const words = TABLE_WORDS[setting.language];
  const { file } = words;
  const reading: Reading = { locale: localeOf(setting.language), timeZone: shop.timeZone };
  const moment = (atMs: number) => textOf('moment', atMs, setting.currency, reading);
  const named = naming(made, setting, reading);
  const all = tablesOf(made, setting);
  const tables = all.filter(({ id }) => table === null || id === table);
  if (tables.length === 0) return null;
  const before = made.kind === 'range' ? made.report.before : null;
  return {
    fileName: [shop.practice ? 'practice' : '', ascii(shop.name) || ascii(shop.terminalId) || 'till', named.file, table === null ? '' : ascii(table)]
      .filter((part) => part !== '')
      .join('_'),
    title: named.title,
    range: named.range,
    shop,
    about: [
      { label: file.report, value: named.title },
      { label: file.range, value: named.range },
      ...(before ? [{ label: file.comparedWith, value: rangeText(before.from, before.to) }] : []),
      { label: file.shop, value: shop.name },
      { label: file.address, value: shop.addressLines.join(', ') },
      { label: file.terminal, value: shop.terminalId },
      { label: file.currency, value: setting.currency },
      { label: file.made, value: moment(madeAtMs) },
    ].filter(({ value }) => value !== ''),
    tables: tables.map(readable),
    words,
    language: setting.language,
    reading,
    madeAtMs,
  };
}

function tablesOf(made: MadeReport, setting: TableSetting): ReportTable[] {
  switch (made.kind) {
    case 'day':
      return dayTables(made.report, setting);
    case 'range':
      return Object.values(rangeTables(made.report, setting));
    case 'x':
    case 'z':
      return shiftTables(made.report, setting);
    case 'period':
      return periodTables(made.report, setting);
    default:
      return missingCase(made);
  }
}

function naming(made: MadeReport, { language, currency }: TableSetting, reading: Reading): { title: string; range: string; file: string } {
  const { reports } = TABLE_WORDS[language];
  const shift = SHIFT_WORDS[language];
  switch (made.kind) {
    case 'day':
      return { title: reports.day, range: made.report.day, file: `day_${made.report.day}` };
    case 'range': {
      const { from, to } = made.report;
      return { title: reports.range, range: rangeText(from, to), file: from === to ? `sales_${from}` : `sales_${from}_${to}` };
    }
    case 'x': {
      const { number, endedAtMs, day } = made.report;
      return { title: `${shift.x} ${number}`, range: textOf('moment', endedAtMs, currency, reading), file: `x-${number}_${day}` };
    }
    case 'z':
      return { title: `${shift.z} ${made.report.number}`, range: made.report.day, file: `z-${made.report.number}_${made.report.day}` };
    case 'period': {
      const { period } = made.report;
      const month = period.length > 4;
      return { title: month ? shift.month : shift.year, range: period, file: `${month ? 'month' : 'year'}_${period}` };
    }
    default:
      return missingCase(made);
  }
}

const rangeText = (from: string, to: string) => (from === to ? from : `${from} – ${to}`);

function textOf(kind: 'moment', cell: Cell, currency: string, reading: Reading): string {
  return cellText({ currency }, { key: 'it', label: '', kind }, { it: cell }, reading);
}

/** Letters without their marks, and a hyphen for all else: "Café Ñandú" is "cafe-nandu". */
function ascii(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 40);
}

/** What no file can contain is not in a name that somebody typed or scanned: control characters, halves of characters. */
function readable(table: ReportTable): ReportTable {
  const clean = (text: string) => text.toWellFormed().replaceAll(/[\p{Cc}\ufffe\uffff]+/gu, ' ');
  const row = (cells: Row): Row =>
    Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, typeof cell === 'string' ? clean(cell) : cell]));
  return { ...table, title: clean(table.title), rows: table.rows.map(row) };
}
