// A report as A4 pages: the shop's head, what it is and of when, and its tables, whose headings stand on each page they go over to.
// The typeface is embedded, as far as it is used.
import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { type Column, cellText, isNumeric, type Reading, type ReportTable, type Row } from '../../../shared/report-table.ts';
import type { ReportPages } from './report-pages.ts';

/** More columns than these are read on a page that lies on its side. */
const MOST_UPRIGHT = 8;
/** The title of a table and its columns' names. */
const HEADER_ROWS = 2;
const MOST_KEPT_TOGETHER = 20;
const LONG_WORD = /\S{12}/;
const INK = '#1a1a1a';
const QUIET = '#6b6560';
const LINE = '#d8d2ca';
const HEAD = '#f4f0ea';
const SMALL = 7.5;

/** From a built program as from its sources: the typeface lies with its package. */
function typeface(weight: 'Regular' | 'Bold'): string {
  return createRequire(import.meta.url).resolve(`pretendard/dist/public/static/alternative/Pretendard-${weight}.ttf`);
}

export async function pdfOf(pages: ReportPages): Promise<Uint8Array> {
  const files = { normal: typeface('Regular'), bold: typeface('Bold') };
  pdfmake.setFonts({ Pretendard: files });
  // It reads the typeface, and nothing else from anywhere.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === files.normal || path === files.bold);
  return pdfmake.createPdf(definition(pages)).getBuffer();
}

function definition({ title, range, shop, about, tables, words, language, reading, madeAtMs }: ReportPages): TDocumentDefinitions {
  const { file } = words;
  const made = about.find(({ label }) => label === file.made)?.value ?? '';
  const compared = about.find(({ label }) => label === file.comparedWith);
  const small = (text: string): Content => ({ text, color: QUIET, fontSize: SMALL });
  return {
    info: { title: `${title} ${range}`, author: shop.name, creationDate: new Date(madeAtMs) },
    language,
    version: '1.7',
    pageSize: 'A4',
    pageOrientation: tables.some(({ columns }) => columns.length > MOST_UPRIGHT) ? 'landscape' : 'portrait',
    pageMargins: [40, 44, 40, 48],
    defaultStyle: { font: 'Pretendard', fontSize: 9, color: INK, lineHeight: 1.15 },
    header: shop.practice ? { text: file.practice, alignment: 'center', bold: true, fontSize: 9, margin: [0, 18, 0, 0] } : '',
    footer: (page, count) => ({
      columns: [small(`${shop.name} · ${title} ${range}`), { ...(small(file.page(page, count)) as object), alignment: 'right' } as Content],
      margin: [40, 16, 40, 0],
    }),
    content: [
      {
        columns: [
          {
            width: '*',
            stack: [{ text: shop.name, bold: true, fontSize: 13 }, ...shop.addressLines.map(small), small(`${file.terminal} ${shop.terminalId}`)],
          },
          {
            width: 'auto',
            alignment: 'right',
            stack: [small(`${file.made} ${made}`), ...(compared ? [small(`${compared.label} ${compared.value}`)] : [])],
          },
        ],
      },
      { text: title, bold: true, fontSize: 20, margin: [0, 18, 0, 0] },
      { text: range, fontSize: 11, color: QUIET, margin: [0, 0, 0, 6] },
      ...tables.map((table) => section(table, reading)),
    ],
  };
}

/** A title goes over to the next page with its table, and small tables go over whole. */
function section(table: ReportTable, reading: Reading): Content {
  const { title, note, columns, rows, total } = table;
  const named: TableCell[] = [
    {
      stack: [{ text: title, bold: true, fontSize: 11.5 }, ...(note === undefined ? [] : [{ text: note, color: QUIET, fontSize: SMALL } as Content])],
      colSpan: columns.length,
      margin: [-4, 0, 0, 2],
    },
    ...columns.slice(1).map(() => ''),
  ];
  const heading: TableCell[] = columns.map(({ label, kind }) => ({ text: label, color: QUIET, fontSize: SMALL, alignment: side(kind) }));
  const body = rows.map((row) => columns.map((column) => cell(table, column, row, reading)));
  const sums = total
    ? [columns.map((column, index) => ({ ...(index === 0 ? { text: total.label } : cell(table, column, total.cells, reading)), bold: true }))]
    : [];
  const isSum = (line: number, lines: number) => total !== null && line === lines - 1;
  const drawn: ContentTable = {
    table: {
      headerRows: HEADER_ROWS,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ kind }, index) => (index === 0 || kind === 'text' ? '*' : 'auto')),
      body: [named, heading, ...body, ...sums],
    },
    layout: {
      hLineWidth: (line, { table: { body: lines } }) => (line <= 1 || line === lines.length ? 0 : isSum(line, lines.length) ? 0.8 : 0.4),
      vLineWidth: () => 0,
      hLineColor: (line, { table: { body: lines } }) => (isSum(line, lines.length) ? INK : LINE),
      fillColor: (line) => (line === 1 ? HEAD : null),
      paddingTop: () => 3,
      paddingBottom: () => 2,
    },
  };
  return { stack: [drawn], margin: [0, 12, 0, 0], unbreakable: rows.length <= MOST_KEPT_TOGETHER };
}

function cell(table: ReportTable, column: Column, row: Row, reading: Reading) {
  const text = cellText(table, column, row, reading);
  return {
    text,
    alignment: side(column.kind),
    noWrap: column.kind !== 'text',
    // A word that is wider than its column would lose its end.
    ...(column.kind === 'text' && LONG_WORD.test(text) && { wordBreak: 'break-all' as const }),
  };
}

const side = (kind: Column['kind']) => (isNumeric(kind) ? ('right' as const) : ('left' as const));
