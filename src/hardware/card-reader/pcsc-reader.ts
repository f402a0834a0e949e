// A reader of the system's PC/SC service, and the list of those there are. The work is done in a thread (pcsc-thread.ts), of which
// this says what it says.
import { Worker } from 'node:worker_threads';
import type { DeviceCondition } from '../../shared/devices.ts';
import { missingCase } from '../../shared/errors.ts';
import type { DeviceLog } from '../keep-connected.ts';
import { tellAll } from '../tell-all.ts';
import type { TellFrame } from '../transport/frame-log.ts';
import { TransportError } from '../transport/transport.ts';
import type { CardTap, CardTapReader } from './card-taps.ts';
import type { PcscTiming } from './pcsc-session.ts';
import { CLOSE, type FromPcscThread, type PcscJob } from './pcsc-thread.ts';

interface PcscReaderOptions {
  /** By its name at the service; empty for the first there is. */
  readerName: string;
  /** pcsc-worker.ts, or what it was built to. */
  workerUrl: URL;
  tell: TellFrame;
  log: DeviceLog;
  timing?: PcscTiming;
}

const TIMING: PcscTiming = { settleMs: 500, answerMs: 3000, muteMs: 1500, retryMs: 100 };
/** A thread that broke is started again, and not at once. */
const RESTART_MS = 5000;
/** A service that hangs keeps its thread: nobody waits for that one longer than this. */
const GOODBYE_MS = 3000;
const LISTING_MS = 5000;

export function openPcscReader({ readerName, workerUrl, tell, log, timing = TIMING }: PcscReaderOptions): CardTapReader {
  const tapListeners = new Set<(tap: CardTap) => void>();
  const conditionListeners = new Set<(condition: DeviceCondition) => void>();
  let condition: DeviceCondition = 'connecting';
  let closing = false;
  let restart: NodeJS.Timeout | undefined;

  const setCondition = (next: DeviceCondition) => {
    if (next === condition) return;
    condition = next;
    tellAll(conditionListeners, next, 'card_reader', log);
  };

  function hear(message: FromPcscThread) {
    switch (message.kind) {
      case 'condition':
        return setCondition(message.condition);
      case 'tap':
        return tellAll(tapListeners, message.tap, 'card_reader', log);
      case 'frame':
        return tell(message.frame);
      case 'log':
        return log[message.level](message.event, message.fields);
      case 'readers':
      case 'no_readers':
      case 'closed':
        return;
      default:
        missingCase(message);
    }
  }

  function start(): Worker {
    const started = new Worker(workerUrl, { name: 'pcsc', workerData: { kind: 'read', readerName, timing } satisfies PcscJob });
    started.on('message', hear);
    started.on('error', (cause) => log.warn('card_reader.thread_broke', { cause: String(cause) }));
    started.on('exit', () => {
      if (closing) return;
      setCondition('no_service');
      restart = setTimeout(() => {
        worker = start();
      }, RESTART_MS);
    });
    return started;
  }
  let worker = start();

  return {
    get condition() {
      return condition;
    },
    onCondition(listener) {
      conditionListeners.add(listener);
      return () => conditionListeners.delete(listener);
    },
    onTap(listener) {
      tapListeners.add(listener);
      return () => tapListeners.delete(listener);
    },
    async close() {
      closing = true;
      clearTimeout(restart);
      worker.postMessage(CLOSE);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, GOODBYE_MS);
      });
      await Promise.race([new Promise((resolve) => worker.once('exit', resolve)), late]);
      clearTimeout(timer);
      worker.unref();
    },
  };
}

/** The names of the readers that are plugged in. TransportError `no_service`, `forbidden` or `silent`. */
export function listPcscReaders(workerUrl: URL, settleMs = TIMING.settleMs): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { name: 'pcsc-list', workerData: { kind: 'list', settleMs } satisfies PcscJob });
    const timer = setTimeout(() => {
      worker.unref();
      reject(new TransportError('silent', 'the PC/SC service does not answer'));
    }, LISTING_MS);
    worker.on('message', (message: FromPcscThread) => {
      if (message.kind === 'readers') resolve(message.names);
      if (message.kind === 'no_readers') reject(new TransportError(message.fault, message.said));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      clearTimeout(timer);
      reject(new TransportError('no_service', 'the look for PC/SC readers broke off'));
    });
  });
}
