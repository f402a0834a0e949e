// The tables of the cash-register export: their files, names and columns as DSFinV-K 2.4 has them, and the index.xml that describes
// them. Text up to so many letters, or a number with so many decimals.
import type { Write } from '../whole-file.ts';

type Column = { name: string; letters: number } | { name: string; decimals: number };
const text = (name: string, letters: number): Column => ({ name, letters });
const number = (name: string, decimals = 0): Column => ({ name, decimals });
const money = (name: string) => number(name, 2);

const Z = [text('Z_KASSE_ID', 50), text('Z_ERSTELLUNG', 30), number('Z_NR')];
const BON = [...Z, text('BON_ID', 40)];
const LINE = [...BON, text('POS_ZEILE', 50)];
const address = (prefix: string) => [text(`${prefix}STRASSE`, 60), text(`${prefix}PLZ`, 10), text(`${prefix}ORT`, 62), text(`${prefix}LAND`, 3)];

export const TABLES = {
  cashpointclosing: {
    name: 'Stamm_Abschluss',
    columns: [
      ...Z,
      text('Z_BUCHUNGSTAG', 30),
      text('TAXONOMIE_VERSION', 10),
      text('Z_START_ID', 40),
      text('Z_ENDE_ID', 40),
      text('NAME', 60),
      ...address(''),
      text('STNR', 20),
      text('USTID', 15),
      money('Z_SE_ZAHLUNGEN'),
      money('Z_SE_BARZAHLUNGEN'),
    ],
  },
  location: { name: 'Stamm_Orte', columns: [...Z, text('LOC_NAME', 60), ...address('LOC_'), text('LOC_USTID', 15)] },
  cashregister: {
    name: 'Stamm_Kassen',
    columns: [
      ...Z,
      text('KASSE_BRAND', 50),
      text('KASSE_MODELL', 50),
      text('KASSE_SERIENNR', 70),
      text('KASSE_SW_BRAND', 50),
      text('KASSE_SW_VERSION', 50),
      text('KASSE_BASISWAEH_CODE', 3),
      text('KEINE_UST_ZUORDNUNG', 1),
    ],
  },
  vat: { name: 'Stamm_USt', columns: [...Z, number('UST_SCHLUESSEL'), money('UST_SATZ'), text('UST_BESCHR', 55)] },
  tse: {
    name: 'Stamm_TSE',
    columns: [
      ...Z,
      number('TSE_ID'),
      text('TSE_SERIAL', 68),
      text('TSE_SIG_ALGO', 21),
      text('TSE_ZEITFORMAT', 31),
      text('TSE_PD_ENCODING', 5),
      text('TSE_PUBLIC_KEY', 512),
      text('TSE_ZERTIFIKAT_I', 1000),
      text('TSE_ZERTIFIKAT_II', 1000),
    ],
  },
  businesscases: {
    name: 'Z_GV_Typ',
    columns: [
      ...Z,
      text('GV_TYP', 30),
      text('GV_NAME', 40),
      number('AGENTUR_ID'),
      number('UST_SCHLUESSEL'),
      money('Z_UMS_BRUTTO'),
      money('Z_UMS_NETTO'),
      money('Z_UST'),
    ],
  },
  payment: { name: 'Z_Zahlart', columns: [...Z, text('ZAHLART_TYP', 25), text('ZAHLART_NAME', 60), money('Z_ZAHLART_BETRAG')] },
  cash_per_currency: { name: 'Z_Waehrungen', columns: [...Z, text('ZAHLART_WAEH', 3), money('ZAHLART_BETRAG_WAEH')] },
  transactions: {
    name: 'Bonkopf',
    columns: [
      ...BON,
      text('BON_NR', 40),
      text('BON_TYP', 30),
      text('BON_NAME', 60),
      text('TERMINAL_ID', 50),
      text('BON_STORNO', 1),
      text('BON_START', 30),
      text('BON_ENDE', 30),
      text('BEDIENER_ID', 50),
      text('BEDIENER_NAME', 50),
      money('UMS_BRUTTO'),
      text('KUNDE_NAME', 50),
      text('KUNDE_ID', 50),
      text('KUNDE_TYP', 50),
      ...address('KUNDE_'),
      text('KUNDE_USTID', 15),
      text('BON_NOTIZ', 255),
    ],
  },
  transactions_vat: { name: 'Bonkopf_USt', columns: [...BON, number('UST_SCHLUESSEL'), money('BON_BRUTTO'), money('BON_NETTO'), money('BON_UST')] },
  allocation_groups: { name: 'Bonkopf_AbrKreis', columns: [...BON, text('ABRECHNUNGSKREIS', 50)] },
  datapayment: {
    name: 'Bonkopf_Zahlarten',
    columns: [
      ...BON,
      text('ZAHLART_TYP', 25),
      text('ZAHLART_NAME', 60),
      text('ZAHLWAEH_CODE', 3),
      money('ZAHLWAEH_BETRAG'),
      money('BASISWAEH_BETRAG'),
    ],
  },
  references: {
    name: 'Bon_Referenzen',
    columns: [
      ...LINE,
      text('REF_TYP', 20),
      text('REF_NAME', 40),
      text('REF_DATUM', 30),
      text('REF_Z_KASSE_ID', 50),
      number('REF_Z_NR'),
      text('REF_BON_ID', 40),
    ],
  },
  transactions_tse: {
    name: 'TSE_Transaktionen',
    columns: [
      ...BON,
      number('TSE_ID'),
      number('TSE_TANR'),
      text('TSE_TA_START', 30),
      text('TSE_TA_ENDE', 30),
      text('TSE_TA_VORGANGSART', 30),
      number('TSE_TA_SIGZ'),
      text('TSE_TA_SIG', 512),
      text('TSE_TA_FEHLER', 200),
      text('TSE_VORGANGSDATEN', 1000),
    ],
  },
  lines: {
    name: 'Bonpos',
    columns: [
      ...LINE,
      text('GUTSCHEIN_NR', 50),
      text('ARTIKELTEXT', 255),
      text('POS_TERMINAL_ID', 50),
      text('GV_TYP', 30),
      text('GV_NAME', 40),
      text('INHAUS', 1),
      text('P_STORNO', 1),
      number('AGENTUR_ID'),
      text('ART_NR', 50),
      text('GTIN', 50),
      text('WARENGR_ID', 40),
      text('WARENGR', 50),
      number('MENGE', 3),
      number('FAKTOR', 3),
      text('EINHEIT', 50),
      number('STK_BR', 5),
    ],
  },
  lines_vat: { name: 'Bonpos_USt', columns: [...LINE, number('UST_SCHLUESSEL'), money('POS_BRUTTO'), money('POS_NETTO'), money('POS_UST')] },
  itemamounts: {
    name: 'Bonpos_Preisfindung',
    columns: [...LINE, text('TYP', 20), number('UST_SCHLUESSEL'), money('PF_BRUTTO'), money('PF_NETTO'), money('PF_UST')],
  },
} as const satisfies Record<string, { name: string; columns: readonly Column[] }>;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** Numbers are decimals with a comma already; what is left out is empty. */
export type Cells = Record<string, string>;

