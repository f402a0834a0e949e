import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeviceCondition } from '../../shared/devices.ts';
import { type ScaleSimulator, startScaleSimulator } from '../simulators/scale.ts';
import { told } from '../transport/frame-log.ts';
import { serialTransport } from '../transport/serial.ts';
import { type Cable, serialCable, socatMissing } from '../transport/socat-test-bed.ts';
import { tcpTransport } from '../transport/tcp.ts';
import type { Scale } from './scale.ts';
import { openToledoScale } from './toledo-scale.ts';
import { toledoWording } from './wording.ts';

/** Short, so that a missed answer is found out within a test; the scale answers a machine under load within it all the same. */
const QUICK = { answerMs: 300, idleMs: 30, quietMs: 900 };
const quiet = { info: () => undefined, warn: () => undefined };

let simulator: ScaleSimulator;
let scale: Scale;
let frames: string[];
beforeEach(async () => {
  frames = [];
  simulator = await startScaleSimulator({ lateMs: 600 });
});
afterEach(async () => {
  await scale.close();
  await simulator.close();
});

function connect(transport = tcpTransport({ host: '127.0.0.1', port: simulator.port })) {
  const tell = ({ direction, words }: { direction: string; words: string }) => frames.push(`${direction} ${words}`);
  scale = openToledoScale({ openTransport: told(transport, toledoWording, tell), log: quiet, timing: QUICK });
}

const until = (condition: DeviceCondition) =>
  new Promise<void>((resolve) => {
    if (scale.condition === condition) return resolve();
    const stop = scale.onCondition((next) => {
      if (next !== condition) return;
      stop();
      resolve();
    });
  });

/** Asks as a screen does, until there is a weight. */
async function firstWeight() {
  for (;;) {
    const weighing = await scale.weigh();
    if (weighing.ok) return weighing;
    await setTimeout(20);
  }
}

test('it weighs what lies on it, once it is at rest', async () => {
  connect();
  await until('ready');
  expect(await scale.weigh()).toEqual({ ok: false, trouble: 'nothing' });
  simulator.put(1234, true);
  expect(await scale.weigh()).toEqual({ ok: false, trouble: 'moving' });
  simulator.put(1234);
  expect(await scale.weigh()).toEqual({ ok: true, grams: 1234, tared: false });
  simulator.put(15_001);
  expect(await scale.weigh()).toEqual({ ok: false, trouble: 'too_heavy' });
  simulator.put(-5);
  expect(await scale.weigh()).toEqual({ ok: false, trouble: 'below_zero' });
  expect(frames).toContain('sent W: send weight');
  expect(frames).toContain('received weight 1234 g gross');
  expect(frames).toContain('received status: in motion, outside zero capture range, gross');
});

test('pounds are told in grams', async () => {
  await simulator.close();
  simulator = await startScaleSimulator({ unit: 'lb' });
  connect();
  await until('ready');
  simulator.put(907);
  expect(await scale.weigh()).toEqual({ ok: true, grams: 907, tared: false });
});

test('a tare is taken, taken off, and forgotten', async () => {
  connect();
  await until('ready');
  expect(await scale.tare()).toBe(false);
  simulator.put(200);
  expect(await scale.tare()).toBe(true);
  simulator.put(950);
  expect(await scale.weigh()).toEqual({ ok: true, grams: 750, tared: true });
  expect(await scale.tare()).toBe(true);
  expect(await scale.weigh()).toEqual({ ok: true, grams: 950, tared: false });
});

test('a scale without tare says no, and weighs on', async () => {
  await simulator.close();
  simulator = await startScaleSimulator({ tare: false });
  connect();
  await until('ready');
  simulator.put(200);
  expect(await scale.tare()).toBe(false);
  expect(await firstWeight()).toEqual({ ok: true, grams: 200, tared: false });
});

test('it is set to zero with a little on it, and not with more', async () => {
  connect();
  await until('ready');
  simulator.put(40);
  expect(await scale.zero()).toBe(true);
  expect(await scale.weigh()).toEqual({ ok: false, trouble: 'nothing' });
  simulator.put(4000);
  expect(await scale.zero()).toBe(false);
  expect(await scale.weigh()).toEqual({ ok: true, grams: 3960, tared: false });
});

