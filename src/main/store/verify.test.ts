import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfRow, type JournalRow } from './chain.ts';
import { createDatabaseFile } from './create-database.ts';
import type { TillDatabase } from './database.ts';
import { EXAMPLE_START_MS, type ExampleShop, openExampleShop } from './example-shop.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { PROJECTED_TABLES } from './projection.ts';
import { verifyJournal } from './verify.ts';

const SALES = 40;

let dir: string;
let path: string;
let shop: ExampleShop;
let database: TillDatabase;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-verify-'));
  path = join(dir, 'practice', 'till.sqlite');
  shop = openExampleShop(path);
  shop.sell(SALES);
  database = shop.database;
});
afterEach(() => {
  database.close();
  rmSync(dir, { recursive: true, force: true });
});

function verified() {
  const reader = new Database(path, { readonly: true });
  try {
    return verifyJournal(reader);
  } finally {
    reader.close();
  }
}

/** Changes rows past the till and its triggers. */
function tamper(work: (db: Database.Database) => void): void {
  const db = new Database(path);
  db.exec('DROP TRIGGER IF EXISTS journal_no_update; DROP TRIGGER IF EXISTS journal_no_delete');
  work(db);
  db.close();
}

function row(seq: number): JournalRow {
  return database.facts.prepare<[number], JournalRow>('SELECT * FROM journal WHERE seq = ?').get(seq) as JournalRow;
}

