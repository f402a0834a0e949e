import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DeviceCondition, POLE_DISPLAY_CODE_PAGES } from '../../shared/devices.ts';
import { type PoleSimulator, startPoleSimulator } from '../simulators/pole-display.ts';
import { told } from '../transport/frame-log.ts';
import { serialTransport } from '../transport/serial.ts';
import { type Cable, serialCable, socatMissing } from '../transport/socat-test-bed.ts';
import { tcpTransport } from '../transport/tcp.ts';
import type { OpenTransport } from '../transport/transport.ts';
import { openPoleDisplay } from './line-pole-display.ts';
import type { PoleDisplay, PoleLines } from './pole-display.ts';
import { openPoleText } from './pole-text.ts';
import { poleWording } from './wording.ts';

const quiet = { info: () => undefined, warn: () => undefined };
const two = (left: string, right: string, lowerLeft = '', lowerRight = ''): PoleLines => [
  { left, right },
  { left: lowerLeft, right: lowerRight },
];

let simulator: PoleSimulator;
let display: PoleDisplay;
let frames: string[];
beforeEach(async () => {
  frames = [];
  simulator = await startPoleSimulator();
});
afterEach(async () => {
  await display?.close();
  await simulator.close();
});

function connect({
  commands = 'escpos' as 'escpos' | 'cd5220',
  codePage = 'cp437' as const,
  againMs = 60_000,
  transport = undefined as OpenTransport | undefined,
} = {}) {
  const openTransport = told(transport ?? tcpTransport({ host: '127.0.0.1', port: simulator.port }), poleWording(codePage), ({ words }) =>
    frames.push(words),
  );
  display = openPoleDisplay({ openTransport, commands, codePage, log: quiet, timing: { againMs } });
}
const shows = (upper: string, lower: string) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (simulator.lines[0] !== upper.padEnd(20) || simulator.lines[1] !== lower.padEnd(20)) return;
      stop();
      resolve();
    };
    const stop = simulator.onShown(look);
    look();
  });
const until = (condition: DeviceCondition) =>
  new Promise<void>((resolve) => {
    if (display.condition === condition) return resolve();
    const stop = display.onCondition((next) => {
      if (next !== condition) return;
      stop();
      resolve();
    });
  });

test.each(['escpos', 'cd5220'] as const)('it shows two lines in %s, and the next two over them', async (commands) => {
  connect({ commands });
  display.show(two('Croissant', '3.20', 'Total', '3.20'));
  await shows('Croissant       3.20', 'Total           3.20');
  display.show(two('2 x Flat white', '9.00', 'Total', '12.20'));
  await shows('2 x Flat white  9.00', 'Total          12.20');
  expect(frames.some((words) => words.includes('“Total          12.20”'))).toBe(true);
});

test('it shows the newest lines when it comes back', async () => {
  connect();
  display.show(two('Total', '1.00'));
  await shows('Total           1.00', '');
  simulator.pull();
  simulator.powerCycle();
  display.show(two('Total', '2.00'));
  display.show(two('Total', '3.00'));
  await shows('Total           3.00', '');
  await until('ready');
});

test('one that was switched off and on behind its line is written again', async () => {
  connect({ againMs: 30 });
  display.show(two('Total', '1.00'));
  await shows('Total           1.00', '');
  simulator.powerCycle();
  await shows('Total           1.00', '');
});

test('one that takes no bytes is not waited for, and then shows the newest', async () => {
  connect();
  await until('ready');
  simulator.stall(true);
  // More than the operating system keeps for a line: the driver must keep the newest only.
  for (let cents = 0; cents < 200_000; cents += 1) display.show(two('Total', String(cents)));
  simulator.stall(false);
  await shows('Total         199999', '');
});

test('one that is not there refuses, and shows what it should once it is', async () => {
  const { port } = simulator;
  await simulator.close();
  connect({ transport: tcpTransport({ host: '127.0.0.1', port }) });
  display.show(two('Welcome', ''));
  await until('refused');
  simulator = await startPoleSimulator({ port });
  await shows('Welcome', '');
});

describe('its text', () => {
  test('keeps the amount whole, and cuts what stands before it', () => {
    const text = openPoleText('cp437');
    const read = (left: string, right: string) => Buffer.from(text.line({ left, right })).toString('latin1');
    expect(read('Extraordinarily long name', '1,234.50')).toBe('Extraordina 1,234.50');
    expect(read('Total', '123456789012345678901234')).toBe('12345678901234567890');
    expect(read('Long name without any amount', '')).toBe('Long name without an');
  });

  test('leaves out what it has no glyph for, and no accent makes a letter vanish', () => {
    const read = (left: string, right: string) => Buffer.from(openPoleText('cp437').line({ left, right })).toString('latin1').trim();
    expect(read('', '₩4,500')).toBe('4,500');
    expect(read('Čaj ☕', '')).toBe('Caj');
    expect(read('a\u001bb\u000c', '')).toBe('ab');
  });

  test('counts a glyph of two bytes as two columns', () => {
    const line = openPoleText('cp949').line({ left: '아메리카노', right: '4,500' });
    expect(line).toHaveLength(20);
    expect(openPoleText('cp949').covers('아메리카노')).toBe(true);
    expect(openPoleText('pc858').covers('아메리카노')).toBe(false);
  });

  test('is twenty columns of no command in each code page, whatever a name is made of', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...POLE_DISPLAY_CODE_PAGES),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (codePage, left, right) => {
          const line = openPoleText(codePage).line({ left, right });
          expect(line).toHaveLength(20);
          expect(Math.min(...line)).toBeGreaterThanOrEqual(0x20);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe.skipIf(socatMissing)('over a pseudo-terminal (skipped where socat is not installed)', () => {
  let cable: Cable;
  beforeEach(() => {
    cable = serialCable();
  });
  afterEach(() => cable.dispose());

  test('it is missing, plugged in, shows, is pulled out, and shows the newest when it is back', async () => {
    connect({ transport: serialTransport({ path: cable.path, baudRate: 9600, frame: '8N1' }) });
    display.show(two('Welcome', ''));
    await until('missing');
    await cable.plugIn(simulator.port);
    await shows('Welcome', '');
    await cable.pull();
    await until('missing');
    simulator.powerCycle();
    display.show(two('Total', '5.00'));
    await cable.plugIn(simulator.port);
    await shows('Total           5.00', '');
  });
});