test('two who weigh at once get one answer', async () => {
  connect();
  await until('ready');
  simulator.put(500);
  expect(await Promise.all([scale.weigh(), scale.weigh()])).toEqual(Array(2).fill({ ok: true, grams: 500, tared: false }));
});

describe('a scale that misbehaves', () => {
  test('is understood in pieces and between garbage', async () => {
    connect();
    await until('ready');
    simulator.put(321);
    simulator.setFault('halves');
    expect(await scale.weigh()).toEqual({ ok: true, grams: 321, tared: false });
    simulator.setFault('garbage');
    expect(await scale.weigh()).toEqual({ ok: true, grams: 321, tared: false });
  });

  test('and answers too late never has an old weight taken for the new one', async () => {
    connect();
    await until('ready');
    simulator.put(111);
    simulator.setFault('late');
    expect(await scale.weigh()).toEqual({ ok: false, trouble: 'no_answer' });
    simulator.setFault('none');
    simulator.put(222);
    expect(await firstWeight()).toEqual({ ok: true, grams: 222, tared: false });
  });

  test('and says nothing is silent, and found again by itself', async () => {
    simulator.setFault('silent');
    connect();
    await until('silent');
    expect(await scale.weigh()).toEqual({ ok: false, trouble: 'no_answer' });
    simulator.setFault('none');
    await until('ready');
  });

  test('and speaks another protocol is the wrong device', async () => {
    simulator.setFault('foreign');
    connect();
    await until('wrong_device');
  });

  test.each(['continuous', 'chatter'] as const)(
    'and sends its weight all the time (%s) is the wrong device, until it is set right',
    async (fault) => {
      simulator.setFault(fault);
      connect();
      await until('wrong_device');
      const told: string[] = [];
      const stop = scale.onCondition((condition) => told.push(condition));
      // Through some tries to connect.
      await vi.waitFor(() => expect(frames.filter((words) => words === 'note line open').length).toBeGreaterThan(3), 30_000);
      stop();
      expect(told).toEqual([]);
      expect(await scale.weigh()).toEqual({ ok: false, trouble: 'no_answer' });
      simulator.setFault('none');
      simulator.put(250);
      await until('ready');
      expect(await firstWeight()).toEqual({ ok: true, grams: 250, tared: false });
    },
  );

  test.each(['continuous', 'chatter'] as const)(
    'and is changed over to that (%s) while it is connected is found out, and gives no weight',
    async (fault) => {
      connect();
      await until('ready');
      simulator.put(480);
      simulator.setFault(fault);
      await until('wrong_device');
      expect(await scale.weigh()).toEqual({ ok: false, trouble: 'no_answer' });
    },
  );

  test('and is pulled out in the middle of an answer comes back and weighs', async () => {
    connect();
    await until('ready');
    simulator.put(700);
    simulator.setFault('hang_up');
    expect(await scale.weigh()).toEqual({ ok: false, trouble: 'no_answer' });
    simulator.setFault('none');
    await until('ready');
    expect(await scale.weigh()).toEqual({ ok: true, grams: 700, tared: false });
  });
});

describe.skipIf(socatMissing)('over a pseudo-terminal (skipped where socat is not installed)', () => {
  let cable: Cable;
  beforeEach(() => {
    cable = serialCable();
  });
  afterEach(() => cable.dispose());

  test('it is missing, plugged in, weighs, is pulled out, plugged in again, and weighs', async () => {
    connect(serialTransport({ path: cable.path, baudRate: 9600, frame: '7E1' }));
    await until('missing');
    await cable.plugIn(simulator.port);
    await until('ready');
    simulator.put(1500);
    expect(await scale.weigh()).toEqual({ ok: true, grams: 1500, tared: false });
    await cable.pull();
    await until('missing');
    expect(await scale.weigh()).toEqual({ ok: false, trouble: 'no_answer' });
    await cable.plugIn(simulator.port);
    await until('ready');
    expect(await scale.weigh()).toEqual({ ok: true, grams: 1500, tared: false });
  });
});
