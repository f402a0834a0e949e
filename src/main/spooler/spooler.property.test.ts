// Any sequence of sales, printer outcomes, kills and answers: no receipt is lost, and none is sent twice on the till's own account.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canPrint } from '../../hardware/printer/printer-status.ts';
import { missingCase } from '../../shared/errors.ts';
import type { PrinterCondition } from '../../shared/state.ts';
import { createLog } from '../log.ts';
import { openTillDatabase } from '../store/database.ts';
import { createPrintJobStore, insertPrintJob } from '../store/print-jobs.ts';
import { FATES, type FateName, scriptedPrinter } from './scripted-printer.ts';
import { createSpooler } from './spooler.ts';

type Step =
  | { do: 'sell' }
  | { do: 'copy'; of: number }
  | { do: 'fate'; fate: FateName }
  | { do: 'condition'; condition: PrinterCondition }
  | { do: 'kill' }
  | { do: 'answer'; which: number; answer: 'printed' | 'again' | 'not_wanted' };

const fates = Object.keys(FATES) as FateName[];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'sell' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('copy'), of: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('fate'), fate: fc.constantFrom(...fates) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('condition'),
      condition: fc.constantFrom<PrinterCondition>('ready', 'paper_low', 'paper_out', 'unreachable'),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'kill' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer'), which: fc.nat(9), answer: fc.constantFrom('printed', 'again', 'not_wanted') }) },
) as fc.Arbitrary<Step>;

async function live(steps: Step[], path: string): Promise<void> {
  const log = createLog(() => undefined, Date.now);
  const nowMs = () => 1_795_000_000_000;
  /** Of each job, by its text: papers that came out, times a person asked for it, whether a person let it be. */
  const witness = new Map<string, { papers: number; again: number; letBe: boolean }>();
  const sales: string[] = [];
  let kicks = 0;

  const boot = () => {
    const database = openTillDatabase(path, { nowMs, log });
    const jobs = createPrintJobStore(database.facts);
    const printer = scriptedPrinter();
    let alive = true;
    const spooler = createSpooler({
      queue: jobs.queue({ printerId: null, receipts: () => true }),
      printer,
      // A dead process renders nothing.
      render: ({ subjectId, copyNumber }) =>
        alive ? Promise.resolve(Buffer.from(`${subjectId}#${copyNumber}`)) : Promise.withResolvers<Uint8Array>().promise,
      kickDrawer: () => true,
      nowMs,
      log,
      onChange: () => undefined,
    });
    const insert = insertPrintJob(database.facts);
    const count = () => {
      for (const text of printer.papers.splice(0)) {
        const seen = witness.get(text);
        if (seen) seen.papers += 1;
      }
      kicks += printer.jobs.splice(0).filter((job) => job.kickDrawer).length;
    };
    const kill = () => {
      count();
      alive = false;
      database.close();
    };
    return { database, jobs, printer, spooler, insert, count, kill };
  };

  let till = boot();
  const queue = (saleId: string, copyNumber: number) => {
    const text = `${saleId}#${copyNumber}`;
    if (witness.has(text)) return;
    witness.set(text, { papers: 0, again: 0, letBe: false });
    till.insert({
      id: String(witness.size).padStart(6, '0'),
      kind: 'receipt',
      subjectId: saleId,
      title: saleId,
      copyNumber,
      printerId: null,
      queuedAtMs: nowMs(),
    });
    till.spooler.wake();
  };
  const answer = (which: number, word: 'printed' | 'again' | 'not_wanted') => {
    const asked = till.jobs.undone(100).filter(({ status }) => status === 'unconfirmed');
    const job = asked[which % asked.length];
    const seen = job && witness.get(`${job.subjectId}#${job.copyNumber}`);
    if (!job || !seen) return;
    if (word === 'again') {
      seen.again += 1;
      till.jobs.requeue(job.id);
    } else {
      seen.letBe = true;
      till.jobs.settle(job.id);
    }
    till.spooler.wake();
  };

  for (const next of steps) {
    switch (next.do) {
      case 'sell':
        sales.push(`sale-${sales.length}`);
        queue(`sale-${sales.length - 1}`, 0);
        break;
      case 'copy': {
        const saleId = sales[next.of % sales.length];
        if (saleId) queue(saleId, 1);
        break;
      }
      case 'fate':
        till.printer.script.push(next.fate);
        break;
      case 'condition':
        // A printer that loses its line in a job loses the job.
        if (!canPrint(next.condition)) till.printer.cut();
        till.printer.setCondition(next.condition);
        break;
      case 'kill':
        till.kill();
        till = boot();
        break;
      case 'answer':
        answer(next.which, next.answer);
        break;
      default:
        missingCase(next);
    }
    await setImmediate();
  }

  // In the end the printer is well, and a person answers every question with what is on the counter.
  till.kill();
  till = boot();
  for (let rounds = 0; till.jobs.undoneCount() > 0 && rounds < 20; rounds++) {
    await setImmediate();
    till.count();
    for (const [which, job] of till.jobs.undone(100).entries()) {
      if (job.status === 'unconfirmed') answer(which, (witness.get(`${job.subjectId}#${job.copyNumber}`)?.papers ?? 0) > 0 ? 'printed' : 'again');
    }
  }
  till.count();

  expect(till.jobs.undone(100)).toEqual([]);
  for (const [text, { papers, again, letBe }] of witness) {
    expect(papers, `${text} was sent twice`).toBeLessThanOrEqual(1 + again);
    if (!letBe) expect(papers, `${text} was lost`).toBeGreaterThanOrEqual(1);
  }
  expect(kicks, 'the drawer opened twice for a sale').toBeLessThanOrEqual(sales.length);
  await till.spooler.close();
  till.database.close();
}

test('no receipt is lost, and none is sent twice unless a person said so', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const directory = mkdtempSync(join(tmpdir(), 'spooler-property-'));
      try {
        await live(steps, join(directory, 'till.sqlite'));
      } finally {
        rmSync(directory, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
