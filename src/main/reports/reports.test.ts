// The reports' thread, as main meets it: real workers on a real file, and workers that die.
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { openTillDatabase, type TillDatabase } from '../store/database.ts';
import { createExampleJournal } from '../store/example-journal.ts';
import { createExampleTill, exampleSale } from './example-sales.ts';
import { openReports, type Reports } from './reports.ts';

const SHOP = { currency: 'KRW', timeZone: 'Asia/Seoul', dayStartsAtHour: 0, terminalId: 'T1' };
const WORKER = new URL('./worker.ts', import.meta.url);
/** 10:30 in Seoul, on a Tuesday. */
const NOW_MS = Date.parse('2026-03-10T01:30:00Z');
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

let dir: string;
let logged: string;
let database: TillDatabase;
let till: ReturnType<typeof createExampleTill>;
let reports: Reports;

const log = createLog((line) => {
  logged += line;
}, Date.now);
const open = (workerUrl: URL = WORKER) =>
  openReports({ workerUrl, databasePath: join(dir, 'till.sqlite'), shop: () => SHOP, nowMs: () => NOW_MS, log });
/** A worker that answers with its own words. */
const scripted = (answer: string) =>
  new URL(
    `data:text/javascript,import { parentPort } from 'node:worker_threads'; parentPort.postMessage('loaded'); parentPort.on('message', ({ id, question }) => { ${encodeURIComponent(answer)} });`,
  );

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'reports-'));
  logged = '';
  database = openTillDatabase(join(dir, 'till.sqlite'), { nowMs: () => NOW_MS, log });
  till = createExampleTill(createExampleJournal(database.facts), { timeZone: SHOP.timeZone, taxMode: 'included' });
});
afterEach(async () => {
  await reports.close();
  database.close();
  rmSync(dir, { recursive: true });
});

describe('reports', () => {
  it('answer about today, with the week before up to this time', async () => {
    for (const atMs of [NOW_MS - HOUR_MS, NOW_MS - WEEK_MS - 1, NOW_MS - WEEK_MS]) till.record(exampleSale(atMs));
    reports = open();
    const today = await reports.day();
    expect(today).toMatchObject({ day: '2026-03-10', saleCount: 1, weekBefore: { day: '2026-03-03', untilMs: NOW_MS - WEEK_MS, saleCount: 1 } });
    expect(await reports.day('2026-03-10')).toEqual(today);
    expect(await reports.day('2026-03-03')).toMatchObject({ saleCount: 2, weekBefore: { day: '2026-02-24', untilMs: null, saleCount: 0 } });
  });

  it('see each sale as soon as it is committed', async () => {
    reports = open();
    expect(await reports.day()).toMatchObject({ saleCount: 0 });
    till.record(exampleSale(NOW_MS));
    expect(await reports.day()).toMatchObject({ saleCount: 1 });
  });

  it('find sales by filter and text, and open one', async () => {
    const id = till.record(exampleSale(NOW_MS));
    till.record(exampleSale(NOW_MS, { staffId: 'bob' }));
    reports = open();
    const { rows } = await reports.sales({ text: '000001', staffId: 'ann' }, null);
    expect(rows).toMatchObject([{ saleId: id, receiptNumber: 'T1-000001' }]);
    expect(await reports.sale(id)).toMatchObject({ staffName: 'Ann', sale: { id } });
  });

  it('answer questions that are asked together, each with its own answer', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => till.record(exampleSale(NOW_MS + n)));
    reports = open();
    const details = await Promise.all(ids.map((id) => reports.sale(id)));
    expect(details.map(({ sale }) => sale.id)).toEqual(ids);
  });

  it('say what is wrong with a question, and go on', async () => {
    reports = open();
    await expect(reports.sale('nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(reports.sales({}, 'nonsense')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await reports.day()).toMatchObject({ saleCount: 0 });
    expect(logged).toBe('');
  });

  it('look after the database: whole, and a copy once a day', async () => {
    till.record(exampleSale(NOW_MS));
    reports = open();
    const [upkeep, day] = await Promise.all([reports.upkeep(), reports.day()]);
    expect(day.saleCount).toBe(1);
    expect(upkeep.damage).toEqual([]);
    expect(statSync(upkeep.copy ?? '').size).toBeGreaterThan(0);
    expect(await reports.upkeep()).toEqual({ damage: [], copy: null });
  });

  it('neither see what is not committed nor wait for it', async () => {
    reports = open();
    database.facts.exec('BEGIN IMMEDIATE');
    till.record(exampleSale(NOW_MS));
    expect(await reports.day()).toMatchObject({ saleCount: 0 });
    database.facts.exec('COMMIT');
    expect(await reports.day()).toMatchObject({ saleCount: 1 });
  });
});

