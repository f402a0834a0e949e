// What the accountant gets of generated days: postings that come to nothing and stand for the tables' own balances, payments and closings
// that equal the Zs, and a journal that proves itself and makes the same tables again.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { afterEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/main/accounting/journal-file.ts';
import { addTo, type PostingLine } from '../../src/main/accounting/posting-rules.ts';
import { postingsOf } from '../../src/main/accounting/postings.ts';
import { verifyJournalFile } from '../../src/main/accounting/verify-journal-file.ts';
import { walk } from '../../src/main/accounting/walk.ts';
import { type JournalRow, readEntry } from '../../src/main/store/chain.ts';
import { openExportStore } from '../../src/main/store/export-store.ts';
import type { JournalEntry } from '../../src/main/store/facts.ts';
import { firstDifference, rebuildTables } from '../../src/main/store/rebuild.ts';
import { createShiftStore, expectedCash } from '../../src/main/store/shift-store.ts';
import type { ShiftReport } from '../../src/shared/z-report.ts';
import { type Random, seeded } from '../crash/random.ts';
import { newId, openRegister } from './busy-register.ts';
import { fetchExport } from './fetched-export.ts';
import { openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';

const ACTIONS_A_SHIFT = 45;
const ALWAYS = { from: '2020-01-01', to: '2029-12-28' };

let till: TestTill;
afterEach(() => till.close());

async function endShift(manager: TestScreen, random: Random): Promise<ShiftReport> {
  const { shiftId, currencies } = await manager.call.shifts.closing();
  const countId = newId();
  const counted = currencies.map((currency) => ({ currency, pieces: [], looseMinor: 100_000 + random.below(1000) }));
  const { inDrawer } = await manager.call.shifts.count({ shiftId, countId, counted });
  const taken = (inDrawer ?? []).map(({ currency }) => ({ currency, amountMinor: 90_000 }));
  return manager.call.shifts.z(await manager.call.shifts.close({ shiftId, countId, reason: 'As always', taken }));
}

/** What a dollar is worth in each shift. */
const DOLLAR_IN_CENTS = [92, 88, 95];

async function setDollar(manager: TestScreen, cents: number): Promise<void> {
  const foreignCash = [{ currency: 'USD', microMinorPerUnit: cents * 1_000_000, stepMinor: 100 }];
  await manager.call.shop.change({ tenders: { ...manager.state.shop.tenders, foreignCash } });
}

/** Two shifts that have ended, and one that goes on. */
async function busyDays(seed: number): Promise<{ manager: TestScreen; zs: ShiftReport[]; path: string }> {
  const random = seeded(seed);
  till = await openTestTill({ sample: 'eu' });
  const zs: ShiftReport[] = [];
  let manager: TestScreen | undefined;
  for (let shift = 0; shift < 3; shift++) {
    const register = await openRegister(till, random);
    manager = register.manager;
    if (shift === 0) {
      const { tenders } = manager.state.shop;
      const kinds = [...new Set([...tenders.kinds, 'card', 'voucher', 'foreign_cash'] as const)];
      // Time goes by as codes run out, and locks nobody out.
      await manager.call.shop.change({ lockAfterMinutes: 0, tenders: { ...tenders, kinds } });
    }
    await setDollar(manager, DOLLAR_IN_CENTS[shift] ?? 0);
    for (let action = 0; action < ACTIONS_A_SHIFT; action++) await register.act();
    if (shift === 2) break;
    zs.push(await endShift(manager, random));
    await till.restart();
  }
  if (!manager) throw new Error('no manager');
  return { manager, zs, path: join(till.dataDir, 'practice', 'till.sqlite') };
}

type Record_ = Record<string, string>;
const rowsOf = (text: string, delimiter = ','): Record_[] =>
  Papa.parse<Record_>(text.replace(/^\ufeff/, ''), { header: true, delimiter, skipEmptyLines: true }).data;
const cents = (decimal: string | undefined) => Math.round(Number((decimal ?? '0').replace(',', '.')) * 100);
const sumOf = (rows: Iterable<number>) => [...rows].reduce((sum, one) => sum + one, 0);

describe.each([21, 22, 24])('seed %i', (seed) => {
  test('what the accountant gets is what happened', { timeout: 180_000 }, async () => {
    const { manager, zs, path } = await busyDays(seed);
    const postings = await fetchExport(manager, { kind: 'postings', ...ALWAYS, by: 'entry' });
    const byDay = await fetchExport(manager, { kind: 'postings', ...ALWAYS, by: 'day' });
    const byZ = await fetchExport(manager, { kind: 'postings', ...ALWAYS, by: 'z' });
    const payments = await fetchExport(manager, { kind: 'payments', ...ALWAYS });
    const register = await fetchExport(manager, { kind: 'cash_register', ...ALWAYS });
    const journal = await fetchExport(manager, { kind: 'journal', days: null });
    if (!postings || !byDay || !byZ || !payments || !register || !journal) throw new Error('a file is missing');

    checkBalances(path, zs);
    checkPostings(postings.bytes.toString(), byDay.bytes.toString(), byZ.bytes.toString());
    checkPayments(payments.bytes.toString(), zs);
    checkRegister(unzipSync(register.bytes), zs);
    checkJournal(journal.bytes, path);
    await checkSecrets(journal.bytes.toString(), till.dataDir);
    expect(till.logged()).not.toContain('"level":"error"');
  });
});

/** Debits equal credits for each fact; what is left on an account is what its own table says. */
function checkBalances(path: string, zs: readonly ShiftReport[]): void {
  const store = openExportStore(path);
  const db = new Database(path, { readonly: true });
  try {
    const all = new Map<string, PostingLine>();
    const perZ = new Map<number, Map<string, PostingLine>>();
    const balance = (sums: Map<string, PostingLine> | undefined, prefix: string) =>
      sumOf([...(sums ?? [])].filter(([key]) => key.startsWith(prefix)).map(([, { amountMinor }]) => amountMinor));
    for (const { walked, lines } of postingsOf(
      store,
      walk(store, { first: 1, last: store.lastSeq() }, null, () => undefined),
    )) {
      expect(sumOf(lines.map(({ amountMinor }) => amountMinor)), `entry ${walked.entry.seq} ${walked.entry.kind}`).toBe(0);
      // The same sat rounded twice: a cent or two, and never what a payment came to.
      const rounded = lines.find(({ account }) => account === 'bitcoin_differences')?.amountMinor ?? 0;
      expect(Math.abs(rounded), `entry ${walked.entry.seq} ${walked.entry.kind}`).toBeLessThanOrEqual(2);
      const ofZ = perZ.get(walked.shiftId) ?? new Map<string, PostingLine>();
      perZ.set(walked.shiftId, ofZ);
      for (const line of lines) {
        addTo(all, line);
        addTo(ofZ, line);
      }
      if (walked.entry.kind !== 'shift_cut') continue;
      const z = zs.find(({ number }) => number === walked.shiftId);
      expect(balance(all, 'prepayments ')).toBe(0 - (z?.prepaidMinor.after ?? 0));
      const dollars = z?.drawer.left.find(({ currency }) => currency === 'USD')?.amountMinor ?? 0;
      expect(balance(all, 'foreign_cash USD')).toBe(Math.floor((dollars * (DOLLAR_IN_CENTS[walked.shiftId - 1] ?? 0)) / 100));
      expect(balance(all, 'cash ')).toBe(z?.drawer.left.find(({ currency }) => currency === null)?.amountMinor);
    }
    const shifts = createShiftStore(db);
    const current = shifts.current();
    const expected = expectedCash(current, shifts.moved(current.id, store.lastSeq()));
    expect(balance(all, 'cash ')).toBe(expected.find(({ currency }) => currency === null)?.amountMinor);
    const notes = expected.filter(({ currency }) => currency !== null);
    for (const { currency, amountMinor } of notes) expect(all.get(`foreign_cash ${currency}`)?.foreign?.amountMinor ?? 0).toBe(amountMinor);

    const sum = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0;
    expect(balance(all, 'vouchers ')).toBe(0 - sum('SELECT sum(balance_minor) FROM voucher'));
    expect(balance(all, 'receivables ')).toBe(sum('SELECT sum(balance_minor) FROM customer'));
    expect(balance(all, 'exchange_credit ')).toBe(0 - sum('SELECT sum(amount_minor - used_minor - given_back_minor) FROM refund_credit'));
    expect(balance(all, 'unmatched_bitcoin ')).toBe(
      0 - sum(`SELECT sum(amount_minor) FROM attention WHERE status IN ('open', 'refunding') AND kind <> 'lost'`),
    );
    expect(all.get('bitcoin ')?.msat ?? 0).toBe(
      sum('SELECT sum(received_msat) FROM settlement') - sum(`SELECT sum(amount_msat + fee_msat) FROM payout WHERE status = 'refunded'`),
    );
    for (const z of zs) {
      const ofZ = perZ.get(z.number);
      const { sales, refunds, taxes } = z.figures;
      const isSold = ({ taxClassId }: { taxClassId: string }) => taxClassId !== 'voucher';
      const net = (rows: typeof taxes) => sumOf(rows.filter(isSold).map(({ netMinor }) => netMinor));
      const tax = (rows: typeof taxes) => sumOf(rows.map(({ taxMinor }) => taxMinor));
      const taxedTips = (rows: typeof taxes, of: 'netMinor' | 'taxMinor' | 'grossMinor') => sumOf(rows.map((row) => row[of]));
      expect(balance(ofZ, 'revenue:')).toBe(
        -net(taxes) + net(refunds.taxes) - taxedTips(z.figures.tipTaxes, 'netMinor') + taxedTips(refunds.tipTaxes, 'netMinor'),
      );
      expect(balance(ofZ, 'output_tax:')).toBe(
        -tax(taxes) + tax(refunds.taxes) - taxedTips(z.figures.tipTaxes, 'taxMinor') + taxedTips(refunds.tipTaxes, 'taxMinor'),
      );
      expect(balance(ofZ, 'tips ')).toBe(
        -sales.tipMinor + refunds.tipMinor + taxedTips(z.figures.tipTaxes, 'grossMinor') - taxedTips(refunds.tipTaxes, 'grossMinor'),
      );
      expect(balance(ofZ, 'cash_rounding ')).toBe(0 - z.figures.cashRoundingMinor);
      expect(balance(ofZ, 'cash_differences ')).not.toBe(0);
    }
  } finally {
    store.close();
    db.close();
  }
}

function checkPostings(byEntry: string, byDay: string, byZ: string): void {
  const accounts = (rows: Record_[]) => {
    const sums: Record<string, number> = {};
    for (const row of rows) sums[row.account ?? ''] = (sums[row.account ?? ''] ?? 0) + cents(row.debit) - cents(row.credit);
    return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
  };
  const single = rowsOf(byEntry);
  expect(single.length).toBeGreaterThan(100);
  for (const rows of [single, rowsOf(byDay), rowsOf(byZ)]) {
    expect(accounts(rows)).toEqual(accounts(single));
    for (const group of Map.groupBy(rows, ({ posting }) => posting).values()) {
      expect(sumOf(group.map(({ debit, credit }) => cents(debit) - cents(credit)))).toBe(0);
      for (const { journal_seqs, account, account_name } of group) {
        // What a spreadsheet takes for no date.
        expect(journal_seqs).toMatch(/^\d+(\.\.\d+)?( \d+(\.\.\d+)?)*$/);
        expect([account, account_name]).not.toContain('');
      }
    }
  }
  expect(new Set(rowsOf(byZ).map(({ z }) => z))).toEqual(new Set(['1', '2', '3 open']));
}

function checkPayments(text: string, zs: readonly ShiftReport[]): void {
  const rows = rowsOf(text);
  for (const z of zs) {
    const ofZ = rows.filter((row) => row.z === String(z.number));
    for (const { kind, amountMinor } of z.figures.tenders) {
      const of = ofZ.filter((row) => row.tender === kind && ['sale', 'sale_returned', 'applied_to_sale'].includes(row.kind ?? ''));
      const sum = sumOf(of.map((row) => (row.direction === 'out' ? -1 : 1) * cents(row.amount)));
      // A cancelled sale gives what Lightning paid to the list, which is no payment.
      const cancelled =
        kind === 'lightning' ? sumOf(z.figures.lightning.relisted.map((item) => (item.kind === 'cancelled_sale' ? item.amountMinor : 0))) : 0;
      expect(sum - cancelled, `${kind} in Z ${z.number}`).toBe(amountMinor);
    }
    const came = ofZ.filter(({ direction, tender }) => direction === 'in' && tender === 'lightning');
    expect(sumOf(came.map(({ sat }) => Math.round(Number(sat) * 1000)))).toBe(z.figures.lightning.received.amountMsat);
    for (const { sat, payment_hash, settle_index, rate_per_btc, mark } of came) {
      expect(Number(sat)).toBeGreaterThan(0);
      expect(payment_hash).toMatch(/^[0-9a-f]{64}$/);
      expect(Number(settle_index)).toBeGreaterThan(0);
      if (mark !== 'unexplained') expect(Number(rate_per_btc)).toBeGreaterThan(0);
    }
  }
  const marks = new Set(rows.map(({ mark }) => mark));
  expect(marks).toContain('matched');
  expect([...marks].filter((mark) => ['late', 'double', 'excess', 'cancelled_sale'].includes(mark ?? '')).length).toBeGreaterThan(0);
}

/** The sums of each closing equal its Z, and its receipts add up to them. */
function checkRegister(files: Record<string, Uint8Array>, zs: readonly ShiftReport[]): void {
  const table = (name: string) => rowsOf(new TextDecoder().decode(files[`${name}.csv`]), ';');
  const index = new TextDecoder().decode(files['index.xml']);
  for (const name of Object.keys(files).filter((one) => one.endsWith('.csv'))) expect(index).toContain(`<URL>${name}</URL>`);
  expect(new TextDecoder().decode(files['README.txt'])).toContain('tse.csv');
  expect(table('transactions_tse')).toEqual([]);
  expect(table('cashpointclosing').map(({ Z_NR }) => Number(Z_NR))).toEqual(zs.map(({ number }) => number));
  for (const z of zs) {
    const ofZ = (name: string) => table(name).filter(({ Z_NR }) => Z_NR === String(z.number));
    const rates = new Map(
      ofZ('vat').map(({ UST_SCHLUESSEL, UST_SATZ }) => [UST_SCHLUESSEL, Math.round(Number(UST_SATZ?.replace(',', '.')) * 10_000)]),
    );
    const sold = new Map<number, number>();
    for (const { ratePpm, taxClassId, grossMinor } of z.figures.taxes) if (taxClassId !== 'voucher') add(sold, ratePpm, grossMinor);
    for (const { ratePpm, taxClassId, grossMinor } of z.figures.refunds.taxes) if (taxClassId !== 'voucher') add(sold, ratePpm, -grossMinor);
    const cases = new Map<number, number>();
    for (const row of ofZ('businesscases').filter(({ GV_TYP }) => GV_TYP === 'Umsatz'))
      add(cases, rates.get(row.UST_SCHLUESSEL) ?? -1, cents(row.Z_UMS_BRUTTO));
    expect(cases).toEqual(sold);

    const byName: Record<string, number> = {};
    for (const { ZAHLART_NAME = '', Z_ZAHLART_BETRAG } of ofZ('payment')) byName[ZAHLART_NAME] = cents(Z_ZAHLART_BETRAG);
    const net = (kind: string) =>
      sumOf(z.figures.tenders.filter((one) => one.kind === kind).map(({ amountMinor }) => amountMinor)) -
      sumOf(z.figures.refundTenders.filter((one) => one.kind === kind).map(({ amountMinor }) => amountMinor));
    expect(byName.Lightning ?? 0).toBe(net('lightning'));
    expect(byName.Karte ?? 0).toBe(
      net('card') + sumOf(z.figures.accounts.paidBy.map(({ kind, amountMinor }) => (kind === 'card' ? amountMinor : 0))),
    );
    expect(byName.Gutschein ?? 0).toBe(net('voucher'));
    expect(byName['Auf Rechnung'] ?? 0).toBe(net('account'));
    expect(byName.Umtauschguthaben ?? 0).toBe(net('exchange'));
    const own = z.drawer;
    const inOwn = (cash: typeof own.left) => cash.find(({ currency }) => currency === null)?.amountMinor ?? 0;
    const currencies = new Map(ofZ('cash_per_currency').map((row) => [row.ZAHLART_WAEH, cents(row.ZAHLART_BETRAG_WAEH)]));
    expect(currencies.get(z.shop.currency) ?? 0).toBe(inOwn(own.left) - inOwn(own.carried));

    // Every receipt: its lines are its payments, and what its head says.
    const lines = Map.groupBy(ofZ('lines_vat'), ({ BON_ID }) => BON_ID);
    const paid = Map.groupBy(ofZ('datapayment'), ({ BON_ID }) => BON_ID);
    const heads = ofZ('transactions');
    expect(heads.filter((head, at) => heads.findIndex(({ BON_ID }) => BON_ID === head.BON_ID) < at)).toEqual([]);
    for (const { BON_ID, BON_TYP, UMS_BRUTTO } of heads) {
      const gross = sumOf((lines.get(BON_ID) ?? []).map(({ POS_BRUTTO }) => cents(POS_BRUTTO)));
      expect(gross).toBe(cents(UMS_BRUTTO));
      if (BON_TYP === 'Beleg') expect(sumOf((paid.get(BON_ID) ?? []).map(({ BASISWAEH_BETRAG }) => cents(BASISWAEH_BETRAG))), BON_ID).toBe(gross);
    }
    expect(sumOf(ofZ('payment').map(({ Z_ZAHLART_BETRAG }) => cents(Z_ZAHLART_BETRAG)))).toBe(
      sumOf(ofZ('datapayment').map(({ BASISWAEH_BETRAG }) => cents(BASISWAEH_BETRAG))),
    );
  }
}

function add(sums: Map<number, number>, key: number, amount: number): void {
  const sum = (sums.get(key) ?? 0) + amount;
  if (sum === 0) sums.delete(key);
  else sums.set(key, sum);
}

/** Nothing in it pays, opens or signs in: no preimage of a code, no PIN, no credential, no key. */
async function checkSecrets(text: string, dataDir: string): Promise<void> {
  const node = new Database(join(dataDir, 'practice', 'node.sqlite'), { readonly: true });
  try {
    const tables = node.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all();
    const columns = tables.flatMap((table) =>
      node
        .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
        .all()
        .map(({ name }) => ({ table, name })),
    );
    const secret = columns.filter(({ name }) => /preimage|key|secret/.test(name) && !/public/.test(name));
    expect(secret.map(({ name }) => name)).toContain('preimage');
    for (const { table, name } of secret)
      for (const value of node.prepare<[], unknown>(`SELECT ${name} FROM ${table}`).pluck().all())
        if (Buffer.isBuffer(value) ? value.length >= 16 : typeof value === 'string' && value.length >= 32)
          expect(text).not.toContain(Buffer.isBuffer(value) ? value.toString('hex') : value);
  } finally {
    node.close();
  }
  expect(text).not.toMatch(/"(pin|pinHash|password|passphrase|preimage|macaroon|token|seed)":/i);
  expect(text).not.toContain('$argon2');
}

/** It proves itself; and from it alone the same tables are made that the till has. */
function checkJournal(bytes: Buffer, path: string): void {
  const verdict = verifyJournalFile([bytes]);
  expect(verdict).toMatchObject({ ok: true, keyStated: true });
  const texts = bytes.toString().trimEnd().split('\n').slice(1, -1);
  const entries = texts.map((text): JournalEntry => {
    const { seq, atMs, terminalId, staffId, kind, version, body, prevHash } = JSON.parse(text);
    const row: JournalRow = {
      seq,
      at_ms: atMs,
      terminal_id: terminalId,
      staff_id: staffId,
      kind,
      version,
      body: JSON.stringify(body),
      prev_hash: prevHash,
      hash: sha256(text),
    };
    const entry = readEntry(row);
    if (!entry) throw new Error(`entry ${seq}`);
    return entry;
  });
  const live = new Database(path);
  const rebuilt = rebuildTables(entries);
  try {
    // What was written after the export: the fact of the export itself, which no table has.
    expect(live.prepare('SELECT max(seq) FROM journal').pluck().get()).toBe(entries.length + 1);
    expect(firstDifference(live, rebuilt)).toBeNull();
  } finally {
    rebuilt.close();
    live.close();
  }
}
