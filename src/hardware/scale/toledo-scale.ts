// The driver of a scale that speaks the Toledo 8217 protocol, over a serial line (9600 baud, 7E1) or a network box before it.
import type { DeviceCondition } from '../../shared/devices.ts';
import type { Weighing } from '../../shared/weighing.ts';
import { type DeviceLog, keepConnected } from '../keep-connected.ts';
import type { OpenTransport } from '../transport/transport.ts';
import type { Scale } from './scale.ts';
import { openScaleSession, type ScaleSession, type ScaleTiming } from './scale-session.ts';
import { type ScaleAnswer, troubleOf } from './toledo-8217.ts';

const TIMING: ScaleTiming = { answerMs: 600, idleMs: 2000, quietMs: 1500 };

export function openToledoScale({
  openTransport,
  log,
  timing = TIMING,
}: {
  openTransport: OpenTransport;
  log: DeviceLog;
  timing?: ScaleTiming;
}): Scale {
  const line = keepConnected<DeviceCondition, ScaleSession>({
    name: 'scale',
    log,
    openSession: (signal, events) => openScaleSession(openTransport, signal, timing, events),
  });
  let weighing: Promise<Weighing> | null = null;

  const statusAfter = async (command: 'Z' | 'T' | 'C') => {
    const answer = await line.session?.ask(command);
    return answer?.kind === 'status' ? answer : null;
  };

  return {
    get condition() {
      return line.condition;
    },
    onCondition: line.onCondition,
    weigh() {
      weighing ??= (line.session?.ask('W') ?? Promise.resolve(null)).then(weighingOf).finally(() => {
        weighing = null;
      });
      return weighing;
    },
    async tare() {
      const now = await line.session?.ask('W');
      const net = now != null && now.kind !== 'foreign' && now.net;
      const after = await statusAfter(net ? 'C' : 'T');
      return after !== null && after.net !== net;
    },
    async zero() {
      return (await statusAfter('Z'))?.atZero ?? false;
    },
    close: line.close,
  };
}

function weighingOf(answer: ScaleAnswer | null): Weighing {
  if (answer === null || answer.kind === 'foreign') return { ok: false, trouble: 'no_answer' };
  if (answer.kind === 'status') return { ok: false, trouble: troubleOf(answer) };
  return answer.grams > 0 ? { ok: true, grams: answer.grams, tared: answer.net } : { ok: false, trouble: 'nothing' };
}
