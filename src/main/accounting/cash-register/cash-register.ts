// Closings as a zip of tables in the manner of DSFinV-K: each closing's receipts with their lines, tax and payments, the sums that its Z
// has too, and the master data around them. What the till does not have (a TSE) stays empty, and the README inside says so.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../../../package.json' with { type: 'json' };
import { worthMinor } from '../../../shared/foreign-cash.ts';
import { minorDigits, minorToDecimal } from '../../../shared/money.ts';
import type { TenderKind } from '../../../shared/tender.ts';
import type { ExportStore } from '../../store/export-store.ts';
import { ratesOver } from '../postings.ts';
import { walk } from '../walk.ts';
import { createWholeFile, type WholeFile, type Write } from '../whole-file.ts';
import type { BonLine } from './bon-lines.ts';
import { type Bon, bonsOf } from './bons.ts';
import { readme } from './readme.ts';
import { type Cells, indexXml, TABLE_NAMES, type TableName, writeHeading, writeRow } from './tables.ts';
import { type VatKeys, vatKeyOf } from './vat-keys.ts';
import { createZip } from './zip-file.ts';

const TAXONOMY = '2.4';

/** ZAHLART_TYP and ZAHLART_NAME. */
const PAYMENTS: Record<TenderKind, [typ: string, name: string]> = {
  cash: ['Bar', 'Bar'],
  foreign_cash: ['Bar', 'Bar'],
  lightning: ['ElZahlungsdienstleister', 'Lightning'],
  card: ['Unbar', 'Karte'],
  voucher: ['GuthabenKarte', 'Gutschein'],
  account: ['Unbar', 'Auf Rechnung'],
  exchange: ['Unbar', 'Umtauschguthaben'],
};

export interface CashRegisterParts {
  store: ExportStore;
  /** The numbers of the Zs. */
  zs: readonly number[];
  /** A folder for what is in the making. */
  dir: string;
  madeAtMs: number;
  onProgress: (done: number, of: number) => void;
}

