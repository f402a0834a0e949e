import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { openTillDatabase, type TillDatabase } from './database.ts';
import { createPrintJobStore, insertPrintJob, type NewPrintJob, type PrintJobStore, type PrintQueue } from './print-jobs.ts';

let directory: string;
let database: TillDatabase;
let jobs: PrintJobStore;
let queue: PrintQueue;
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
  queue = jobs.queue({ printerId: null, receipts: () => true });
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
  expect(queue.next()?.id).toBe('1');
  expect(jobs.undone(2).map(({ id }) => id)).toEqual(['1', '2']);
  expect(jobs.undoneCount()).toBe(3);
  expect(jobs.newest(1)[0]?.id).toBe('3');
});

test('only a job that is to be sent can be marked as being sent', () => {
  for (const id of ['1', '2', '3']) insert(job(id));
  expect(queue.markSending('1')).toBe(true);
  expect(queue.markSending('1')).toBe(false);
  jobs.settle('2');
  expect(queue.markSending('2')).toBe(false);
  expect(queue.markSending('unknown')).toBe(false);
  expect(queue.next()?.id).toBe('3');
});

test('only the job being sent has an outcome', () => {
  for (const id of ['1', '2', '3', '4']) insert(job(id));
  for (const id of ['1', '2', '3']) queue.markSending(id);
  queue.confirm('1');
  queue.unconfirm('2', 'no_answer');
  queue.park('3', 'paper_out');
  queue.confirm('4');
  queue.unconfirm('1', 'no_answer');
  expect(['1', '2', '3', '4'].map(statusOf)).toEqual([
    ['confirmed', null],
    ['unconfirmed', 'no_answer'],
    ['waiting', 'paper_out'],
    ['queued', null],
  ]);
});

test('each time that bytes may have gone out is counted', () => {
  insert(job('1'));
  queue.markSending('1');
  queue.park('1', 'offline');
  queue.markSending('1');
  queue.unconfirm('1', 'connection_lost');
  jobs.requeue('1');
  expect(jobs.find('1')).toMatchObject({ status: 'queued', attempts: 2 });
});

test('waiting for the printer moves what is to be sent, and nothing else', () => {
  for (const id of ['1', '2', '3', '4']) insert(job(id));
  queue.markSending('1');
  queue.markSending('2');
  queue.unconfirm('2', 'no_answer');
  queue.setAside('3');
  queue.parkAll('cover_open');
  expect(['1', '2', '3', '4'].map(statusOf)).toEqual([
    ['sending', null],
    ['unconfirmed', 'no_answer'],
    ['waiting', 'fault'],
    ['waiting', 'cover_open'],
  ]);
});

test('a job that is set aside lets others go first, until it is tried again', () => {
  for (const id of ['1', '2']) insert(job(id));
  queue.setAside('1');
  expect(queue.next()?.id).toBe('2');
  expect(jobs.undoneCount()).toBe(2);
  queue.retrySetAside();
  expect(queue.next()).toMatchObject({ id: '1', status: 'queued', reason: null });
});

test('a restart makes a question of what was being sent, and of nothing else', () => {
  for (const id of ['1', '2', '3']) insert(job(id));
  queue.markSending('1');
  queue.markSending('2');
  queue.confirm('2');
  queue.markInterrupted();
  expect(['1', '2', '3'].map(statusOf)).toEqual([
    ['unconfirmed', 'restarted'],
    ['confirmed', null],
    ['queued', null],
  ]);
});

describe('with several printers', () => {
  const counter = () => jobs.queue({ printerId: 'counter', receipts: () => receiptsAt === 'counter' });
  const kitchen = () => jobs.queue({ printerId: 'kitchen', receipts: () => receiptsAt === 'kitchen' });
  let receiptsAt = 'counter';
  beforeEach(() => {
    receiptsAt = 'counter';
    insert(job('1'));
    insert(job('2', { printerId: 'kitchen' }));
    insert(job('3', { printerId: 'counter' }));
  });

  test('each has its own jobs, and the printer of receipts those that name none', () => {
    expect([counter().next()?.id, kitchen().next()?.id]).toEqual(['1', '2']);
    receiptsAt = 'kitchen';
    expect([counter().next()?.id, kitchen().next()?.id]).toEqual(['3', '1']);
  });

  test('one that is broken stops nobody else', () => {
    kitchen().parkAll('paper_out');
    expect(['1', '2', '3'].map(statusOf)).toEqual([
      ['queued', null],
      ['waiting', 'paper_out'],
      ['queued', null],
    ]);
    insert(job('4', { printerId: 'kitchen' }));
    kitchen().setAside('4');
    counter().retrySetAside();
    expect(statusOf('4')).toEqual(['waiting', 'fault']);
  });

  test('a job that waits, or is asked about, goes to another', () => {
    kitchen().parkAll('unreachable');
    jobs.moveTo('2', 'counter');
    expect(kitchen().next()).toBeUndefined();
    expect(jobs.find('2')).toMatchObject({ printerId: 'counter', status: 'queued', reason: null });
  });

  test('what a printer held that is no more waits to be sent to another', () => {
    counter().markSending('3');
    jobs.strand([]);
    expect(['1', '2', '3'].map(statusOf)).toEqual([
      ['queued', null],
      ['waiting', 'none'],
      ['sending', null],
    ]);
    expect([counter(), kitchen()].map((queue) => queue.next()?.id)).toEqual(['1', '2']);
  });
});

test('no question about open jobs walks over the done ones', () => {
  const plans = [
    `SELECT * FROM print_job WHERE status NOT IN ('sent', 'confirmed', 'settled') AND status IN ('queued', 'waiting') AND reason IS NOT 'fault' AND (printer_id = '' OR (printer_id IS NULL AND 1)) ORDER BY id LIMIT 1`,
    `SELECT count(*) FROM print_job WHERE status NOT IN ('sent', 'confirmed', 'settled')`,
    `UPDATE print_job SET status = 'unconfirmed', reason = 'restarted' WHERE status NOT IN ('sent', 'confirmed', 'settled') AND status = 'sending'`,
  ].map((sql) => database.facts.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]);
  for (const plan of plans) expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('USING INDEX print_job_undone')]);
});
