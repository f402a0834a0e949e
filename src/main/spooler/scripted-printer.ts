// A receipt printer for tests that does what it is told with each job, and keeps the papers that came out of it.
import type { PrinterKnowledge, PrintOutcome, ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import type { DrawerState, PrinterCondition } from '../../shared/state.ts';

/** What happens to a job: what the spooler hears of it (`null`: nothing, ever), and whether a paper came out. */
export interface Fate {
  outcome: PrintOutcome | Error | null;
  printed: boolean;
}

export const FATES = {
  confirmed: { outcome: { status: 'confirmed' }, printed: true },
  lost_printed: { outcome: { status: 'unconfirmed', reason: 'connection_lost' }, printed: true },
  lost_unprinted: { outcome: { status: 'unconfirmed', reason: 'connection_lost' }, printed: false },
  no_answer: { outcome: { status: 'unconfirmed', reason: 'no_answer' }, printed: true },
  not_sent: { outcome: { status: 'not_sent', reason: 'paper_out' }, printed: false },
  hangs_printed: { outcome: null, printed: true },
  hangs_unprinted: { outcome: null, printed: false },
  sent: { outcome: { status: 'sent' }, printed: true },
  faulty: { outcome: new Error('a fault of the driver'), printed: true },
} as const satisfies Record<string, Fate>;
export type FateName = keyof typeof FATES;

export interface ScriptedPrinter extends ReceiptPrinter {
  setCondition(condition: PrinterCondition): void;
  /** The fates of the next jobs; after them each is confirmed. */
  script: FateName[];
  /** Each job that was handed over, in order, as text. */
  readonly jobs: { text: string; kickDrawer: boolean }[];
  /** Each paper that came out, in order, as text. */
  readonly papers: string[];
  /** What its sensor says after the drawer was told to open. */
  drawer: DrawerState | null;
  /** Its sensor tells of the drawer, whoever has moved it. */
  tellDrawer(drawer: DrawerState): void;
  /** Ends the job that hangs as a printer does that is switched off. */
  cut(): void;
  readonly closed: boolean;
}

export function scriptedPrinter(first: PrinterCondition = 'ready'): ScriptedPrinter {
  const listeners = new Set<(condition: PrinterCondition) => void>();
  const knownListeners = new Set<() => void>();
  let known: PrinterKnowledge = { identity: null, confirms: true, drawer: null };
  let condition = first;
  let closed = false;
  let hanging: ((outcome: PrintOutcome) => void) | undefined;
  const setCondition = (next: PrinterCondition) => {
    condition = next;
    for (const listener of [...listeners]) listener(next);
  };
  const cut = () => {
    hanging?.({ status: 'unconfirmed', reason: 'connection_lost' });
    hanging = undefined;
  };
  const printer: ScriptedPrinter = {
    get condition() {
      return condition;
    },
    onCondition(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    script: [],
    jobs: [],
    papers: [],
    async print({ bytes, kickDrawer }) {
      if (hanging) throw new Error('jobs overlap');
      const text = Buffer.from(bytes).toString();
      printer.jobs.push({ text, kickDrawer });
      const fate: Fate = FATES[printer.script.shift() ?? 'confirmed'];
      if (fate.printed) printer.papers.push(text);
      if (fate.outcome instanceof Error) throw fate.outcome;
      if (fate.outcome?.status === 'not_sent') {
        setCondition(fate.outcome.reason);
        return fate.outcome;
      }
      if (fate.outcome) return fate.outcome;
      return new Promise((resolve) => {
        hanging = resolve;
      });
    },
    get known() {
      return known;
    },
    onKnown(listener) {
      knownListeners.add(listener);
      return () => knownListeners.delete(listener);
    },
    tellDrawer(drawer) {
      known = { ...known, drawer };
      for (const listener of [...knownListeners]) listener();
    },
    drawerAfterKick: async () => printer.drawer,
    goOn: () => setCondition('ready'),
    drawer: null,
    setCondition,
    cut,
    get closed() {
      return closed;
    },
    async close() {
      closed = true;
      cut();
    },
  };
  return printer;
}