export function writeCashRegister(write: Write, { store, zs, dir, madeAtMs, onProgress }: CashRegisterParts): void {
  const folder = mkdtempSync(join(dir, 'tables-'));
  const files = new Map<TableName, WholeFile>();
  const pathOf = (table: TableName) => join(folder, `${table}.csv`);
  try {
    for (const table of TABLE_NAMES) {
      const file = createWholeFile(pathOf(table));
      files.set(table, file);
      writeHeading(table, file.write);
    }
    const add = (table: TableName, cells: Cells) => writeRow(table, cells, (piece) => files.get(table)?.write(piece));
    let shop = { name: '', addressLines: [] as string[] };
    for (const [done, number] of zs.entries()) {
      shop = writeZ(number, store, add);
      onProgress(done + 1, zs.length);
    }
    const zip = createZip(write, madeAtMs);
    zip.addText('README.txt', readme);
    zip.addText('index.xml', indexXml({ supplier: shop.name, location: shop.addressLines.join(', ') }));
    for (const [table, file] of files) {
      file.publish();
      zip.addFile(`${table}.csv`, pathOf(table));
    }
    zip.end();
  } finally {
    for (const file of files.values()) file.discard();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Sums {
  cases: Map<string, { typ: string; name: string; key: number; grossMinor: number; netMinor: number; taxMinor: number }>;
  payments: Map<TenderKind, number>;
  currencies: Map<string, number>;
  keys: VatKeys;
}

function writeZ(number: number, store: ExportStore, add: (table: TableName, cells: Cells) => void): { name: string; addressLines: string[] } {
  const found = store.z(number);
  if (!found) throw new Error(`Z ${number} is not there`);
  const { report } = found;
  const { currency, terminalId } = report.shop;
  const z: Cells = { Z_KASSE_ID: terminalId, Z_ERSTELLUNG: stamp(report.endedAtMs), Z_NR: String(number) };
  const money = (amountMinor: number, of = currency) => decimal(amountMinor, minorDigits(of), 2);
  const rates = ratesOver(store);
  const worthOf = (of: string, amountMinor: number, seq: number) => worthMinor(amountMinor, of, rates(of, seq));
  const sums: Sums = { cases: new Map(), payments: new Map(), currencies: new Map(), keys: new Map() };
  let first = '';
  let last = '';

  const { fromSeq, toSeq } = report.journal;
  for (const bon of bonsOf(
    store,
    walk(store, { first: fromSeq, last: toSeq }, null, () => undefined),
    worthOf,
  )) {
    first ||= bon.id;
    last = bon.id;
    writeBon(bon, { store, z, terminalId, currency, money, sums, add });
  }

  const { street, postcode, town, vatId } = addressOf(report.shop.addressLines);
  const payments = [...sums.payments];
  const cashMinor = total(payments.filter(([kind]) => PAYMENTS[kind][0] === 'Bar').map(([, amountMinor]) => amountMinor));
  add('cashpointclosing', {
    ...z,
    Z_BUCHUNGSTAG: report.day,
    TAXONOMIE_VERSION: TAXONOMY,
    Z_START_ID: first,
    Z_ENDE_ID: last,
    NAME: report.shop.name,
    STRASSE: street,
    PLZ: postcode,
    ORT: town,
    USTID: vatId,
    Z_SE_ZAHLUNGEN: money(total(payments.map(([, amountMinor]) => amountMinor))),
    Z_SE_BARZAHLUNGEN: money(cashMinor),
  });
  add('location', { ...z, LOC_NAME: report.shop.name, LOC_STRASSE: street, LOC_PLZ: postcode, LOC_ORT: town, LOC_USTID: vatId });
  add('cashregister', {
    ...z,
    KASSE_BRAND: 'Flash Till',
    KASSE_MODELL: 'Flash Till',
    KASSE_SERIENNR: terminalId,
    KASSE_SW_BRAND: 'Flash Till',
    KASSE_SW_VERSION: packageJson.version,
    KASSE_BASISWAEH_CODE: currency,
    KEINE_UST_ZUORDNUNG: '0',
  });
  for (const { key, ratePpm, words } of sums.keys.values())
    add('vat', { ...z, UST_SCHLUESSEL: String(key), UST_SATZ: percent(ratePpm), UST_BESCHR: words });
  for (const { typ, name, key, grossMinor, netMinor, taxMinor } of sums.cases.values())
    add('businesscases', {
      ...z,
      GV_TYP: typ,
      GV_NAME: name,
      AGENTUR_ID: '0',
      UST_SCHLUESSEL: String(key),
      Z_UMS_BRUTTO: money(grossMinor),
      Z_UMS_NETTO: money(netMinor),
      Z_UST: money(taxMinor),
    });
  const byName = Map.groupBy(payments, ([kind]) => PAYMENTS[kind].join(' '));
  for (const same of byName.values()) {
    const [typ, name] = PAYMENTS[same[0]?.[0] ?? 'cash'];
    add('payment', { ...z, ZAHLART_TYP: typ, ZAHLART_NAME: name, Z_ZAHLART_BETRAG: money(total(same.map(([, amountMinor]) => amountMinor))) });
  }
  for (const [of, amountMinor] of sums.currencies) add('cash_per_currency', { ...z, ZAHLART_WAEH: of, ZAHLART_BETRAG_WAEH: money(amountMinor, of) });
  return report.shop;
}

interface Around {
  store: ExportStore;
  z: Cells;
  terminalId: string;
  currency: string;
  money: (amountMinor: number, currency?: string) => string;
  sums: Sums;
  add: (table: TableName, cells: Cells) => void;
}

function writeBon(bon: Bon, { store, z, terminalId, currency, money, sums, add }: Around): void {
  const head: Cells = { ...z, BON_ID: bon.id };
  const counts = bon.typ === 'Beleg';
  add('transactions', {
    ...head,
    BON_NR: bon.number,
    BON_TYP: bon.typ,
    BON_NAME: bon.name,
    TERMINAL_ID: terminalId,
    BON_STORNO: '0',
    BON_START: stamp(bon.startMs),
    BON_ENDE: stamp(bon.endMs),
    BEDIENER_ID: bon.staffId ?? '',
    BEDIENER_NAME: store.staffName(bon.staffId),
    UMS_BRUTTO: money(bon.totalMinor),
    KUNDE_ID: bon.customer?.id ?? '',
    KUNDE_NAME: bon.customer?.name ?? '',
    BON_NOTIZ: bon.note,
  });
  if (bon.group !== '') add('allocation_groups', { ...head, ABRECHNUNGSKREIS: bon.group });
  if (bon.of !== null) add('references', { ...head, REF_TYP: 'Transaktion', REF_Z_KASSE_ID: terminalId, REF_BON_ID: bon.of });

  const ofBon = new Map<number, { grossMinor: number; netMinor: number; taxMinor: number }>();
  for (const [at, line] of bon.lines.entries()) {
    const key = vatKeyOf(line.tax, sums.keys);
    const pos: Cells = { ...head, POS_ZEILE: String(at + 1) };
    add('lines', { ...pos, ...lineCells(line, bon, { store, terminalId, currency }) });
    const { grossMinor, netMinor, taxMinor } = line;
    add('lines_vat', { ...pos, UST_SCHLUESSEL: String(key), POS_BRUTTO: money(grossMinor), POS_NETTO: money(netMinor), POS_UST: money(taxMinor) });
    if (line.listMinor !== null) {
      add('itemamounts', { ...pos, TYP: 'base_amount', UST_SCHLUESSEL: String(key), PF_BRUTTO: money(line.listMinor) });
      add('itemamounts', { ...pos, TYP: 'discount', UST_SCHLUESSEL: String(key), PF_BRUTTO: money(grossMinor - line.listMinor) });
    }
    addAmounts(ofBon, key, line);
    if (counts) {
      const name = `${line.typ}|${line.name}|${key}`;
      const sum = sums.cases.get(name) ?? { typ: line.typ, name: line.name, key, grossMinor: 0, netMinor: 0, taxMinor: 0 };
      sums.cases.set(name, sum);
      sum.grossMinor += grossMinor;
      sum.netMinor += netMinor;
      sum.taxMinor += taxMinor;
    }
  }
  for (const [key, { grossMinor, netMinor, taxMinor }] of ofBon)
    add('transactions_vat', {
      ...head,
      UST_SCHLUESSEL: String(key),
      BON_BRUTTO: money(grossMinor),
      BON_NETTO: money(netMinor),
      BON_UST: money(taxMinor),
    });
  for (const { kind, amountMinor, foreign } of bon.payments) {
    const [typ, name] = PAYMENTS[kind];
    const code = foreign?.currency ?? currency;
    add('datapayment', {
      ...head,
      ZAHLART_TYP: typ,
      ZAHLART_NAME: name,
      ZAHLWAEH_CODE: code,
      ZAHLWAEH_BETRAG: money(foreign?.amountMinor ?? amountMinor, code),
      BASISWAEH_BETRAG: money(amountMinor),
    });
    sums.payments.set(kind, (sums.payments.get(kind) ?? 0) + amountMinor);
    if (typ === 'Bar') sums.currencies.set(code, (sums.currencies.get(code) ?? 0) + (foreign?.amountMinor ?? amountMinor));
  }
}

function lineCells(line: BonLine, bon: Bon, { store, terminalId, currency }: Pick<Around, 'store' | 'terminalId' | 'currency'>): Cells {
  const article = line.articleId === null ? undefined : store.article(line.articleId);
  const digits = minorDigits(currency);
  // A piece's price, of which as many decimals are kept as the table has.
  const each = line.quantityMilli === 0 ? 0 : ((line.listMinor ?? Math.abs(line.grossMinor)) / Math.abs(line.quantityMilli)) * 1000;
  return {
    ARTIKELTEXT: line.text,
    POS_TERMINAL_ID: terminalId,
    GV_TYP: line.typ,
    GV_NAME: line.name,
    INHAUS: bon.dining === null ? '' : bon.dining === 'here' ? '1' : '0',
    P_STORNO: '0',
    AGENTUR_ID: '0',
    ART_NR: article?.code || (line.articleId ?? ''),
    GTIN: article?.barcode ?? '',
    WARENGR_ID: article?.categoryId ?? '',
    WARENGR: article?.categoryName ?? '',
    MENGE: decimal(line.quantityMilli, 3, 3),
    FAKTOR: '1,000',
    EINHEIT: line.unit === 'kg' ? 'kg' : 'Stück',
    STK_BR: decimal(Math.round(each * 10 ** Math.max(0, 5 - digits)), Math.max(5, digits), 5),
  };
}

function addAmounts<K>(
  sums: Map<K, { grossMinor: number; netMinor: number; taxMinor: number }>,
  key: K,
  { grossMinor, netMinor, taxMinor }: Pick<BonLine, 'grossMinor' | 'netMinor' | 'taxMinor'>,
): void {
  const sum = sums.get(key) ?? { grossMinor: 0, netMinor: 0, taxMinor: 0 };
  sums.set(key, sum);
  sum.grossMinor += grossMinor;
  sum.netMinor += netMinor;
  sum.taxMinor += taxMinor;
}

/** With a comma, and `least` decimals or as many as it has. */
function decimal(amount: number, digits: number, least: number): string {
  const [whole = '0', rest = ''] = minorToDecimal(amount, digits).split('.');
  return `${whole},${rest.padEnd(least, '0')}`;
}

/** Two decimals, or as many as the rate has: 8.875 % is no other. */
function percent(ratePpm: number): string {
  return decimal(ratePpm, 4, 4).replace(/0{1,2}$/, '');
}

/** RFC 3339, UTC. */
function stamp(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** What can be told from the lines under the shop's name, as they are written on its receipts. */
function addressOf(lines: readonly string[]): { street: string; postcode: string; town: string; vatId: string } {
  const towns = lines.map((line) => /^(\d{4,6})\s+(.+)$/.exec(line)).find((match) => match !== null);
  const vatId = lines.map((line) => /\b[A-Z]{2}\d{8,12}\b/.exec(line)?.[0]).find((match) => match !== undefined);
  return { street: lines[0] ?? '', postcode: towns?.[1] ?? '', town: towns?.[2] ?? '', vatId: vatId ?? '' };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
