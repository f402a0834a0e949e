// The driver of a receipt printer, whatever it speaks: keeps a connection, tells the condition, prints, and watches the drawer.
// Never sends a job twice.
import type { DrawerSettings } from '../../shared/printers.ts';
import type { DrawerState, PrinterCondition } from '../../shared/state.ts';
import { type DeviceLog, keepConnected, type Session, type SessionEvents } from '../keep-connected.ts';
import { createDrawerSensor, OPENS_WITHIN_MS } from './drawer-sensor.ts';
import { canPrint, waitsForPerson } from './printer-status.ts';
import type { PrinterIdentity } from './profiles/profiles.ts';
import type { PrinterKnowledge, PrintOutcome, ReceiptPrinter } from './receipt-printer.ts';

export interface PrinterSession extends Session {
  /** Sends the job; the caller has seen that the printer can print. `jobNumber` is unlike those of the jobs before. */
  print(bytes: Uint8Array, jobNumber: number): Promise<PrintOutcome>;
  /**
   * Opens the drawer now or not at all: the printer is asked right before whether it is on-line, and what it has not done when it stands
   * still is taken back. `not_sent`: it did not open, and will not later.
   */
  kick(jobNumber: number): Promise<PrintOutcome>;
  goOn(): void;
}

export interface PrinterSessionEvents extends SessionEvents<PrinterCondition> {
  onIdentity(identity: PrinterIdentity): void;
  onConfirms(confirms: boolean): void;
  /** The level at the drawer's sensor, whenever the printer tells it. */
  onDrawerLevel(high: boolean): void;
  /** The drawer was told to open: its level is asked for often. */
  drawerIsWatched(): boolean;
}

export interface PrinterDriverParts {
  openSession(signal: AbortSignal, events: PrinterSessionEvents): Promise<PrinterSession>;
  /** Null where no drawer hangs on it. */
  drawer: DrawerSettings | null;
  /** Milliseconds since the epoch: makes the job ids of this run unlike those of the one before. */
  nowMs: () => number;
  log: DeviceLog;
  /** It never answers. */
  readyWhenOpen?: boolean;
}

/** Connects at once and stays connected; `connecting` until the printer has told its condition. */
export function openPrinterDriver({ openSession, drawer, nowMs, log, readyWhenOpen = false }: PrinterDriverParts): ReceiptPrinter {
  const listeners = new Set<() => void>();
  const sensor = createDrawerSensor(drawer?.sensor ?? 'none', nowMs);
  let known: PrinterKnowledge = { identity: null, confirms: null, drawer: null };
  const learn = (news: Partial<PrinterKnowledge>) => {
    const next = { ...known, ...news };
    if (JSON.stringify(next) === JSON.stringify(known)) return;
    known = next;
    for (const listener of [...listeners]) listener();
  };

  let watch: { timer: NodeJS.Timeout; over: PromiseWithResolvers<void> } | null = null;
  const watchDrawer = () => {
    clearTimeout(watch?.timer);
    watch?.over.resolve();
    sensor.kicked();
    learn({ drawer: sensor.state });
    const end = () => {
      sensor.timeIsOver();
      endWatch();
    };
    watch = { timer: setTimeout(end, OPENS_WITHIN_MS), over: Promise.withResolvers() };
  };
  const endWatch = () => {
    clearTimeout(watch?.timer);
    watch?.over.resolve();
    watch = null;
    learn({ drawer: sensor.state });
  };

  const line = keepConnected<PrinterCondition, PrinterSession>({
    name: 'printer',
    log,
    readyWhenOpen,
    openSession: (signal, events) =>
      openSession(signal, {
        ...events,
        onIdentity: (identity) => learn({ identity }),
        onConfirms: (confirms) => learn({ confirms }),
        onDrawerLevel(high) {
          sensor.level(high);
          if (watch && sensor.state === 'open') endWatch();
          else learn({ drawer: sensor.state });
        },
        drawerIsWatched: () => watch !== null,
      }),
  });
  let printing = false;
  let jobNumber = nowMs();

  return {
    get condition() {
      return line.condition;
    },
    onCondition: line.onCondition,
    get known() {
      return known;
    },
    onKnown(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async print(job) {
      if (printing) throw new Error('a job is being printed: jobs never overlap');
      const { session } = line;
      if (!session || !canPrint(line.condition)) return { status: 'not_sent', reason: line.condition };
      printing = true;
      try {
        if (job.kickDrawer && drawer !== null) {
          watchDrawer();
          jobNumber += 1;
          const kicked = await session.kick(jobNumber);
          // Of the paper nothing is out yet: it comes out later, and whoever waits hears that the drawer did not open.
          if (job.bytes.length === 0 || kicked.status === 'not_sent') return kicked;
          if (line.session !== session || !canPrint(line.condition)) return { status: 'not_sent', reason: line.condition };
        }
        jobNumber += 1;
        return await session.print(job.bytes, jobNumber);
      } finally {
        printing = false;
      }
    },
    async drawerAfterKick(): Promise<DrawerState | null> {
      // Where no opening was ever seen there is nothing to wait for.
      if (watch && sensor.state !== null) await watch.over.promise;
      return sensor.state;
    },
    goOn() {
      if (waitsForPerson(line.condition)) line.session?.goOn();
    },
    async close() {
      clearTimeout(watch?.timer);
      watch?.over.resolve();
      await line.close();
    },
  };
}