export function writeHeading(table: TableName, write: Write): void {
  write(`${TABLES[table].columns.map(({ name }) => name).join(';')}\r\n`);
}

export function writeRow(table: TableName, cells: Cells, write: Write): void {
  const columns: readonly Column[] = TABLES[table].columns;
  write(`${columns.map((column) => cellOf(column, cells[column.name] ?? '')).join(';')}\r\n`);
}

function cellOf(column: Column, value: string): string {
  if ('decimals' in column) return value;
  const cut = [...value.replaceAll(/\s+/g, ' ')].slice(0, column.letters).join('');
  return /[;"]/.test(cut) ? `"${cut.replaceAll('"', '""')}"` : cut;
}

/** What describes the tables to whoever reads them, in the way of the GDPdU standard of description. */
export function indexXml({ supplier, location }: { supplier: string; location: string }): string {
  const tables = TABLE_NAMES.map((table) => {
    const columns = TABLES[table].columns.map((column: Column) => {
      const type = 'decimals' in column ? numeric(column.decimals) : `<AlphaNumeric/><MaxLength>${column.letters}</MaxLength>`;
      return `          <VariableColumn><Name>${column.name}</Name>${type}</VariableColumn>`;
    });
    return [
      '    <Table>',
      `      <URL>${table}.csv</URL>`,
      `      <Name>${TABLES[table].name}</Name>`,
      '      <UTF8/>',
      '      <DecimalSymbol>,</DecimalSymbol>',
      '      <DigitGroupingSymbol>.</DigitGroupingSymbol>',
      '      <Range><From>2</From></Range>',
      '      <VariableLength>',
      '        <ColumnDelimiter>;</ColumnDelimiter>',
      '        <RecordDelimiter>&#13;&#10;</RecordDelimiter>',
      '        <TextEncapsulator>"</TextEncapsulator>',
      ...columns,
      '      </VariableLength>',
      '    </Table>',
    ].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE DataSet SYSTEM "gdpdu-01-09-2004.dtd">',
    '<DataSet>',
    '  <Version>1.0</Version>',
    `  <DataSupplier><Name>${escaped(supplier)}</Name><Location>${escaped(location)}</Location><Comment>in the manner of DSFinV-K 2.4</Comment></DataSupplier>`,
    '  <Media>',
    '    <Name>Flash Till</Name>',
    ...tables,
    '  </Media>',
    '</DataSet>',
    '',
  ].join('\n');
}

function numeric(decimals: number): string {
  return decimals === 0 ? '<Numeric/>' : `<Numeric><Accuracy>${decimals}</Accuracy></Numeric>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
