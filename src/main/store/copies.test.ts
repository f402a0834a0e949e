import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { dailyCopyDue, keepCopy, listCopies } from './copies.ts';
import { openTillDatabase, type TillDatabase } from './database.ts';
import { damageOf, upkeep } from './upkeep.ts';

const DAY_MS = 86_400_000;
const NOON = Date.UTC(2026, 4, 1, 12);

let dir: string;
let path: string;
let database: TillDatabase;
let reader: Database.Database;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-copies-'));
  path = join(dir, 'practice', 'till.sqlite');
  const log = createLog(
    () => undefined,
    () => 0,
  );
  database = openTillDatabase(path, { nowMs: () => NOON, log });
  reader = new Database(path, { readonly: true });
});
afterEach(() => {
  reader.close();
  database.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('a copy', () => {
  it('has all that is committed when it is made, and opens as a till', () => {
    database.drafts.exec("INSERT INTO draft (id, body) VALUES (1, 'in hand')");
    const copy = new Database(keepCopy(reader, 'daily', NOON), { readonly: true });
    expect(copy.prepare('SELECT body FROM draft').pluck().get()).toBe('in hand');
    for (const pragma of ['user_version', 'application_id']) {
      expect(copy.pragma(pragma, { simple: true })).toBe(database.facts.pragma(pragma, { simple: true }));
    }
    copy.close();
  });

  it('does not hold up selling while it is made', () => {
    database.facts.exec('BEGIN IMMEDIATE');
    keepCopy(reader, 'daily', NOON);
    database.facts.exec("INSERT INTO draft (id, body) VALUES (1, ''); COMMIT");
    expect(database.drafts.prepare('SELECT count(*) FROM draft').pluck().get()).toBe(1);
  });

  it('is made daily, and the last seven are kept, with three of those before an upgrade', () => {
    for (let day = 0; day < 10; day++) {
      keepCopy(reader, 'daily', NOON + day * DAY_MS);
      keepCopy(reader, 'before_upgrade', NOON + day * DAY_MS + 1);
    }
    const days = (kind: string) =>
      listCopies(path)
        .filter((copy) => copy.kind === kind)
        .map(({ madeAtMs }) => Math.round((madeAtMs - NOON) / DAY_MS));
    expect(days('daily')).toEqual([9, 8, 7, 6, 5, 4, 3]);
    expect(days('before_upgrade')).toEqual([9, 8, 7]);
  });

  it('that was cut short is not taken for one, and goes with the next', () => {
    const copy = keepCopy(reader, 'daily', NOON);
    const part = `${copy}.part`;
    writeFileSync(part, 'half a copy');
    expect(listCopies(path)).toHaveLength(1);
    keepCopy(reader, 'daily', NOON + DAY_MS);
    expect(existsSync(part)).toBe(false);
  });

  it('is due when none was made for a day, whatever a clock once said', () => {
    expect(dailyCopyDue(path, NOON)).toBe(true);
    keepCopy(reader, 'before_upgrade', NOON);
    expect(dailyCopyDue(path, NOON)).toBe(true);
    keepCopy(reader, 'daily', NOON);
    expect(dailyCopyDue(path, NOON + DAY_MS - 1)).toBe(false);
    expect(dailyCopyDue(path, NOON + DAY_MS)).toBe(true);
    expect(dailyCopyDue(path, NOON - 1)).toBe(true);
  });
});

describe('upkeep', () => {
  it('finds nothing wrong with a whole database and makes its daily copy once', () => {
    const first = upkeep(reader, NOON);
    expect(first).toEqual({ damage: [], copy: listCopies(path)[0]?.path });
    expect(upkeep(reader, NOON + 1000)).toEqual({ damage: [], copy: null });
  });

  it('names what is damaged, and lets no damaged copy push out a good one', () => {
    const rows = database.facts.prepare('INSERT INTO staff_pin (staff_id, pin_hash, long) VALUES (?, ?, 0)');
    for (let i = 0; i < 500; i++) rows.run(`staff-${i}`, 'x'.repeat(200));
    const page = database.facts.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'staff_pin'").pluck().get() as number;
    reader.close();
    database.close();
    const file = readFileSync(path);
    file.fill(0x5a, (page - 1) * 4096, page * 4096);
    writeFileSync(path, file);
    reader = new Database(path, { readonly: true });
    expect(damageOf(reader).length).toBeGreaterThan(0);
    expect(upkeep(reader, NOON).copy).toBeNull();
    expect(readdirSync(join(dir, 'practice'))).not.toContain('copies');
  });
});
