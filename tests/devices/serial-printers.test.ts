// A printer at a serial port, or a device file, whose cable is pulled in the middle of a paper: the till asks a person, who finds half of it, and the
// paper comes once when the cable is back.
import { describe, expect, test } from 'vitest';
import { openReceiptPrinter } from '../../src/hardware/printer/escpos-printer.ts';
import { PATIENT, until } from '../../src/hardware/printer/printer-test-bed.ts';
import type { ReceiptPrinter } from '../../src/hardware/printer/receipt-printer.ts';
import { renderEscPos } from '../../src/hardware/printer/render-escpos.ts';
import { koreanReceipt } from '../../src/hardware/printer/sample-receipts.ts';
import { renderStar } from '../../src/hardware/printer/star/render-star.ts';
import { openStarPrinter } from '../../src/hardware/printer/star/star-printer.ts';
import { startPrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import { fileTransport } from '../../src/hardware/transport/file.ts';
import { serialTransport } from '../../src/hardware/transport/serial.ts';
import { serialCable, socatMissing } from '../../src/hardware/transport/socat-test-bed.ts';
import { openSpoolingBench } from '../../src/main/spooler/spooling-test-bed.ts';
import { seeded } from '../crash/random.ts';
import { openTroubledLine } from './line-trouble.ts';

const log = { info: () => undefined, warn: () => undefined };
const DRIVERS = { escpos: openReceiptPrinter, star: openStarPrinter };
const RENDERED = {
  escpos: () => renderEscPos(koreanReceipt(), { widthMm: 80, codePage: 'cp949' }),
  star: () => renderStar(koreanReceipt(), 80),
};

/** Asked again soon: what is written before socat has made its line raw is lost. */
const TIMING = { ...PATIENT, answerMs: 1000, acknowledgeMs: 10_000 };
const LINES = {
  'a serial port': (path: string) => serialTransport({ path, baudRate: 115_200, frame: '8N1' }),
  'a device file': fileTransport,
};
const CASES = (['escpos', 'star'] as const).flatMap((family) => (['a serial port', 'a device file'] as const).map((at) => ({ family, at })));

async function openShop({ family, at }: (typeof CASES)[number]) {
  const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, family });
  const line = await openTroubledLine(simulator.port, seeded(1));
  const cable = serialCable();
  const printer: ReceiptPrinter = DRIVERS[family]({
    openTransport: LINES[at](cable.path),
    timing: TIMING,
    nowMs: Date.now,
    log,
  });
  const spooling = openSpoolingBench();
  spooling.start(printer, { render: RENDERED[family] });
  return {
    simulator,
    line,
    cable,
    printer,
    spooling,
    async [Symbol.asyncDispose]() {
      await printer.close();
      await spooling.close();
      await cable.dispose();
      await line.close();
      await simulator.close();
    },
  };
}

describe.skipIf(socatMissing)('whose cable is pulled in the middle of a paper (skipped where socat is not installed)', () => {
  test.each(CASES)('a printer ($family) at $at: it comes once', async ({ family, at }) => {
    await using shop = await openShop({ family, at });
    const { simulator, line, cable, printer, spooling } = shop;
    await cable.plugIn(line.port);
    await until(printer, 'ready');

    const { length } = await RENDERED[family]();
    line.trouble({ kind: 'cut', afterBytes: Math.floor(length / 2) });
    spooling.send('sale-1');
    await spooling.untilJob('sale-1', 'unconfirmed');
    await until(printer, 'missing');
    spooling.send('sale-2');
    expect(simulator.papers.filter(({ complete }) => complete)).toEqual([]);

    await cable.plugIn(line.port);
    await spooling.untilJob('sale-2', 'confirmed');
    expect(simulator.papers.filter(({ complete }) => complete)).toHaveLength(1);
    spooling.jobs.requeue('sale-1');
    spooling.spooler.wake();
    await spooling.untilJob('sale-1', 'confirmed');
    expect(simulator.papers.filter(({ complete }) => complete)).toHaveLength(2);
  });
});
