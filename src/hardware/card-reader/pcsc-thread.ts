// The thread of one PC/SC reader, and of one look for all of them. Asking the service blocks whoever asks while it hangs (Windows
// and pcscd alike), so it is not main that asks. What it finds goes to pcsc-reader.ts as it happens.
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { DeviceCondition, LoggedFrame } from '../../shared/devices.ts';
import { keepConnected, type Session } from '../keep-connected.ts';
import type { TransportFault } from '../transport/transport.ts';
import type { CardTap } from './card-taps.ts';
import { faultOfPcsc, loadPcsc } from './pcsc-binding.ts';
import { openPcscSession, type PcscTiming } from './pcsc-session.ts';
import { createTapTracker } from './tap-tracker.ts';

export type PcscJob = { kind: 'read'; readerName: string; timing: PcscTiming } | { kind: 'list'; settleMs: number };

export type FromPcscThread =
  | { kind: 'condition'; condition: DeviceCondition }
  | { kind: 'tap'; tap: CardTap }
  | { kind: 'frame'; frame: Omit<LoggedFrame, 'atMs'> }
  | { kind: 'log'; level: 'info' | 'warn'; event: string; fields: Record<string, unknown> }
  | { kind: 'readers'; names: string[] }
  | { kind: 'no_readers'; fault: TransportFault; said: string }
  | { kind: 'closed' };

export const CLOSE = 'close';

function read(tell: (message: FromPcscThread) => void, onClose: (close: () => Promise<void>) => void, job: PcscJob & { kind: 'read' }): void {
  const log =
    (level: 'info' | 'warn') =>
    (event: string, fields: Record<string, unknown> = {}) =>
      tell({ kind: 'log', level, event, fields });
  const tellFrame = (frame: Omit<LoggedFrame, 'atMs'>) => tell({ kind: 'frame', frame });
  const taps = createTapTracker((tap) => tell({ kind: 'tap', tap }));
  let lastRefusal = '';
  const line = keepConnected<DeviceCondition, Session>({
    name: 'card_reader',
    log: { info: log('info'), warn: log('warn') },
    async openSession(_signal, events) {
      try {
        const session = openPcscSession({ readerName: job.readerName, timing: job.timing, taps, tell: tellFrame, events });
        lastRefusal = '';
        return session;
      } catch (cause) {
        const said = cause instanceof Error ? cause.message : String(cause);
        // Once for each time that the service goes away, not for each try.
        if (said !== lastRefusal) tellFrame({ direction: 'note', hex: '', words: said });
        lastRefusal = said;
        throw cause;
      }
    },
  });
  line.onCondition((condition) => tell({ kind: 'condition', condition }));
  onClose(async () => {
    await line.close();
    taps.close();
  });
}

async function list(tell: (message: FromPcscThread) => void, settleMs: number): Promise<void> {
  const names = new Set<string>();
  try {
    const client = new (loadPcsc().Client)();
    client.on('error', () => undefined);
    client.on('reader', (reader) => names.add(reader.name()));
    client.start();
    await pause(settleMs);
    client.stop();
    tell({ kind: 'readers', names: [...names] });
  } catch (cause) {
    tell({ kind: 'no_readers', fault: faultOfPcsc(cause), said: cause instanceof Error ? cause.message : String(cause) });
  }
}

/** What the thread's file does, and no more: it is built as an entry of its own. */
export function runPcscThread(): void {
  const port = parentPort;
  if (!port) throw new Error('this runs in a thread');
  const tell = (message: FromPcscThread) => port.postMessage(message);
  const job = workerData as PcscJob;
  if (job.kind === 'list') {
    void list(tell, job.settleMs);
    return;
  }
  read(
    tell,
    (close) =>
      port.on('message', () => {
        void close().then(() => {
          tell({ kind: 'closed' });
          port.close();
        });
      }),
    job,
  );
}
