import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfRow, type JournalRow } from './chain.ts';
import { keepCopy } from './copies.ts';
import { EXAMPLE_START_MS, type ExampleShop, leavesOf, openExampleShop, overwrite, pagesOf } from './example-shop.ts';
import { type Restoration, restoreDatabase } from './restore.ts';
import { verifyJournal } from './verify.ts';

const PAGE_BYTES = 4096;
const NOW_MS = Date.UTC(2026, 5, 1, 8, 30);
const ASIDE = 'till.sqlite.damaged-2026-06-01T08-30-00.000Z';

let dir: string;
let path: string;
let shop: ExampleShop;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-restore-'));
  path = join(dir, 'practice', 'till.sqlite');
  shop = openExampleShop(path);
});
afterEach(() => {
  shop.database.close();
  rmSync(dir, { recursive: true, force: true });
});

const restore = () => restoreDatabase(path, NOW_MS);
const copy = () => keepCopy(shop.database.facts, 'daily', EXAMPLE_START_MS);

function journal(): { seq: number; kind: string }[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], { seq: number; kind: string }>('SELECT * FROM journal ORDER BY seq').all();
  } finally {
    db.close();
  }
}

/** The restored shop verifies, opens as a till, and has the first of `entries`; the rest of them are lost. */
function expectRestored(outcome: Restoration, entries: readonly unknown[]) {
  expect(outcome).toMatchObject({ outcome: 'restored', entries: entries.length });
  expect(journal()).toEqual(entries);
  const db = new Database(path, { readonly: true });
  expect(verifyJournal(db)).toMatchObject({ ok: true, entries: entries.length });
  db.close();
  if (outcome.outcome !== 'restored') throw new Error('not restored');
  return outcome;
}

describe('a restore brings back every entry', () => {
  it.each([
    ['the first page, with the header and the schema', () => [1]],
    [
      'an inner page of the journal',
      () =>
        pagesOf(shop, 'journal')
          .filter(({ pagetype }) => pagetype === 'internal')
          .map(({ pageno }) => pageno),
    ],
    ['pages of a table', () => leavesOf(shop, 'sale_line')],
    ['pages of an index', () => leavesOf(shop, 'sale_day')],
  ])('without any copy, where what is damaged is %s', (_, damagedPages) => {
    shop.sell(300);
    const entries = journal();
    const pages = damagedPages();
    expect(pages.length).toBeGreaterThan(0);
    shop.database.close();
    overwrite(path, pages);
    const damaged = readFileSync(path);
    const restored = expectRestored(restore(), entries);
    expect(restored).toMatchObject({ completedSales: 300, lastReceiptNumber: 'T1-000300', unjoined: null, putAside: join(dir, 'practice', ASIDE) });
    expect(readFileSync(join(dir, 'practice', ASIDE))).toEqual(damaged);
  });

  it('where a copy has the part of the journal that is damaged, and the file what came after the copy', () => {
    shop.sell(60);
    const damagedPages = leavesOf(shop, 'journal').slice(3, 9);
    copy();
    shop.sell(40);
    const entries = journal();
    shop.database.close();
    overwrite(path, damagedPages);
    expectRestored(restore(), entries);
  });

  it('where the tables are not what the journal says', () => {
    shop.sell(5);
    const entries = journal();
    shop.database.facts.exec('UPDATE sale SET total_minor = 1');
    shop.database.close();
    expectRestored(restore(), entries);
  });

  it('where the guards of the journal are gone, for which a start is refused', () => {
    shop.sell(5);
    const entries = journal();
    shop.database.facts.exec('DROP TRIGGER journal_no_delete');
    shop.database.close();
    expectRestored(restore(), entries);
  });

  it('of a killed till, whose last sales only the WAL holds', () => {
    shop.sell(5);
    const entries = journal();
    const files = [path, `${path}-wal`];
    for (const file of files) copyFileSync(file, `${file}.kept`);
    shop.database.close();
    for (const file of files) renameSync(`${file}.kept`, file);
    overwrite(path, [1]);
    expectRestored(restore(), entries);
    expect(existsSync(join(dir, 'practice', `${ASIDE}-wal`))).toBe(true);
  });

  it('again, after a restore that was cut short between putting aside the file and its WAL', () => {
    shop.sell(5);
    const entries = journal();
    const files = [path, `${path}-wal`];
    for (const file of files) copyFileSync(file, `${file}.kept`);
    shop.database.close();
    renameSync(`${path}.kept`, join(dir, 'practice', ASIDE));
    renameSync(`${path}-wal.kept`, `${path}-wal`);
    rmSync(path);
    expectRestored(restore(), entries);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });
});

