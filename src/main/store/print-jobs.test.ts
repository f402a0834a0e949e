import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { openTillDatabase, type TillDatabase } from './database.ts';
import { createPrintJobStore, insertPrintJob, type NewPrintJob, type PrintJobStore } from './print-jobs.ts';

let directory: string;
let database: TillDatabase;
let jobs: PrintJobStore;
let insert: (job: NewPrintJob) => void;

const job = (id: string, fields: Partial<NewPrintJob> = {}): NewPrintJob => ({
  id,
  kind: 'receipt',
  subjectId: `sale-${id}`,
  title: `T1-00000${id}`,
  copyNumber: 0,
  printerId: null,
  queuedAtMs: 1000,
  ...fields,
});
const statusOf = (id: string) => [jobs.find(id)?.status, jobs.find(id)?.reason];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'print-jobs-'));
  database = openTillDatabase(join(directory, 'till.sqlite'), { nowMs: Date.now, log: createLog(() => undefined, Date.now) });
  jobs = createPrintJobStore(database.facts);
  insert = insertPrintJob(database.facts);
});
afterEach(() => {
  database.close();
  rmSync(directory, { recursive: true });
});

test('a job is queued with the fact that it is about, or not at all', () => {
  const sell = database.facts.transaction((refuse: boolean) => {
    insert(job('1'));
    if (refuse) throw new Error('the fact is refused');
  });
  expect(() => sell(true)).toThrow();
  expect(jobs.find('1')).toBeUndefined();
  sell(false);
  expect(jobs.find('1')).toEqual({ ...job('1'), status: 'queued', reason: null, attempts: 0 });
});

test('a receipt is queued once', () => {
  insert(job('1'));
  expect(() => insert(job('1'))).toThrow();
});

test('jobs come in the order of their ids, whenever they were inserted', () => {
  for (const id of ['2', '1', '3']) insert(job(id));
  expect(jobs.next()?.id).toBe('1');
  expect(jobs.undone(2).map(({ id }) => id)).toEqual(['1', '2']);
  expect(jobs.undoneCount()).toBe(3);
  expect(jobs.newestReceipt()?.id).toBe('3');
});

test('only a job that is to be sent can be marked as being sent', () => {
  for (const id of ['1', '2', '3']) insert(job(id));
  expect(jobs.markSending('1')).toBe(true);
  expect(jobs.markSending('1')).toBe(false);
  jobs.settle('2');
  expect(jobs.markSending('2')).toBe(false);
  expect(jobs.markSending('unknown')).toBe(false);
  expect(jobs.next()?.id).toBe('3');
});

test('only the job being sent has an outcome', () => {
  for (const id of ['1', '2', '3', '4']) insert(job(id));
  for (const id of ['1', '2', '3']) jobs.markSending(id);
  jobs.confirm('1');
  jobs.unconfirm('2', 'no_answer');
  jobs.park('3', 'paper_out');
  jobs.confirm('4');
  jobs.unconfirm('1', 'no_answer');
  expect(['1', '2', '3', '4'].map(statusOf)).toEqual([
    ['confirmed', null],
    ['unconfirmed', 'no_answer'],
    ['waiting', 'paper_out'],
    ['queued', null],
  ]);
});

test('each time that bytes may have gone out is counted', () => {
  insert(job('1'));
  jobs.markSending('1');
  jobs.park('1', 'offline');
  jobs.markSending('1');
  jobs.unconfirm('1', 'connection_lost');
  jobs.requeue('1');
  expect(jobs.find('1')).toMatchObject({ status: 'queued', attempts: 2 });
});

test('waiting for the printer moves what is to be sent, and nothing else', () => {
  for (const id of ['1', '2', '3', '4']) insert(job(id));
  jobs.markSending('1');
  jobs.markSending('2');
  jobs.unconfirm('2', 'no_answer');
  jobs.setAside('3');
  jobs.parkAll('cover_open');
  expect(['1', '2', '3', '4'].map(statusOf)).toEqual([
    ['sending', null],
    ['unconfirmed', 'no_answer'],
    ['waiting', 'fault'],
    ['waiting', 'cover_open'],
  ]);
});

test('a job that is set aside lets others go first, until it is tried again', () => {
  for (const id of ['1', '2']) insert(job(id));
  jobs.setAside('1');
  expect(jobs.next()?.id).toBe('2');
  expect(jobs.undoneCount()).toBe(2);
  jobs.retrySetAside();
  expect(jobs.next()).toMatchObject({ id: '1', status: 'queued', reason: null });
});

test('a restart makes a question of what was being sent, and of nothing else', () => {
  for (const id of ['1', '2', '3']) insert(job(id));
  jobs.markSending('1');
  jobs.markSending('2');
  jobs.confirm('2');
  jobs.markInterrupted();
  expect(['1', '2', '3'].map(statusOf)).toEqual([
    ['unconfirmed', 'restarted'],
    ['confirmed', null],
    ['queued', null],
  ]);
});

test('no question about open jobs walks over the done ones', () => {
  const plans = [
    `SELECT * FROM print_job WHERE status NOT IN ('confirmed', 'settled') AND status IN ('queued', 'waiting') AND reason IS NOT 'fault' ORDER BY id LIMIT 1`,
    `SELECT count(*) FROM print_job WHERE status NOT IN ('confirmed', 'settled')`,
    `UPDATE print_job SET status = 'unconfirmed', reason = 'restarted' WHERE status NOT IN ('confirmed', 'settled') AND status = 'sending'`,
  ].map((sql) => database.facts.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]);
  for (const plan of plans) expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('USING INDEX print_job_undone')]);
});
