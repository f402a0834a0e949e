// Hundreds of receipts on a printer that fails at random bytes. Whatever happens, the driver's word agrees with the paper.
import { beforeAll, expect, test } from 'vitest';
import type { ReceiptBlock } from '../../shared/receipt.ts';
import { type PrinterFault, stopsPrinting } from '../simulators/printer-faults.ts';
import { openBench, until } from './printer-test-bed.ts';
import type { PrintOutcome } from './receipt-printer.ts';
import { renderEscPos } from './render-escpos.ts';
import { americanReceipt } from './sample-receipts.ts';

const JOBS = 300;
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const TIMING = { answerMs: 1000, pollMs: 10, probeMs: 500, acknowledgeMs: 120, acknowledgeMsPerByte: 0 };

/** mulberry32: small, seeded, good enough to choose faults with. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const receiptNumber = (job: number) => `T9-${String(job).padStart(6, '0')}`;
/** With its number on the first line, so that a torn beginning can be told whose it is. */
function render(number: string): Promise<Uint8Array> {
  const { blocks, ...head } = americanReceipt(number);
  const first: ReceiptBlock = { kind: 'text', text: number, align: 'left', size: 'normal', bold: true };
  return renderEscPos({ ...head, blocks: [first, ...blocks] }, { widthMm: 80, codePage: 'pc858' });
}

let jobLength: number;
beforeAll(async () => {
  jobLength = (await render(receiptNumber(0))).length;
});

test(`${JOBS} receipts with faults: confirmed is one whole paper, not_sent is none, and the rest is unconfirmed (seed ${SEED})`, {
  timeout: 120_000,
}, async () => {
  const random = seeded(SEED);
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  await using bench = await openBench(TIMING, { random, codePage: 'pc858', keep: JOBS * 2 });
  const { printer, simulator } = bench;
  const faults: PrinterFault[] = [
    'none',
    'paper_low',
    'paper_out',
    'cover_open',
    'offline',
    'cutter_error',
    'reset_in_job',
    'no_ack',
    'garbage',
    { bytesPerSecond: 20_000 },
  ];

  // Somebody who sees to the printer, sometimes before and sometimes while it is asked to print.
  let mend: NodeJS.Timeout | undefined;
  const stop = printer.onCondition((condition) => {
    if (!stopsPrinting(condition as PrinterFault)) return;
    mend = setTimeout(() => simulator.setFault('none'), Math.floor(random() * 5));
  });

  const outcomes = new Map<string, PrintOutcome>();
  const told: string[] = [];
  for (let job = 1; job <= JOBS; job += 1) {
    const fault = oneOf(faults);
    const atByte = random() < 0.2 ? null : Math.floor(random() * (jobLength + 20));
    const number = receiptNumber(job);
    const bytes = await render(number);
    if (atByte !== null) simulator.setFault(fault, atByte);
    else if (fault !== 'reset_in_job') {
      simulator.setFault(fault);
      if (stopsPrinting(fault)) await until(printer, fault as never);
    }
    outcomes.set(number, await printer.print({ bytes, kickDrawer: false }));
    told.push(`${number} ${JSON.stringify(fault)} at ${atByte}: ${JSON.stringify(outcomes.get(number))}`);
    clearTimeout(mend);
    simulator.setFault('none');
    await until(printer, 'ready');
  }
  stop();

  for (const [number, outcome] of outcomes) {
    const papers = simulator.papers.filter((paper) => paper.text.includes(number));
    const whole = papers.filter((paper) => paper.complete).length;
    const why = `seed ${SEED}\n${told.join('\n')}\nfailed: ${number}`;
    if (outcome.status === 'confirmed') expect(whole, why).toBe(1);
    if (outcome.status === 'not_sent') expect(papers.length, why).toBe(0);
    expect(whole, why).toBeLessThanOrEqual(1);
  }
  // The faults did happen.
  const counts = Object.groupBy(outcomes.values(), (outcome) => outcome.status);
  for (const status of ['confirmed', 'not_sent', 'unconfirmed'] as const) expect(counts[status]?.length ?? 0, status).toBeGreaterThan(0);
});
