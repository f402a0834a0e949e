// One till's printing for the soak: spooler, database, driver and a simulated printer behind a line on which things go wrong.
// A person stands beside it who puts paper in, and answers what the till asks by looking at the papers on the counter.
import { setTimeout } from 'node:timers/promises';
import { openDriver } from '../../src/hardware/printer/printer-test-bed.ts';
import type { ReceiptPrinter } from '../../src/hardware/printer/receipt-printer.ts';
import { renderEscPos } from '../../src/hardware/printer/render-escpos.ts';
import type { PrintedPaper } from '../../src/hardware/simulators/printed-paper.ts';
import { startPrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import type { PrinterFault } from '../../src/hardware/simulators/printer-faults.ts';
import { tcpTransport } from '../../src/hardware/transport/tcp.ts';
import { openSpoolingBench } from '../../src/main/spooler/spooling-test-bed.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../src/shared/receipt.ts';
import { type Random, seeded } from '../crash/random.ts';
import { openTroubledLine, type Trouble } from './line-trouble.ts';

/** Short, so that ten thousand jobs are done in minutes; an acknowledgement still has its time on a busy machine. */
const TIMING = { answerMs: 600, pollMs: 150, probeMs: 300, acknowledgeMs: 1500, acknowledgeMsPerByte: 0 };
const JOBS_A_ROUND = 10;

/** What became of one paper that is owed. */
export interface Witness {
  /** Papers with its number on them, whole ones and torn ones. */
  whole: number;
  torn: number;
  /** Times a person asked for it again, having found no whole paper. */
  askedAgain: number;
  /** Times the till asked a person about it. */
  shown: number;
  confirmed: boolean;
}

export interface Tally {
  witnesses: Map<string, Witness>;
  troubles: Record<string, number>;
  kicks: number;
}

interface Plan {
  fault: PrinterFault;
  afterBytes: number;
  trouble: Trouble;
  /** The till ends in the middle of it: as people close it, or killed. */
  restart: 'none' | 'closed' | 'killed';
  afterMs: number;
}

function planned(random: Random, length: number): Plan {
  // Before the first byte, in the middle, at the last and after it: also where the acknowledgement would come.
  const at = () => random.below(length + 60);
  const faults: PrinterFault[] = [
    'paper_out',
    'cover_open',
    'offline',
    'cutter_error',
    'reset_in_job',
    'reset_in_job',
    'no_ack',
    'garbage',
    'paper_low',
    { bytesPerSecond: 2000 + random.below(40_000) },
  ];
  const troubles: Trouble[] = [
    { kind: 'cut', afterBytes: at() },
    { kind: 'cut', afterBytes: at() },
    { kind: 'stall', afterBytes: at(), ms: 50 + random.below(400) },
    { kind: 'stall', afterBytes: at(), ms: 2500 },
    { kind: 'doubled' },
    { kind: 'spoilt' },
    { kind: 'mute' },
  ];
  return {
    fault: random.chance(0.35) ? random.pick(faults) : 'none',
    afterBytes: at(),
    trouble: random.chance(0.4) ? random.pick(troubles) : { kind: 'none' },
    restart: random.chance(0.05) ? random.pick(['closed', 'killed'] as const) : 'none',
    afterMs: random.below(120),
  };
}

/** A receipt that says its number first and last; some have a picture, and a code. */
function receiptOf(serial: string, random: Random): ReceiptDocument {
  const lines = 3 + random.below(12);
  const blocks: ReceiptBlock[] = [
    { kind: 'text', text: serial, align: 'left', size: 'normal', bold: false },
    ...Array.from(
      { length: lines },
      (_, line): ReceiptBlock => ({ kind: 'pair', left: `품목 ${line}`, right: '₩4,500', size: 'normal', bold: false }),
    ),
    ...(random.chance(0.3) ? [{ kind: 'text' as const, text: '₿ 0.00005000', align: 'left' as const, size: 'large' as const, bold: true }] : []),
    ...(random.chance(0.3) ? [{ kind: 'qr' as const, data: `https://receipts.example/${serial}`, caption: '' }] : []),
    { kind: 'text', text: `end of ${serial}`, align: 'left', size: 'normal', bold: false },
  ];
  return { title: serial, language: 'ko', copyNumber: 0, blocks };
}

export async function runPrintLane(lane: number, count: number, seed: number): Promise<Tally> {
  const random = seeded(seed * 1000 + lane);
  const tally: Tally = { witnesses: new Map(), troubles: {}, kicks: 0 };
  const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, keep: 1, random: random.next });
  const line = await openTroubledLine(simulator.port, random);
  const bench = openSpoolingBench();
  const healing = new Set<Promise<void>>();
  let calm = false;
  let restarting: Promise<void> = Promise.resolve();
  let printer: ReceiptPrinter;

  simulator.onPaper((paper: PrintedPaper) => {
    const serial = /job-\d+-\d+/.exec(paper.text)?.[0];
    const witness = serial === undefined ? undefined : tally.witnesses.get(serial);
    // Torn off above its number: a paper of nobody.
    if (!witness) return;
    if (paper.complete && paper.text.includes(`end of ${serial}`)) witness.whole += 1;
    else witness.torn += 1;
  });

  const count1 = (name: string) => {
    tally.troubles[name] = (tally.troubles[name] ?? 0) + 1;
  };
  const start = () => {
    printer = openDriver(tcpTransport({ host: '127.0.0.1', port: line.port }), TIMING);
    bench.start(printer, { render: async ({ subjectId }) => prepare(subjectId), kickDrawer: () => true });
  };
  const restart = async (way: 'closed' | 'killed') => {
    const { spooler } = bench;
    if (way === 'closed') await spooler.close();
    bench.kill();
    // A dead process writes nothing more: its database is shut before its line ends.
    await printer.close();
    await spooler.close().catch(() => undefined);
    start();
  };

  async function prepare(serial: string): Promise<Uint8Array> {
    const bytes = await renderEscPos(receiptOf(serial, random), { widthMm: 80, codePage: 'cp949' });
    if (calm) return bytes;
    const plan = planned(random, bytes.length);
    if (plan.fault !== 'none') {
      count1(typeof plan.fault === 'string' ? plan.fault : 'slow_line');
      simulator.setFault(plan.fault, plan.afterBytes);
    }
    if (plan.trouble.kind !== 'none') count1(plan.trouble.kind);
    line.trouble(plan.trouble);
    if (plan.fault !== 'none' || plan.trouble.kind !== 'none') heal(100 + random.below(400));
    if (plan.restart !== 'none') {
      count1(`till_${plan.restart}`);
      const way = plan.restart;
      const before = restarting;
      restarting = setTimeout(plan.afterMs)
        .then(() => before)
        .then(() => restart(way));
    }
    return bytes;
  }

  /** Somebody puts paper in, shuts the cover, plugs the cable back. */
  function heal(afterMs: number) {
    const healed = setTimeout(afterMs).then(() => {
      simulator.setFault('none');
      line.trouble({ kind: 'none' });
      healing.delete(healed);
    });
    healing.add(healed);
  }

  /** Each paper is printed, or the till has asked about it. */
  async function untilAnswered() {
    const allAnswered = () => bench.jobs.undone(1000).every(({ status }) => status === 'unconfirmed');
    for (;;) {
      await restarting;
      await Promise.race([bench.until(allAnswered), setTimeout(500)]);
      const waited = restarting;
      await waited;
      if (waited === restarting && allAnswered()) return;
    }
  }

  /** Nothing is wrong any more, and all that was in the printer and on the line has come out. */
  async function untilCalm() {
    calm = true;
    await Promise.all([...healing, restarting]);
    simulator.setFault('none');
    line.trouble({ kind: 'none' });
    for (let tries = 0; ; tries += 1) {
      const serial = nextSerial();
      bench.send(serial);
      await untilAnswered();
      if (bench.jobs.find(serial)?.status === 'confirmed') break;
      if (tries > 20) throw new Error(`lane ${lane}: a printer that is well confirms nothing`);
    }
    calm = false;
  }

  let serials = 0;
  const nextSerial = () => {
    serials += 1;
    const serial = `job-${lane}-${String(serials).padStart(6, '0')}`;
    tally.witnesses.set(serial, { whole: 0, torn: 0, askedAgain: 0, shown: 0, confirmed: false });
    return serial;
  };

  start();
  while (serials < count) {
    const round = Array.from({ length: JOBS_A_ROUND }, nextSerial);
    for (const serial of round) bench.send(serial);
    for (let rounds = 0; ; rounds += 1) {
      await untilAnswered();
      await untilCalm();
      const asked = bench.jobs.undone(1000);
      if (asked.length === 0) break;
      // The person may be unlucky twice; then things are well for once.
      calm = rounds >= 2;
      for (const { id } of asked) {
        const witness = tally.witnesses.get(id);
        if (!witness) throw new Error(`nobody asked for ${id}`);
        witness.shown += 1;
        if (witness.whole > 0) {
          bench.jobs.settle(id);
        } else {
          witness.askedAgain += 1;
          bench.jobs.requeue(id);
        }
      }
      bench.spooler.wake();
    }
    calm = false;
    for (const [serial, witness] of tally.witnesses) witness.confirmed ||= bench.jobs.find(serial)?.status === 'confirmed';
  }
  tally.kicks = simulator.kicks;
  await Promise.all([...healing, restarting]);
  await bench.close();
  await line.close();
  await simulator.close();
  return tally;
}
