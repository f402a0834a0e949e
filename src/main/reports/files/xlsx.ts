// A report as a workbook: a sheet a table, with numbers that are numbers and days that are days, and a first sheet that says what it is.
import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeExcelFile, { type Feature, type Sheet, type Cell as SheetCell } from 'write-excel-file/node';
import { minorDigits } from '../../../shared/money.ts';
import { type Column, cellText, currencyOf, isNumeric, type Reading, type ReportTable, type Row } from '../../../shared/report-table.ts';
import { localCell } from '../../csv-cells.ts';
import type { ReportPages } from './report-pages.ts';

/** What the library's own files can be. */
type Content = Stream | Buffer | Blob;

const MOST_NAME_LETTERS = 31;
const NARROWEST = 9;
const WIDEST = 60;
/** Where a spreadsheet's days begin: 1970-01-01 is the day 25,569. */
const EPOCH_DAY = 25_569;
const DAY_MS = 24 * 60 * 60 * 1000;
const HEADING = { fontWeight: 'bold', wrap: true, alignVertical: 'top', bottomBorderStyle: 'thin' } as const;

export async function xlsxOf({ title, range, about, tables, shop, words, language, reading, madeAtMs }: ReportPages): Promise<Uint8Array> {
  const nameOf = sheetNames();
  const practice = shop.practice ? [[{ value: words.file.practice, type: String, fontWeight: 'bold' } as const]] : [];
  const first = {
    sheet: nameOf(words.file.about),
    columns: [{ width: 20 }, { width: WIDEST }],
    data: [...practice, ...about.map(({ label, value }) => [text(label, { fontWeight: 'bold' }), text(value)])],
  };
  const sheets = tables.map((table) => ({
    sheet: nameOf(table.title),
    columns: table.columns.map((column) => ({ width: widthOf(table, column, reading) })),
    stickyRowsCount: 1,
    ...(table.columns.length > 6 && { orientation: 'landscape' as const }),
    data: sheetRows(table, reading),
  }));
  const features = [documentProperties({ title: `${title} ${range}`, creator: shop.name, language, madeAtMs })];
  return writeExcelFile([first, ...sheets] as Sheet<Content>[], { features }).toBuffer();
}

function sheetRows(table: ReportTable, reading: Reading): SheetCell[][] {
  const rows = [
    table.columns.map(({ label, kind }) => text(label, { ...HEADING, ...(isNumeric(kind) && { align: 'right' as const }) })),
    ...table.rows.map((row) => table.columns.map((column) => sheetCell(table, column, row, reading))),
  ];
  const { total } = table;
  if (total) {
    const bold = { fontWeight: 'bold', topBorderStyle: 'thin' } as const;
    const sums = table.columns.map((column, index) => ({
      ...(index === 0 ? text(total.label) : sheetCell(table, column, total.cells, reading)),
      ...bold,
    }));
    rows.push(sums as SheetCell[] as (typeof rows)[number]);
  }
  return rows as SheetCell[][];
}

/** The library finds a text again by its name in an object, which has names of its own (`valueOf`): such a text gets an end that nobody sees. */
const UNSEEN = '\u200b';
const ownText = (value: string) => (value in {} ? `${value}${UNSEEN}` : value);
const text = <S extends object>(value: string, style?: S) => ({ value: ownText(value), type: String, ...style });

function sheetCell(table: ReportTable, column: Column, row: Row, { timeZone }: Reading) {
  const cell = row[column.key] ?? null;
  if (cell === null) return null;
  const number = (value: number, format: string) => ({ value, type: Number, format });
  if (typeof cell === 'string') {
    return column.kind === 'day' ? number(Date.parse(`${cell}T00:00:00Z`) / DAY_MS + EPOCH_DAY, 'yyyy-mm-dd') : text(cell);
  }
  switch (column.kind) {
    case 'money': {
      const currency = currencyOf(table, column, row);
      return number(cell / 10 ** minorDigits(currency), moneyFormat(currency));
    }
    case 'sat':
      return number(cell / 1000, '#,##0.000');
    case 'weight':
      return number(cell / 1000, '#,##0.000');
    case 'ratio':
      return number(cell / 1_000_000, '0.00##%');
    case 'moment':
      // A spreadsheet has no zones: it is told the shop's own time.
      return number(Date.parse(`${localCell(cell, timeZone).replace(' ', 'T')}Z`) / DAY_MS + EPOCH_DAY, 'yyyy-mm-dd hh:mm:ss');
    default:
      return number(cell, '#,##0');
  }
}

/** The currency's own decimals, behind its sign. */
function moneyFormat(currency: string): string {
  const digits = minorDigits(currency);
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  const sign = parts.find(({ type }) => type === 'currency')?.value ?? currency;
  return `[$${sign}]#,##0${digits === 0 ? '' : `.${'0'.repeat(digits)}`}`;
}

/** So wide that the longest cell is read whole: Korean letters are two wide. */
function widthOf(table: ReportTable, column: Column, reading: Reading): number {
  const wide = (value: string) => [...value].reduce((sum, letter) => sum + (letter > '\u10ff' ? 2 : 1), 0);
  const cells = [...table.rows, ...(table.total ? [table.total.cells] : [])];
  const longest = cells.reduce((most, row) => Math.max(most, wide(cellText(table, column, row, reading))), wide(column.label) / 2);
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2));
}

/** What a sheet may be called: short, without some characters, and like no other. */
function sheetNames(): (title: string) => string {
  const taken = new Set<string>();
  return (title) => {
    const plain = title.replaceAll(/[\\/?*[\]:']/g, ' ').trim();
    for (let number = 1; ; number += 1) {
      const ending = number === 1 ? '' : ` ${number}`;
      const name = `${[...plain].slice(0, MOST_NAME_LETTERS - ending.length).join('')}${ending}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  };
}

/** What an office asks a file first: its title, whose it is and of when (ECMA-376 part 2, core properties). */
function documentProperties({
  title,
  creator,
  language,
  madeAtMs,
}: {
  title: string;
  creator: string;
  language: string;
  madeAtMs: number;
}): Feature<Content> {
  const path = 'docProps/core.xml';
  const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const made = new Date(madeAtMs).toISOString();
  const time = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${made}</dcterms:${name}>`;
  const core = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(creator)}</dc:creator><dc:language>${language}</dc:language>`,
    `${time('created')}${time('modified')}</cp:coreProperties>`,
  ].join('');
  return {
    files: {
      transform: {
        '[Content_Types].xml': {
          insert: () => `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`,
        },
        '_rels/.rels': {
          insert: () =>
            `<Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="${path}"/>`,
        },
      },
      write: { files: () => ({ [path]: core }) },
    },
  };
}
