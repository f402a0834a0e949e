import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { BEGUN_ANEW, CARRIED_TABLES } from './carry-over.ts';
import { keepCopy } from './copies.ts';
import { EXAMPLE_START_MS, type ExampleShop, leavesOf, openExampleShop, overwrite } from './example-shop.ts';
import { createJournal } from './journal.ts';
import { createProjection, PROJECTED_TABLES } from './projection.ts';
import { restoreDatabase } from './restore.ts';

const NOW_MS = Date.UTC(2026, 5, 1, 8, 30);

let dir: string;
let path: string;
let shop: ExampleShop;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-carry-over-'));
  path = join(dir, 'practice', 'till.sqlite');
  shop = openExampleShop(path);
});
afterEach(() => {
  shop.database.close();
  rmSync(dir, { recursive: true, force: true });
});

const restore = () => restoreDatabase(path, NOW_MS);
const draft = (saleId: string, tenderIds: string[] = []) => JSON.stringify({ sale: { id: saleId, tenders: tenderIds.map((id) => ({ id })) } });
const putDraft = (body: string) => shop.database.drafts.prepare('INSERT INTO draft (id, body) VALUES (1, ?)').run(body);
const putPin = (staffId: string, pinHash: string) =>
  shop.database.facts.prepare('INSERT INTO staff_pin (staff_id, pin_hash, long) VALUES (?, ?, 0)').run(staffId, pinHash);
const putJob = (id: string, saleId: string) =>
  shop.database.facts
    .prepare(
      "INSERT INTO print_job (id, kind, subject_id, title, copy_number, status, queued_at_ms) VALUES (?, 'receipt', ?, 'T1-000001', 0, 'queued', 1)",
    )
    .run(id, saleId);
const putMail = (id: string, saleId: string) =>
  shop.database.facts
    .prepare(
      `INSERT INTO mail_job (id, sale_id, receipt_number, address, status, next_at_ms, queued_at_ms)
       VALUES (?, ?, 'T1-000001', 'jana@customer.example', 'queued', 1, 1)`,
    )
    .run(id, saleId);
const restoredRows = (table: string) => {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare(`SELECT * FROM ${table}`).all();
  } finally {
    db.close();
  }
};

it('every table is projected, carried over, or begun anew on purpose', () => {
  const tables = shop.database.facts
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  expect(tables.sort()).toEqual(['journal', ...PROJECTED_TABLES, ...CARRIED_TABLES, ...BEGUN_ANEW].sort());
});

it('the open sale, the print jobs, the mails and the PINs come back', () => {
  shop.sell(3);
  putDraft(draft('open-sale'));
  putPin('ann', 'hash of ann');
  putJob('job-1', 'sale-000001');
  putMail('mail-1', 'sale-000001');
  shop.database.facts.exec("INSERT INTO settlement_cursor VALUES ('node', 7, 'settlement')");
  const pages = leavesOf(shop, 'sale');
  shop.database.close();
  overwrite(path, pages);
  expect(restore()).toMatchObject({
    carriedOver: [
      { table: 'draft', rows: 1, complete: true },
      { table: 'print_job', rows: 1, complete: true },
      { table: 'mail_job', rows: 1, complete: true },
      { table: 'staff_pin', rows: 1, complete: true, fromCopies: 0 },
      { table: 'secret_root', rows: 0, complete: true },
      { table: 'secret', rows: 0, complete: true },
    ],
  });
  expect(restoredRows('draft')).toEqual([{ id: 1, body: draft('open-sale') }]);
  expect(restoredRows('staff_pin')).toMatchObject([{ staff_id: 'ann', pin_hash: 'hash of ann' }]);
  expect(restoredRows('print_job')).toMatchObject([{ id: 'job-1', status: 'queued' }]);
  expect(restoredRows('mail_job')).toMatchObject([{ id: 'mail-1', address: 'jana@customer.example', status: 'queued' }]);
  expect(restoredRows('settlement_cursor')).toEqual([]);
});

it('of a file that was cut short, what is before the cut comes back', () => {
  putPin('ann', 'hash of ann');
  shop.sell(200);
  shop.database.close();
  truncateSync(path, Math.floor(readFileSync(path).length * 0.7));
  restore();
  expect(restoredRows('staff_pin')).toMatchObject([{ staff_id: 'ann' }]);
});

