// The journal in double entry, as a file: one group of lines a fact, or added up by day or by shift. Every line names the entries that
// it comes from, and every group comes to nothing.
import { accountOf, type ChartOfAccounts, type PostingsBy } from '../../shared/accounting.ts';
import { worthMinor } from '../../shared/foreign-cash.ts';
import type { Cash, Pile } from '../../shared/shift.ts';
import { localCell, moneyCell, satCell, textCell, utcCell } from '../csv-cells.ts';
import type { AnyEntry, CountedRow, ExportStore } from '../store/export-store.ts';
import { csvTable, zCell } from './csv.ts';
import { exchangeLines } from './exchange-differences.ts';
import { addTo, linesIn, type PostingLine, type PostingTerms, postingLinesOf } from './posting-rules.ts';
import type { Walked } from './walk.ts';
import type { Write } from './whole-file.ts';

const POSTING_COLUMNS = [
  'posting',
  'journal_seqs',
  'shop_day',
  'z',
  'time_local',
  'time_utc',
  'fact',
  'document',
  'account',
  'account_name',
  'debit',
  'credit',
  'currency',
  'sat',
  'foreign_amount',
  'foreign_currency',
] as const;

/** The lines of a walk's entries, those that move no money left out. */
export function* postingsOf(store: ExportStore, walked: Iterable<Walked>): Generator<{ walked: Walked; lines: PostingLine[] }> {
  const rates = ratesOver(store);
  const termsOf = (entry: AnyEntry, counted: readonly CountedRow[]): PostingTerms => ({
    counted,
    count(shiftId, countId) {
      const count = store.count(shiftId, countId);
      if (!count) throw new Error(`the count ${countId} of shift ${shiftId} is not there`);
      return count as { counted: Pile[]; expected: Cash[] };
    },
    worthOf: (currency, amountMinor) => worthMinor(amountMinor, currency, rates(currency, entry.seq)),
  });
  for (const { entry, shiftId, counted, ...rest } of walked) {
    const sums = new Map<string, PostingLine>();
    for (const line of postingLinesOf(entry, termsOf(entry, counted))) addTo(sums, line);
    if (entry.kind === 'shift_cut') {
      for (const line of exchangeLines(store, entry, (one) => termsOf(one, store.counted(shiftId, one.seq)))) addTo(sums, line);
    }
    const lines = linesIn(sums);
    if (lines.length > 0) yield { walked: { entry, shiftId, counted, ...rest }, lines };
  }
}

/** What the shop's settings said last of a currency, before the entry; zero where they never did: then its worth is not known. */
export function ratesOver(store: ExportStore): (currency: string, seq: number) => number {
  const said = store.settingsHistory().flatMap(({ seq, settings }) => settings.tenders.foreignCash.map((foreign) => ({ seq, ...foreign })));
  return (currency, seq) => said.findLast((one) => one.currency === currency && one.seq <= seq)?.microMinorPerUnit ?? 0;
}

/** What each tax class was called last, those included that the shop has no more. */
function classNamesOver(store: ExportStore): Map<string, string> {
  return new Map(store.settingsHistory().flatMap(({ settings }) => settings.taxClasses.map(({ id, name }) => [id, name] as const)));
}

export function writePostings(
  write: Write,
  store: ExportStore,
  walked: Iterable<Walked>,
  { chart, by }: { chart: ChartOfAccounts; by: PostingsBy },
): void {
  const table = csvTable(write, POSTING_COLUMNS);
  const classNames = classNamesOver(store);
  let posting = 0;
  const put = (group: Omit<Group, 'sums' | 'stretches'>, seqs: string, lines: Iterable<PostingLine>) => {
    posting += 1;
    for (const { account, amountMinor, msat, foreign } of lines) {
      const { number, name } = accountOf(chart, account, classNames);
      table.row({
        posting,
        journal_seqs: seqs,
        shop_day: group.day,
        z: group.z,
        time_local: group.timeLocal,
        time_utc: group.timeUtc,
        fact: group.fact,
        document: textCell(group.document),
        account: number,
        account_name: textCell(name),
        debit: amountMinor > 0 ? moneyCell(amountMinor, group.currency) : '',
        credit: amountMinor < 0 ? moneyCell(-amountMinor, group.currency) : '',
        currency: group.currency,
        sat: msat === 0 ? '' : satCell(msat),
        foreign_amount: foreign ? moneyCell(foreign.amountMinor, foreign.currency) : '',
        foreign_currency: foreign?.currency ?? '',
      });
    }
  };
  const groups = new Map<string, Group>();
  let last: Group | null = null;
  for (const { walked: one, lines } of postingsOf(store, walked)) {
    const { entry, settings, day, shiftId, ended } = one;
    const { currency } = settings;
    const z = zCell(shiftId, ended);
    if (by === 'entry') {
      const timeLocal = localCell(entry.atMs, settings.timeZone);
      put(
        { day, z, currency, fact: entry.kind, document: documentOf(entry, store), timeLocal, timeUtc: utcCell(entry.atMs) },
        String(entry.seq),
        lines,
      );
      continue;
    }
    const key = by === 'day' ? day : z;
    const named = by === 'day' ? { day, z: '' } : { day: '', z };
    const group: Group = groups.get(key) ?? {
      ...named,
      currency,
      fact: by,
      document: '',
      timeLocal: '',
      timeUtc: '',
      sums: new Map(),
      stretches: [],
    };
    groups.set(key, group);
    const stretch = group.stretches.at(-1);
    if (stretch && last === group) stretch.to = entry.seq;
    else group.stretches.push({ from: entry.seq, to: entry.seq });
    last = group;
    for (const line of lines) addTo(group.sums, line);
  }
  for (const group of groups.values()) put(group, stretchWords(group.stretches), linesIn(group.sums));
  table.end();
}

interface Group {
  day: string;
  z: string;
  timeLocal: string;
  timeUtc: string;
  fact: string;
  document: string;
  currency: string;
  sums: Map<string, PostingLine>;
  /** Of the journal: all that moved money in them is of this group. */
  stretches: Stretch[];
}

interface Stretch {
  from: number;
  to: number;
}

/** "12..15 18": 12-15 would be the middle of December to a spreadsheet. */
function stretchWords(stretches: readonly Stretch[]): string {
  return stretches.map(({ from, to }) => (from === to ? String(from) : `${from}..${to}`)).join(' ');
}

/** The paper that a fact belongs to, where it has one. */
export function documentOf({ body }: Walked['entry'], store: ExportStore): string {
  if ('receiptNumber' in body && typeof body.receiptNumber === 'string') return body.receiptNumber;
  if ('slipNumber' in body) return body.slipNumber;
  if ('voucherNumber' in body) return body.voucherNumber;
  if ('refundId' in body && body.refundId !== null) return store.receiptOfRefund(body.refundId) ?? '';
  if ('saleId' in body && body.saleId !== null) return store.receiptOfSale(body.saleId) ?? '';
  if ('shiftId' in body) return `Z ${body.shiftId}`;
  return '';
}
