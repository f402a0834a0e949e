// The drawer at an ESC/POS printer: both pins, its times, and what its sensor says, told by itself or asked for.
import { describe, expect, test } from 'vitest';
import { USUAL_DRAWER } from '../../shared/printers.ts';
import { startPrinterSimulator } from '../simulators/printer.ts';
import { tcpTransport } from '../transport/tcp.ts';
import type { OpenTransport } from '../transport/transport.ts';
import { drawerKick } from './escpos-commands.ts';
import { openDriver, PATIENT, pairOf, until, untilKnown } from './printer-test-bed.ts';
import { drawerKick as starKick } from './star/star-commands.ts';
import { openStarPrinter } from './star/star-printer.ts';

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
  return pairOf(simulator, printer);
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

/** The same line; `before` is called when what opens the drawer is about to go out. */
function beforeKick(openTransport: OpenTransport, kick: Uint8Array, before: () => void): OpenTransport {
  return async (listener, signal) => {
    const transport = await openTransport(listener, signal);
    return {
      ...transport,
      write(bytes) {
        if (Buffer.from(bytes).includes(Buffer.from(kick))) before();
        return transport.write(bytes);
      },
    };
  };
}

describe.each([
  ['escpos', 'job_id'],
  ['escpos', 'sensor'],
  ['escpos', 'never'],
  ['star', 'job_id'],
  ['star', 'never'],
] as const)('the cover of a printer (%s, confirms by %s)', (family, confirms) => {
  const PAPER = Buffer.from('\x1b@Total 3.20\n\n\x1dV\x42\x00', 'latin1');
  const STAR_PAPER = Buffer.from('\x1b@Total 3.20\n\n\x1bd\x03', 'latin1');
  const bytes = family === 'star' ? STAR_PAPER : PAPER;

  async function openWatched(pollMs: number, before?: () => void) {
    const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, family, confirms });
    const line = beforeKick(
      tcpTransport({ host: '127.0.0.1', port: simulator.port }),
      family === 'star' ? starKick(USUAL_DRAWER) : drawerKick(USUAL_DRAWER),
      () => (before ?? (() => simulator.setFault('cover_open')))(),
    );
    const timing = { ...PATIENT, probeMs: 150, pollMs };
    const log = { info: () => undefined, warn: () => undefined };
    const printer = family === 'star' ? openStarPrinter({ openTransport: line, nowMs: Date.now, log, timing }) : openDriver(line, timing);
    await until(printer, 'ready');
    return pairOf(simulator, printer);
  }

  test('opens while the drawer is told to open: it does not, that is known at once, and it does not when the cover is shut', async () => {
    await using bench = await openWatched(30);
    const { simulator, printer } = bench;
    expect(await printer.print(KICK)).toEqual({ status: 'not_sent', reason: 'cover_open' });
    await until(printer, 'cover_open');
    simulator.setFault('none');
    await until(printer, 'ready');
    expect(await printer.print({ bytes, kickDrawer: false })).toMatchObject({ status: confirms === 'never' ? 'sent' : 'confirmed' });
    expect(simulator.papers).toHaveLength(1);
    expect(simulator.kicks).toBe(0);
  });

  test('opens before the paper that opens the drawer: the paper is not sent, and comes out once when it is asked for again', async () => {
    await using bench = await openWatched(30);
    const { simulator, printer } = bench;
    expect(await printer.print({ bytes, kickDrawer: true })).toMatchObject({ status: 'not_sent' });
    await until(printer, 'cover_open');
    simulator.setFault('none');
    await until(printer, 'ready');
    expect(await printer.print({ bytes, kickDrawer: false })).toMatchObject({ status: confirms === 'never' ? 'sent' : 'confirmed' });
    expect(simulator.papers).toHaveLength(1);
    expect(simulator.kicks).toBe(0);
  });

  test('has been open since it was asked last: it is asked again, and nothing is sent', async () => {
    let kicked = false;
    await using bench = await openWatched(confirms === 'job_id' ? 30 : 3_600_000, () => {
      kicked = true;
    });
    const { simulator, printer } = bench;
    simulator.setFault('cover_open');
    expect(await printer.print(KICK)).toEqual({ status: 'not_sent', reason: 'cover_open' });
    expect(kicked).toBe(false);
  });

  test('is not told of in time: the drawer does not open, also not when the answer comes, and the paper comes out without it', async () => {
    let mute = false;
    const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, family, confirms });
    const held: (() => void)[] = [];
    const tcp = tcpTransport({ host: '127.0.0.1', port: simulator.port });
    const late: OpenTransport = (listener, signal) =>
      tcp({ ...listener, onData: (data) => (mute ? held.push(() => listener.onData(data)) : listener.onData(data)) }, signal);
    const timing = { ...PATIENT, probeMs: 150 };
    const log = { info: () => undefined, warn: () => undefined };
    const printer = family === 'star' ? openStarPrinter({ openTransport: late, nowMs: Date.now, log, timing }) : openDriver(late, timing);
    await until(printer, 'ready');
    mute = true;
    expect(await printer.print({ bytes, kickDrawer: true })).toEqual({ status: 'not_sent', reason: 'silent' });
    mute = false;
    for (const come of held) come();
    expect(await printer.print({ bytes, kickDrawer: false })).toMatchObject({ status: confirms === 'never' ? 'sent' : 'confirmed' });
    expect(simulator.papers).toHaveLength(1);
    expect(simulator.kicks).toBe(0);
    await printer.close();
    await simulator.close();
  });

  test('is shut: the drawer opens once, and the paper comes out behind it', async () => {
    await using bench = await openWatched(30, () => undefined);
    const { simulator, printer } = bench;
    expect(await printer.print({ bytes, kickDrawer: true })).toMatchObject({ status: confirms === 'never' ? 'sent' : 'confirmed' });
    expect(simulator.papers).toHaveLength(1);
    expect(simulator.kicks).toBe(1);
  });
});