it('a copy gives the PINs that cannot be read, and never an open sale or a print job', () => {
  shop.sell(3);
  putDraft(draft('open-sale'));
  putPin('ann', 'hash of ann');
  putJob('job-1', 'sale-000001');
  keepCopy(shop.database.facts, 'daily', EXAMPLE_START_MS);
  const pages = ['draft', 'staff_pin', 'print_job'].flatMap((table) => leavesOf(shop, table));
  shop.database.close();
  overwrite(path, pages);
  expect(restore()).toMatchObject({
    carriedOver: [
      { table: 'draft', rows: 0, complete: false },
      { table: 'print_job', rows: 0, complete: false },
      { table: 'mail_job', rows: 0, complete: true },
      { table: 'staff_pin', rows: 1, complete: false, fromCopies: 1 },
      { table: 'secret_root', rows: 0, complete: true },
      { table: 'secret', rows: 0, complete: true },
    ],
  });
});

it.each(['connected', 'forgotten'] as const)('how a node is reached that is %s comes back only if it is connected', (node) => {
  const journal = createJournal({
    database: shop.database,
    project: createProjection(shop.database.facts),
    terminalId: 'T1',
    nowMs: () => NOW_MS,
    log: createLog(
      () => undefined,
      () => NOW_MS,
    ),
  });
  journal.transact((append) => {
    append(
      'node_connected',
      { nodeId: '02aa', alias: 'shop', prefix: 'lnbc', address: 'node:10009', certificateSha256: null, rootKeyId: '7', sinceMs: 1 },
      null,
    );
    if (node === 'forgotten') append('node_forgotten', { nodeId: '02aa', revoked: false }, null);
  });
  shop.database.facts.exec(
    `INSERT INTO secret_root VALUES (1, 'key_file', x'00'); INSERT INTO secret VALUES ('lightning.connection', x'01'), ('badge.key', x'02'), ('voucher.key', x'03')`,
  );
  const pages = leavesOf(shop, 'sale');
  shop.database.close();
  overwrite(path, pages);
  restore();
  // What is no node's comes back without one: else no badge and no voucher would be known any more.
  expect(restoredRows('secret')).toHaveLength(node === 'connected' ? 3 : 2);
  expect(restoredRows('secret_root')).toHaveLength(1);
});

it.each([
  ['is over', draft('sale-000001')],
  ['has a payment that the journal does not know', draft('open-sale', ['tender-lost'])],
  ['cannot be read', '{"sale":'],
])('an open sale that %s does not come back', (_, body) => {
  shop.sell(3);
  putDraft(body);
  const pages = leavesOf(shop, 'sale');
  shop.database.close();
  overwrite(path, pages);
  restore();
  expect(restoredRows('draft')).toEqual([]);
});

it('a mail that the server took, or of a sale that is lost, does not come back', () => {
  shop.sell(3);
  for (const [id, saleId] of [
    ['taken', 'sale-000001'],
    ['lost', 'sale-of-tomorrow'],
    ['waits', 'sale-000002'],
  ] as const)
    putMail(id, saleId);
  const journal = createJournal({
    database: shop.database,
    project: createProjection(shop.database.facts),
    terminalId: 'T1',
    nowMs: () => NOW_MS,
    log: createLog(
      () => undefined,
      () => NOW_MS,
    ),
  });
  journal.transact((append) =>
    append('receipt_mailed', { mailId: 'taken', saleId: 'sale-000001', receiptNumber: 'T1-000001', addressHash: null }, null),
  );
  const pages = leavesOf(shop, 'sale');
  shop.database.close();
  overwrite(path, pages);
  restore();
  expect(restoredRows('mail_job')).toMatchObject([{ id: 'waits' }]);
});

it('a print job of a sale that is lost does not come back', () => {
  shop.sell(3);
  putJob('job-1', 'sale-of-tomorrow');
  const pages = leavesOf(shop, 'sale');
  shop.database.close();
  overwrite(path, pages);
  restore();
  expect(restoredRows('print_job')).toEqual([]);
});
