// SIGKILL at random moments of a scripted day, again and again on the same files; after each restart the books and the
// papers are audited. KILLS says how often (npm run soak: 200 and more), SEED which day; a failure prints both.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { type PrinterSimulator, startPrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import { auditEveryPaper, auditHeld, auditKitchen, auditOpenSales, auditPapers, auditPracticeBooks, auditVouchers, type Witness } from './audit.ts';
import { answerPrinter, type Counter, goToPrinter, isCooked, step, takePlace } from './cashier-day.ts';
import { workUntilKilled } from './killed.ts';
import { seeded } from './random.ts';
import { startTill } from './till-process.ts';

const KILLS = Number(process.env.KILLS ?? 25);
const SEED = Number(process.env.SEED ?? Math.floor(Date.now() % 1_000_000));
const LONGEST_LIFE_MS = 1500;

/** However long the queue is, it must get shorter. */
async function drainQueue(counter: Counter): Promise<void> {
  const pending = () => counter.cashier.state.printing.pendingCount;
  while (pending() > 0) {
    const before = pending();
    await vi.waitFor(
      async () => {
        await answerPrinter(counter);
        expect(pending()).toBeLessThan(before);
      },
      { timeout: 30_000, interval: 20 },
    );
  }
}

test(`a day with ${KILLS} kills loses and doubles nothing (SEED=${SEED})`, { timeout: 60_000 + KILLS * 15_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'crash-'));
  const random = seeded(SEED);
  const printers: PrinterSimulator[] = await Promise.all(
    [1, 2].map(() => startPrinterSimulator({ widthMm: 80, nowMs: Date.now, keep: 1_000_000, random: random.next })),
  );
  const witness: Witness = { completed: new Map(), parked: new Set(), vouchers: [], printedAgain: new Map(), notWanted: new Set() };
  const papers = () => printers.flatMap((printer) => printer.papers);

  const begin = async () => {
    const till = await startTill(dataDir);
    return { till, counter: await takePlace(till, { random, printers, witness }) };
  };
  try {
    let { till, counter } = await begin();
    await goToPrinter(counter);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await workUntilKilled(till, pause(random.below(LONGEST_LIFE_MS)), () => step(counter));
      ({ till, counter } = await begin());
      // What the node received while nobody was there is read within two seconds of the start.
      await vi.waitFor(
        () => {
          auditPracticeBooks(dataDir, witness);
          auditHeld(dataDir);
          auditOpenSales(dataDir, witness);
          auditVouchers(dataDir);
          auditKitchen(dataDir, isCooked);
        },
        { timeout: 2000, interval: 50 },
      );
      auditPapers(dataDir, papers(), witness);
    }

    // The day ends: printers are looked after, questions answered, and every sale is on paper.
    for (const printer of printers) printer.setFault('none');
    await drainQueue(counter);
    auditPracticeBooks(dataDir, witness);
    auditPapers(dataDir, papers(), witness);
    auditKitchen(dataDir, isCooked);
    auditEveryPaper(papers(), witness);
    expect(await till.stop()).toBe(0);
    expect(witness.completed.size).toBeGreaterThan(KILLS / 5);
    expect(witness.parked.size).toBeGreaterThan(KILLS / 5);
  } finally {
    for (const printer of printers) await printer.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
