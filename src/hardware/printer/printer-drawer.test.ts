// The drawer at an ESC/POS printer: both pins, its times, and what its sensor says, told by itself or asked for.
import { describe, expect, test } from 'vitest';
import { USUAL_DRAWER } from '../../shared/printers.ts';
import { startPrinterSimulator } from '../simulators/printer.ts';
import { tcpTransport } from '../transport/tcp.ts';
import { drawerKick } from './escpos-commands.ts';
import { openDriver, PATIENT, until, untilKnown } from './printer-test-bed.ts';

const KICK = { bytes: new Uint8Array(), kickDrawer: true };

test('opens at pin 2 or pin 5, for as long as it is set', () => {
  expect([...drawerKick(USUAL_DRAWER)]).toEqual([0x1b, 0x70, 0, 25, 250]);
  expect([...drawerKick({ kickPin: 5, onMs: 120, offMs: 500 })]).toEqual([0x1b, 0x70, 1, 60, 250]);
  expect([...drawerKick({ kickPin: 2, onMs: 10, offMs: 10 })]).toEqual([0x1b, 0x70, 0, 5, 5]);
});

async function openWith(
  drawerOpenIsHigh: boolean | null,
  confirms: 'job_id' | 'sensor' | 'never',
  drawer: typeof USUAL_DRAWER | null = USUAL_DRAWER,
) {
  const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, drawerOpenIsHigh, confirms });
  const printer = openDriver(tcpTransport({ host: '127.0.0.1', port: simulator.port }), { ...PATIENT, probeMs: 150 }, [], drawer);
  await until(printer, 'ready');
  return {
    simulator,
    printer,
    async [Symbol.asyncDispose]() {
      await printer.close();
      await simulator.close();
    },
  };
}

describe.each([
  [true, 'job_id'],
  [false, 'job_id'],
  [true, 'sensor'],
  [false, 'never'],
] as const)('a sensor that is high=%s with the drawer open, at a printer that confirms by %s', (openIsHigh, confirms) => {
  test('is learned from the first opening, and says then when the drawer is open, shut, and did not open', async () => {
    await using bench = await openWith(openIsHigh, confirms);
    const { simulator, printer } = bench;
    expect(printer.known.drawer).toBeNull();
    await printer.print(KICK);
    await untilKnown(printer, ({ drawer }) => drawer === 'open');
    expect(await printer.drawerAfterKick()).toBe('open');
    simulator.drawer.shut();
    await untilKnown(printer, ({ drawer }) => drawer === 'closed');
    simulator.drawer.stuck = true;
    await printer.print(KICK);
    expect(await printer.drawerAfterKick()).toBe('did_not_open');
    simulator.drawer.stuck = false;
    await printer.print(KICK);
    expect(await printer.drawerAfterKick()).toBe('open');
  });
});

test('a printer without a drawer’s sensor says nothing about it, and nobody waits', async () => {
  await using bench = await openWith(null, 'job_id');
  await bench.printer.print(KICK);
  expect(await bench.printer.drawerAfterKick()).toBeNull();
});

test('where no drawer hangs on the printer none is opened', async () => {
  await using bench = await openWith(null, 'job_id', null);
  expect(await bench.printer.print(KICK)).toEqual({ status: 'confirmed' });
  expect(bench.simulator.kicks).toBe(0);
});
