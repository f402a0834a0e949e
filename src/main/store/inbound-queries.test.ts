// What came in by Lightning of late: counted from the settlements, the chain's left out, and found without reading all of them.
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createReportQueries } from './report-queries.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW_MS = 100 * DAY_MS;
const TWO_WEEKS_AGO_MS = NOW_MS - 14 * DAY_MS;

let db: Database.Database;
beforeEach(() => {
  db = new Database(':memory:');
  migrate(db, MIGRATIONS);
});
afterEach(() => db.close());

function settle(settledAtMs: number, receivedMsat: number, chainStatus: 'buried' | null = null): void {
  db.prepare(
    `INSERT INTO settlement (settlement_id, node_id, settle_index, kind, received_msat, settled_at_ms, chain_status, disposition)
     VALUES (hex(randomblob(8)), 'node', 1, ?, ?, ?, ?, 'paid')`,
  ).run(chainStatus === null ? 'invoice' : 'chain', receivedMsat, settledAtMs, chainStatus);
}
const inbound = () => createReportQueries(db).inbound(TWO_WEEKS_AGO_MS, NOW_MS);

it('is what came in the two weeks, of an older shop', () => {
  settle(TWO_WEEKS_AGO_MS - 1, 1_000);
  settle(TWO_WEEKS_AGO_MS, 20_000);
  settle(NOW_MS - 1, 300_000);
  expect(inbound()).toEqual({ sinceMs: TWO_WEEKS_AGO_MS, untilMs: NOW_MS, receivedMsat: 320_000 });
});

it('counts from the first money on, of a younger one', () => {
  settle(NOW_MS - 5 * DAY_MS, 1_000);
  expect(inbound()).toEqual({ sinceMs: NOW_MS - 5 * DAY_MS, untilMs: NOW_MS, receivedMsat: 1_000 });
});

it('is nothing of a shop that has received nothing, nor by the chain alone', () => {
  settle(NOW_MS - 5 * DAY_MS, 1_000, 'buried');
  expect(inbound()).toEqual({ sinceMs: NOW_MS, untilMs: NOW_MS, receivedMsat: 0 });
});

it('reads the two weeks, and not the years before them', () => {
  const plan = db
    .prepare<[number, number], { detail: string }>(
      'EXPLAIN QUERY PLAN SELECT sum(received_msat) FROM settlement WHERE settled_at_ms >= ? AND settled_at_ms <= ? AND chain_status IS NULL',
    )
    .all(0, 0);
  expect(plan.map(({ detail }) => detail).join()).toMatch(/SEARCH settlement USING COVERING INDEX settlement_time/);
});