describe('verification', () => {
  it('finds a shop whole that only the till has written to, and says what it has', () => {
    const entries = database.facts.prepare('SELECT count(*) FROM journal').pluck().get();
    expect(verified()).toEqual({ ok: true, entries, completedSales: SALES, lastAtMs: EXAMPLE_START_MS + (SALES - 1) * 60_000 });
  });

  it('finds an empty shop whole', () => {
    database.close();
    path = join(dir, 'own', 'till.sqlite');
    createDatabaseFile(path, MIGRATIONS, () => undefined);
    expect(verified()).toEqual({ ok: true, entries: 0, completedSales: 0, lastAtMs: null });
  });

  it('sees one moment while the till goes on selling', () => {
    shop.sell(2000);
    const reader = new Database(path, { readonly: true });
    const told: number[] = [];
    const found = verifyJournal(reader, (entries) => {
      told.push(entries);
      if (told.length === 1) database.facts.exec("INSERT INTO staff (id, name, role, active) VALUES ('late', 'Late', 'cashier', 1)");
    });
    reader.close();
    expect(told[0]).toBe(10_000);
    expect(found).toMatchObject({ ok: true });
    expect(verified()).toMatchObject({ ok: false, problem: { kind: 'table', difference: { table: 'staff' } } });
  });

  it.each([
    ['altered', 'altered', 50, 'UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 50'],
    ['taken out', 'gap', 50, 'DELETE FROM journal WHERE seq = 50'],
    ['put before the first', 'gap', 1, 'DELETE FROM journal WHERE seq < 50'],
    ['given another number', 'gap', 50, 'UPDATE journal SET seq = 100000 WHERE seq = 50'],
  ] as const)('names an entry that was %s', (_, fault, seq, sql) => {
    tamper((db) => db.exec(sql));
    expect(verified()).toMatchObject({ ok: false, entries: seq - 1, problem: { kind: 'entry', seq, fault } });
  });

  it('names the entry after one that was altered and hashed anew', () => {
    tamper((db) => {
      const altered = { ...row(50), at_ms: 1 };
      db.prepare('UPDATE journal SET at_ms = ?, hash = ? WHERE seq = 50').run(altered.at_ms, hashOfRow(altered));
    });
    expect(verified()).toMatchObject({ ok: false, problem: { kind: 'entry', seq: 51, fault: 'unlinked' } });
  });

  it.each([
    ['a kind that is not known', { kind: 'constructor', body: '{}' }],
    ['a version that is not known', { version: 2 }],
    ['a body that is not of its kind', { body: '{"screen":7}', kind: 'signed_in' }],
    ['a body that is not JSON', { body: '{"screen"' }],
  ] as const)('names a last entry of %s, however well it is hashed', (_, change) => {
    const { seq, hash } = row(database.facts.prepare('SELECT max(seq) FROM journal').pluck().get() as number);
    const next: JournalRow = {
      seq: seq + 1,
      at_ms: 1,
      terminal_id: 'T1',
      staff_id: null,
      kind: 'signed_in',
      version: 1,
      body: '{"screen":"cashier"}',
      prev_hash: hash,
      hash: '',
      ...change,
    };
    const insert = `INSERT INTO journal VALUES (:seq, :at_ms, :terminal_id, :staff_id, :kind, :version, :body, :prev_hash, :hash)`;
    tamper((db) => db.prepare(insert).run({ ...next, hash: hashOfRow(next) }));
    expect(verified()).toMatchObject({ ok: false, entries: seq, problem: { kind: 'entry', seq: seq + 1, fault: 'unknown' } });
  });

  it('names an entry that states a second time what can be true only once', () => {
    const settlement = database.facts.prepare<[], JournalRow>("SELECT * FROM journal WHERE kind = 'settlement_recorded'").get() as JournalRow;
    const last = row(database.facts.prepare('SELECT max(seq) FROM journal').pluck().get() as number);
    const twice = { ...settlement, seq: last.seq + 1, prev_hash: last.hash };
    const insert = `INSERT INTO journal VALUES (:seq, :at_ms, :terminal_id, :staff_id, :kind, :version, :body, :prev_hash, :hash)`;
    tamper((db) => db.prepare(insert).run({ ...twice, hash: hashOfRow(twice) }));
    expect(verified()).toMatchObject({ ok: false, problem: { kind: 'entry', seq: twice.seq, fault: 'inapplicable' } });
  });

  it('names where the file is damaged', () => {
    const [leaf] = database.facts
      .prepare("SELECT pageno FROM dbstat WHERE name = 'journal' AND pagetype = 'leaf' ORDER BY pageno LIMIT 1 OFFSET 5")
      .pluck()
      .all() as [number];
    database.close();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, (leaf - 1) * 4096, leaf * 4096);
    writeFileSync(path, bytes);
    const found = verified();
    expect(found).toMatchObject({ ok: false, problem: { kind: 'entry', seq: found.entries + 1, fault: 'unreadable' } });
  });

  it.each([
    ['changed', "UPDATE sale SET total_minor = total_minor + 1 WHERE id = 'sale-000007'", 'sale', 'id sale-000007', [5001, 5000]],
    ['taken out', "DELETE FROM sale_line WHERE sale_id = 'sale-000007'", 'sale_line', 'sale_id sale-000007, position 0', [undefined, 5000]],
    ['added', "INSERT INTO category VALUES ('aaa', '', '', 5000)", 'category', 'id aaa', [5000, undefined]],
  ] as const)('names a row of a table that was %s', (_, sql, table, key, [live, rebuilt]) => {
    tamper((db) => db.exec(sql));
    const found = verified();
    expect(found).toMatchObject({ ok: false, problem: { kind: 'table', difference: { table, fault: 'differs', key } } });
    const difference = !found.ok && found.problem.kind === 'table' && found.problem.difference.fault === 'differs' ? found.problem.difference : null;
    const amount = (values: Record<string, unknown> | null | undefined) => values?.total_minor ?? values?.unit_price_minor ?? values?.position;
    expect([amount(difference?.live), amount(difference?.rebuilt)]).toEqual([live, rebuilt]);
  });

  it('compares every projected table', () => {
    const filled = PROJECTED_TABLES.filter((table) => database.facts.prepare(`SELECT count(*) FROM ${table}`).pluck().get() !== 0);
    expect(filled.length).toBeGreaterThan(8);
    // From the last on, so that the one emptied most lately is the first to differ.
    for (const table of filled.toReversed()) {
      tamper((db) => {
        db.pragma('foreign_keys = OFF');
        db.exec(`DELETE FROM ${table}`);
      });
      expect(verified()).toMatchObject({ ok: false, problem: { kind: 'table', difference: { table, live: null } } });
    }
  });
});