describe('a restore brings back what there is', () => {
  it('of a file that was cut short: the journal up to there', () => {
    shop.sell(200);
    const entries = journal();
    shop.database.close();
    truncateSync(path, Math.floor(readFileSync(path).length / 2));
    const outcome = restore();
    const left = journal().length;
    expect(left).toBeGreaterThan(20);
    expect(left).toBeLessThan(entries.length);
    expectRestored(outcome, entries.slice(0, left));
  });

  it('of a file with a gap that no copy fills, and keeps the entries after the gap as text', () => {
    shop.sell(60);
    const entries = journal();
    const [page] = leavesOf(shop, 'journal').slice(9, 10);
    shop.database.close();
    overwrite(path, [page as number]);
    const { unjoined } = expectRestored(restore(), entries.slice(0, journal().length));
    const kept = readFileSync(unjoined?.path ?? '', 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { seq: number; kind: string });
    expect(kept.map(({ seq, kind }) => ({ seq, kind }))).toEqual(
      entries.filter(({ seq }) => seq >= (kept[0]?.seq ?? 0)).map(({ seq, kind }) => ({ seq, kind })),
    );
    expect(unjoined).toMatchObject({ entries: kept.length, completedSales: kept.filter(({ kind }) => kind === 'sale_completed').length });
    expect(kept.length).toBeGreaterThan(20);
  });

  it('of a file that is gone: the newest copy', () => {
    shop.sell(10);
    const entries = journal();
    copy();
    shop.sell(10);
    shop.database.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    const restored = expectRestored(restore(), entries);
    expect(restored).toMatchObject({ putAside: null, lastReceiptNumber: 'T1-000010' });
  });

  it('of copies, some of them damaged', () => {
    shop.sell(10);
    copy();
    const entries = journal();
    shop.database.close();
    writeFileSync(path, 'gone');
    const copies = join(dir, 'practice', 'copies');
    writeFileSync(join(copies, 'daily-2026-05-01T00-00-00.000Z.sqlite'), 'gone too');
    expectRestored(restore(), entries);
  });
});

describe('a restore does nothing', () => {
  it('to a shop that is whole', () => {
    shop.sell(5);
    shop.database.close();
    const before = readFileSync(path);
    expect(restore()).toEqual({ outcome: 'whole' });
    expect(readFileSync(path)).toEqual(before);
  });

  it('where there is nothing to begin with', () => {
    shop.database.close();
    writeFileSync(path, 'gone');
    expect(restore()).toEqual({ outcome: 'nothing_found' });
    expect(readdirSync(dirname(path)).filter((name) => !name.endsWith('-wal') && !name.endsWith('-shm'))).toEqual(['till.sqlite']);
    expect(readFileSync(path, 'utf8')).toBe('gone');
  });

  it('to the data of a newer program', () => {
    shop.sell(5);
    shop.database.facts.pragma('user_version = 99');
    shop.database.close();
    const before = readFileSync(path);
    expect(restore).toThrow(expect.objectContaining({ kind: 'newer' }));
    expect(readFileSync(path)).toEqual(before);
  });

  it('to the data of a newer program that only its entries tell of', () => {
    const { seq, hash } = shop.database.facts.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1').get() as JournalRow;
    const row = { seq: seq + 1, at_ms: 1, terminal_id: 'T1', staff_id: null, kind: 'of_tomorrow', version: 1, body: '{}', prev_hash: hash, hash: '' };
    const insert = shop.database.facts.prepare(
      'INSERT INTO journal VALUES (:seq, :at_ms, :terminal_id, :staff_id, :kind, :version, :body, :prev_hash, :hash)',
    );
    insert.run({ ...row, hash: hashOfRow(row) });
    shop.database.close();
    overwrite(path, [1]);
    const before = readdirSync(dirname(path));
    const bytes = readFileSync(path);
    expect(restore).toThrow(expect.objectContaining({ kind: 'newer' }));
    expect(readFileSync(path)).toEqual(bytes);
    expect(readdirSync(dirname(path))).toEqual(before);
  });
});

describe('whatever is damaged', () => {
  it('what is restored verifies, is the beginning of what was there, and the damaged file is kept', () => {
    shop.sell(40);
    const entries = journal();
    shop.database.close();
    const whole = readFileSync(path);
    const pages = whole.length / PAGE_BYTES;
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: pages }), { minLength: 1, maxLength: 12 }), fc.boolean(), (damagedPages, cut) => {
        rmSync(dirname(path), { recursive: true });
        mkdirSync(dirname(path));
        writeFileSync(path, whole);
        overwrite(path, damagedPages);
        if (cut) truncateSync(path, Math.max(...damagedPages) * PAGE_BYTES - 7);
        const damaged = readFileSync(path);
        const outcome = restore();
        if (outcome.outcome === 'whole') return;
        if (outcome.outcome === 'nothing_found') expect(readFileSync(path)).toEqual(damaged);
        else {
          expectRestored(outcome, entries.slice(0, outcome.entries));
          expect(readFileSync(outcome.putAside ?? '')).toEqual(damaged);
        }
      }),
      { numRuns: 25 },
    );
  });
});
