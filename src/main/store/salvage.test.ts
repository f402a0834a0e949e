import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExampleShop } from './example-shop.ts';
import { salvageJournal } from './salvage.ts';

let dir: string;
let path: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-salvage-'));
  path = join(dir, 'till.sqlite');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function rowsBySqlite(): unknown[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare('SELECT * FROM journal ORDER BY seq').all();
  } finally {
    db.close();
  }
}

function salvaged(): { seq: number }[] {
  const salvage = salvageJournal(path);
  try {
    return [...salvage.rowsAbove(0)];
  } finally {
    salvage.close();
  }
}

/** The files as a process that is killed now would leave them. */
function killedCopy(): void {
  const copy = join(dir, 'killed.sqlite');
  for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`);
  path = copy;
}

describe('salvage', () => {
  it('finds every entry that SQLite would read, small and over many pages', () => {
    const shop = openExampleShop(path);
    shop.sell(30);
    shop.database.close();
    const rows = rowsBySqlite();
    expect(rows.length).toBeGreaterThan(100);
    expect(salvaged()).toEqual(rows);
  });

  it('finds what only the WAL holds, and nothing there that was never committed', () => {
    const { database, sell } = openExampleShop(path);
    sell(5);
    const committed = rowsBySqlite();
    // So small a cache makes SQLite write pages of the open transaction to the WAL.
    database.facts.pragma('cache_size = 2');
    database.facts.exec('BEGIN IMMEDIATE');
    const insert = database.facts.prepare(
      "INSERT INTO journal SELECT ?, at_ms, terminal_id, staff_id, kind, version, body, prev_hash, hash FROM journal WHERE kind = 'sale_completed' LIMIT 1",
    );
    for (let seq = 1000; seq < 1200; seq++) insert.run(seq);
    killedCopy();
    database.facts.exec('ROLLBACK');
    database.close();
    expect(readFileSync(`${path}-wal`).includes('sale_completed')).toBe(true);
    expect(salvaged()).toEqual(expect.arrayContaining(committed));
    expect(salvaged().filter(({ seq }) => seq >= 1000)).toEqual([]);
    expect(rowsBySqlite()).toEqual(committed);
  });

  it('finds nothing where nothing is', () => {
    expect(salvaged()).toEqual([]);
    writeFileSync(path, 'not a database');
    expect(salvaged()).toEqual([]);
  });

  it('survives any bytes', () => {
    const shop = openExampleShop(path);
    shop.sell(3);
    shop.database.close();
    const whole = readFileSync(path);
    const write = fc.tuple(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 1, maxLength: 300 }));
    const survives = fc.property(fc.array(write, { minLength: 1, maxLength: 40 }), (writes) => {
      const damaged = Buffer.from(whole);
      for (const [at, bytes] of writes) damaged.set(bytes.subarray(0, damaged.length - at), at);
      writeFileSync(path, damaged);
      expect(() => salvaged()).not.toThrow();
    });
    fc.assert(survives, { numRuns: 60 });
  });
});
