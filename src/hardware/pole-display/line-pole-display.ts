// The driver of a pole display. It never answers, so what it should show is written again from time to time: one that was switched
// off and on, or plugged in behind its adapter, is right again by itself.
import type { DeviceCondition } from '../../shared/devices.ts';
import { type DeviceLog, keepConnected, type Session, type SessionEvents } from '../keep-connected.ts';
import { type OpenTransport, TransportError } from '../transport/transport.ts';
import { initialise, type PoleCommandSet, writeLines } from './pole-commands.ts';
import type { PoleDisplay, PoleLines } from './pole-display.ts';
import { openPoleText, type PoleCodePage } from './pole-text.ts';

export interface PoleDisplayOptions {
  openTransport: OpenTransport;
  commands: PoleCommandSet;
  codePage: PoleCodePage;
  log: DeviceLog;
  timing?: { againMs: number };
}

interface PoleSession extends Session {
  /** There is something new to show. */
  wake(): void;
}

const BLANK: PoleLines = [
  { left: '', right: '' },
  { left: '', right: '' },
];

export function openPoleDisplay({ openTransport, commands, codePage, log, timing = { againMs: 10_000 } }: PoleDisplayOptions): PoleDisplay {
  const text = openPoleText(codePage);
  let lines = BLANK;
  const shown = () => writeLines(commands, text.line(lines[0]), text.line(lines[1]));

  async function openSession(signal: AbortSignal, events: SessionEvents<DeviceCondition>): Promise<PoleSession> {
    let ended = false;
    let again: NodeJS.Timeout | undefined;
    let writing = false;
    /** What it shows, as far as we know: nothing of ours until it was written once. */
    let written: PoleLines | null = null;
    const end = (error: TransportError | null) => {
      if (ended) return;
      ended = true;
      clearTimeout(again);
      transport.close();
      events.onEnd(error);
    };
    const transport = await openTransport({ onData: () => undefined, onEnd: end }, signal);

    /** The newest lines, and those that are newer when they are out; what came in between nobody has seen. */
    const write = async () => {
      if (writing || ended) return;
      writing = true;
      clearTimeout(again);
      try {
        do {
          const next = lines;
          await transport.write(written === null ? Buffer.concat([initialise(commands, codePage), shown()]) : shown());
          written = next;
          events.onCondition('ready');
        } while (written !== lines && !ended);
      } catch (cause) {
        return end(cause instanceof TransportError ? cause : new TransportError('lost', 'the line refused bytes', { cause }));
      } finally {
        writing = false;
      }
      if (!ended) again = setTimeout(refresh, timing.againMs);
    };
    const refresh = () => {
      written = null;
      void write();
    };
    void write();
    return { wake: () => void write(), close: () => end(null) };
  }

  const line = keepConnected<DeviceCondition, PoleSession>({ name: 'pole_display', log, openSession, readyWhenOpen: true });
  return {
    get condition() {
      return line.condition;
    },
    onCondition: line.onCondition,
    covers: text.covers,
    show(next) {
      lines = next;
      line.session?.wake();
    },
    close: line.close,
  };
}
