import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Printer } from '../../shared/printers.ts';
import { createLog } from '../log.ts';
import { openTillDatabase } from '../store/database.ts';
import type { Journal } from '../store/journal.ts';
import { createPrintJobStore, insertPrintJob } from '../store/print-jobs.ts';
import { createPaperDesk, type PaperDeskParts } from './paper-desk.ts';

test('a paper that is to be printed again by a printer that is gone waits to be sent to another', () => {
  const directory = mkdtempSync(join(tmpdir(), 'paper-desk-'));
  const database = openTillDatabase(join(directory, 'till.sqlite'), { nowMs: Date.now, log: createLog(() => undefined, Date.now) });
  const jobs = createPrintJobStore(database.facts);
  const insert = insertPrintJob(database.facts);
  const insertJob = (id: string, printerId: string | null) =>
    insert({ id, kind: 'kitchen', subjectId: `order-${id}`, title: id, copyNumber: 0, printerId, queuedAtMs: 1000 });
  const append = () => ({ atMs: 1000 });
  const desk = createPaperDesk({
    jobs,
    journal: { transact: (work: (append: unknown) => void) => work(append) } as unknown as Journal,
    shop: () => ({ printers: [{ id: 'counter' } as Printer] }),
  } as unknown as PaperDeskParts);

  for (const [id, printerId] of [
    ['1', 'kitchen'],
    ['2', 'counter'],
    ['3', null],
  ] as const) {
    insertJob(id, printerId);
    const queue = jobs.queue({ printerId, receipts: () => true });
    queue.markSending(id);
    queue.unconfirm(id, 'no_answer');
    desk.answer(id, 'again', 'staff-1');
  }
  expect(jobs.undone(9).map(({ status, reason }) => [status, reason])).toEqual([
    ['waiting', 'none'],
    ['queued', null],
    ['queued', null],
  ]);
  database.close();
  rmSync(directory, { recursive: true });
});
