// The driver of a scanner on a line of its own: RS-232, USB behind a virtual COM port, or a network box before it. It only listens.
// Half a code, left behind by a pulled cable, is never a code: what ends a code on this line is learned from the line.
import type { DeviceCondition } from '../../shared/devices.ts';
import { type DeviceLog, keepConnected, type Session, type SessionEvents } from '../keep-connected.ts';
import { tellAll } from '../tell-all.ts';
import type { OpenTransport } from '../transport/transport.ts';
import { createCodeEnds } from './code-ends.ts';
import { createScanFramer, markOf, type ScanFrame } from './scan-framer.ts';
import { type ScanTrouble, scannedCode } from './scanned-code.ts';
import type { Scanner } from './scanner.ts';

/** Why something that was sent is no scan: `unended` may be half of one. */
export type Unscanned = ScanTrouble | 'unended' | 'too_long' | 'cut';

export interface ScannerParts {
  openTransport: OpenTransport;
  /** As the settings have them; see `markOf`. */
  prefix: string;
  suffix: string;
  /** Told of what was sent and is no scan; never what it said. */
  onUnscanned?: (why: Unscanned, byteCount: number) => void;
  log: DeviceLog;
  /** So long nothing comes within a code: even at 300 baud a character takes 33 ms. */
  pauseMs?: number;
}

const PAUSE_MS = 150;
/** So often one after the other nothing but noise comes from something else, or at another speed. */
const NOISE_IN_A_ROW = 2;

export function openLineScanner({ openTransport, prefix, suffix, onUnscanned, log, pauseMs = PAUSE_MS }: ScannerParts): Scanner {
  const listeners = new Set<(code: string) => void>();
  const ends = createCodeEnds(suffix !== '');
  const marks = { prefix: markOf(prefix), suffix: markOf(suffix) };

  const drop = (why: Unscanned, byteCount: number) => {
    log.warn('scanner.dropped', { why, byteCount });
    onUnscanned?.(why, byteCount);
  };

  const openSession = async (signal: AbortSignal, events: SessionEvents<DeviceCondition>): Promise<Session> => {
    const framer = createScanFramer(marks);
    let noise = 0;
    let silence: NodeJS.Timeout | undefined;
    let over = false;

    const take = (frame: ScanFrame) => {
      if (frame.end === 'too_long') return drop('too_long', 0);
      const scanned = scannedCode(frame.bytes);
      if (!scanned.ok) {
        noise += scanned.trouble === 'noise' ? 1 : 0;
        if (noise >= NOISE_IN_A_ROW) events.onCondition('wrong_device');
        return drop(scanned.trouble, frame.bytes.length);
      }
      if (!ends.isWhole(frame.end, scanned.code)) return drop('unended', frame.bytes.length);
      noise = 0;
      events.onHeard();
      events.onCondition('ready');
      tellAll(listeners, scanned.code, 'scanner', log);
    };
    const endAtSilence = () => {
      const frame = framer.pause();
      if (frame) take(frame);
    };
    const endSession = () => {
      if (over) return false;
      over = true;
      clearTimeout(silence);
      if (framer.begun) drop('cut', 0);
      return true;
    };

    const transport = await openTransport(
      {
        onData(bytes) {
          if (over) return;
          clearTimeout(silence);
          for (const frame of framer.feed(bytes)) take(frame);
          if (framer.begun) silence = setTimeout(endAtSilence, pauseMs);
        },
        onEnd(error) {
          if (endSession()) events.onEnd(error);
        },
      },
      signal,
    );
    events.onCondition('ready');
    return {
      close() {
        transport.close();
        if (endSession()) events.onEnd(null);
      },
    };
  };

  const line = keepConnected<DeviceCondition, Session>({ name: 'scanner', openSession, log, readyWhenOpen: true });
  return {
    get condition() {
      return line.condition;
    },
    onCondition: line.onCondition,
    onScan(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: line.close,
  };
}