describe('reports over ranges', () => {
  const month = { from: '2026-03-01', to: '2026-03-31' };

  it('see each sale as soon as it is committed', async () => {
    reports = open();
    expect(await reports.range(month)).toMatchObject({ figures: { saleCount: 0 }, before: { from: '2026-02-01', to: '2026-02-28' } });
    till.record(exampleSale(NOW_MS));
    expect(await reports.range(month)).toMatchObject({ figures: { saleCount: 1 }, byStaff: [{ name: 'Ann' }] });
    expect(await reports.count()).toMatchObject({ seq: expect.any(Number) });
  });

  it.each([
    ['2026-03-11', '2026-03-10', 'reversed'],
    ['2026-02-30', '2026-03-10', 'no_day'],
    ['2026-03-11', '2026-03-12', 'future'],
    ['2001-01-01', '2026-03-10', 'too_long'],
  ])('from %s to %s are refused: %s', async (from, to, reason) => {
    reports = open();
    await expect(reports.range({ from, to })).rejects.toMatchObject({ code: 'RANGE_REFUSED', detail: { reason } });
  });

  it('are the same when the thread is stopped again and again in the middle of counting', async () => {
    database.facts.transaction(() => {
      for (let n = 0; n < 1500; n += 1) till.record(exampleSale(NOW_MS - n * HOUR_MS, { staffId: n % 3 === 0 ? 'bob' : 'ann' }));
    })();
    const year = { from: '2025-03-01', to: '2026-03-31' };
    for (const afterMs of [30, 5, 20, 12]) {
      reports = open();
      // It has begun, and is stopped in its next moment.
      await reports.count();
      reports.count().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await reports.close();
    }
    reports = open();
    const inPieces = await reports.range(year);
    expect(inPieces.figures.saleCount).toBe(1500);
    await reports.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dir, `reports.sqlite${suffix}`), { force: true });
    reports = open();
    expect(await reports.range(year)).toEqual(inPieces);
  });
});

describe('when it goes wrong', () => {
  it('a damaged file is the disk’s fault, and said to be', async () => {
    database.facts.transaction(() => {
      for (let n = 0; n < 500; n += 1) till.record(exampleSale(NOW_MS + n));
    })();
    database.close();
    const file = openSync(join(dir, 'till.sqlite'), 'r+');
    const pages = statSync(join(dir, 'till.sqlite')).size / 4096;
    for (let page = 1; page < pages; page += 1) writeSync(file, Buffer.alloc(4096, 0xff), 0, 4096, page * 4096);
    closeSync(file);
    reports = open();
    await expect(reports.day()).rejects.toMatchObject({ code: 'STORE_FAILED' });
  });

  it('a worker that dies fails the questions it had, and the next question starts another', async () => {
    reports = open(
      scripted(
        "if (question.kind === 'sale') process.exit(3); if (question.kind === 'sales') parentPort.postMessage({ id, ok: true, answer: process.threadCpuUsage().user >= 0 });",
      ),
    );
    const unanswered = reports.day();
    const fatal = reports.sale('x');
    await expect(unanswered).rejects.toMatchObject({ name: 'TillError', code: 'INTERNAL' });
    await expect(fatal).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(logged).toContain('reports.worker_died');
    expect(logged).toContain('"questions":2');
    expect(await reports.sales({}, null)).toBe(true);
  });

  it('a worker that throws is a worker that dies, with its reason in the log', async () => {
    reports = open(scripted("throw new Error('out of ideas');"));
    await expect(reports.day()).rejects.toMatchObject({ code: 'INTERNAL', cause: { message: 'out of ideas' } });
    expect(logged).toContain('out of ideas');
    expect(logged.match(/worker_died/g)).toHaveLength(1);
  });

  it('a file that is not there fails each question, and hangs none', async () => {
    reports = openReports({ workerUrl: WORKER, databasePath: join(dir, 'nothing.sqlite'), shop: () => SHOP, nowMs: () => NOW_MS, log });
    await expect(reports.day()).rejects.toMatchObject({ code: 'STORE_FAILED' });
    await expect(reports.upkeep()).rejects.toMatchObject({ code: 'STORE_FAILED' });
  });

  it('a fault of ours in the worker is INTERNAL, and in the log', async () => {
    reports = open(scripted("parentPort.postMessage({ id, ok: false, code: 'INTERNAL', detail: undefined, cause: new Error('a bug') });"));
    await expect(reports.day()).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(logged).toContain('a bug');
  });

  it('closing ends what is being asked, and refuses what is asked later', async () => {
    reports = open(scripted(''));
    const asked = [reports.day(), reports.sale('x'), reports.upkeep()];
    const closing = reports.close();
    for (const question of asked) await expect(question).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await closing;
    await expect(reports.day()).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await expect(reports.upkeep()).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    expect(logged).toBe('');
  });
});
