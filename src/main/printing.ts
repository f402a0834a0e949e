// The shop's printers, each with its own spooler: a printer that is broken holds up its own papers and no others.
import { canPrint } from '../hardware/printer/printer-status.ts';
import type { PrinterSimulator } from '../hardware/simulators/printer.ts';
import type { LoggedFrame } from '../shared/devices.ts';
import { TillError } from '../shared/errors.ts';
import { type PaperName, type PaperSubject, paperWith } from '../shared/papers.ts';
import { type Printer, receiptPrinterOf } from '../shared/printers.ts';
import type { ReceiptDocument } from '../shared/receipt.ts';
import type { DrawerState, PaperState, PrinterCondition, PrinterView, PrintingState } from '../shared/state.ts';
import { createFrameRing, type FrameRing } from './devices/frame-ring.ts';
import type { Log } from './log.ts';
import type { PaperMakers } from './receipts/paper-makers.ts';
import { type ConnectedPrinter, connectPrinter, NO_PRINTER } from './spooler/connected-printer.ts';
import { createPrintingBoard } from './spooler/printing-board.ts';
import { createSpooler, type Spooler } from './spooler/spooler.ts';
import type { PrintJob, PrintJobStore } from './store/print-jobs.ts';

const PAPERS_SHOWN = 10;
/** Of so many papers that were laid out last the pictures of simulated printers can be told apart. */
const NAMES_KEPT = 50;

export interface PrintingParts {
  printers: readonly Printer[];
  jobs: PrintJobStore;
  makers: PaperMakers;
  /** What is on every receipt. */
  usual: () => ReceiptDocument;
  publish: (state: PrintingState) => void;
  publishPapers: (state: PaperState) => void;
  nowMs: () => number;
  log: Log;
}

export interface Printing {
  /** Of the printer, or the first one that is simulated; null when there is none such. */
  simulator(printerId?: string): PrinterSimulator | null;
  /** By the id that screens know it by. */
  paper(paperId: string): PrinterSimulator['papers'][number] | undefined;
  /** What went over a printer's line, the oldest first. NOT_FOUND. */
  frames(printerId: string): LoggedFrame[];
  /** What is stuck in the printer is free, a person says: it goes on. NOT_FOUND. */
  goOn(printerId: string): void;
  /** A paper was queued, or a person has answered. */
  wake(): void;
  /** Goes over to the printers of new settings; papers being printed end first. */
  change(printers: readonly Printer[]): void;
  drawer: {
    /** DRAWER_NOT_OPENED when it would not open now: asked before the fact that opens it. */
    mustOpen(): void;
    /** Opens it after the paper under way, within seconds. DRAWER_NOT_OPENED: it has not, and will not later by itself. */
    open(): Promise<void>;
  };
  close(): Promise<void>;
}

interface Running {
  settings: Printer;
  ring: FrameRing;
  connected: ConnectedPrinter;
}

export async function openPrinting({ printers, jobs, makers, usual, publish, publishPapers, nowMs, log }: PrintingParts): Promise<Printing> {
  let current = printers;
  const running = new Map<string, Running & { spooler: Spooler }>();
  const laidOut: PaperName[] = [];
  let changing: Promise<void> = Promise.resolve();

  const conditionOf = (printerId: string) => running.get(printerId)?.spooler.condition ?? 'connecting';
  const receiptsCondition = (): PrinterCondition => {
    const printer = receiptPrinterOf(current);
    return printer ? conditionOf(printer.id) : 'none';
  };
  const viewOf = ({ id, name }: Printer): PrinterView => {
    const connected = running.get(id)?.connected;
    const { identity = null, confirms = null } = connected?.printer.known ?? {};
    const profile = connected?.profile ?? null;
    return {
      id,
      name,
      condition: conditionOf(id),
      saysItIs: identity && `${identity.maker} ${identity.model}`.trim(),
      profile: profile && `${profile.vendor} ${profile.model}`,
      confirms,
    };
  };
  const tell = createPrintingBoard({
    jobs,
    printers: () => ({
      condition: receiptsCondition(),
      printers: current.map(viewOf),
      drawer: drawerOf(running.get(receiptPrinterOf(current)?.id ?? '')),
    }),
    publish,
    log,
  });

  const spoolerParts = {
    kickDrawer: ({ kind, subjectId }: PaperSubject) => makers[kind].opensDrawer?.(subjectId) ?? false,
    nowMs,
    log,
    onChange: () => tell(),
  };
  const layOut = ({ kind, subjectId, title, copyNumber }: PrintJob, to: ConnectedPrinter) => {
    laidOut.unshift({ kind, subjectId, title });
    laidOut.splice(NAMES_KEPT);
    return to.layOut(makers[kind].document(subjectId, copyNumber));
  };
  // Where no printer prints receipts, none is owed: this one is done with them at once.
  const withoutReceipts = createSpooler({
    ...spoolerParts,
    queue: jobs.queue({ printerId: null, receipts: () => receiptPrinterOf(current) === undefined }),
    printer: NO_PRINTER,
    render: () => Promise.reject(new Error('nothing is laid out for no printer')),
  });

  async function start(settings: Printer): Promise<void> {
    const ring = createFrameRing(nowMs);
    const at: Running = { settings, ring, connected: await connect(settings, ring) };
    const spooler = createSpooler({
      ...spoolerParts,
      queue: jobs.queue({ printerId: settings.id, receipts: () => receiptPrinterOf(current)?.id === settings.id }),
      printer: at.connected.printer,
      render: async (job) => layOut(job, at.connected),
    });
    running.set(settings.id, Object.assign(at, { spooler }));
  }

  async function connect(settings: Printer, { tell: tellFrame }: FrameRing): Promise<ConnectedPrinter> {
    const connected = await connectPrinter(settings, { tell: tellFrame, nowMs, log });
    connected.simulator?.onPaper(tellPapers);
    connected.printer.onKnown(() => tell());
    warmUp(connected);
    return connected;
  }

  /** Once, when the printer is there: the first receipt is as quick as the ones after it. */
  function warmUp(connected: ConnectedPrinter): void {
    const stopListening = connected.printer.onCondition((condition) => {
      if (!canPrint(condition)) return;
      stopListening();
      setImmediate(() => void layOutUsual(connected));
    });
  }

  async function layOutUsual(connected: ConnectedPrinter): Promise<void> {
    try {
      await connected.layOut(usual());
    } catch (cause) {
      log.error('printing.not_warmed_up', cause);
    }
  }

  async function stop(printerId: string, { spooler, connected }: Running & { spooler: Spooler }): Promise<void> {
    running.delete(printerId);
    await spooler.close();
    await connected.close();
  }

  async function reconnect(at: Running & { spooler: Spooler }, settings: Printer): Promise<void> {
    await at.spooler.setPrinter(null);
    await at.connected.close();
    at.connected = await connect(settings, at.ring);
    await at.spooler.setPrinter(at.connected.printer);
  }

  async function goOverTo(next: readonly Printer[]): Promise<void> {
    for (const [printerId, at] of [...running]) if (!next.some(({ id }) => id === printerId)) await stop(printerId, at);
    for (const settings of next) {
      const at = running.get(settings.id);
      if (!at) await start(settings);
      else if (!isSameLine(at.settings, settings)) await reconnect(at, settings);
      if (at) at.settings = settings;
    }
    jobs.strand(next.map(({ id }) => id));
    tellPapers();
    // Another one may print receipts now.
    wakeAll();
  }

  /** A paper that came out is known by the title on it. */
  function tellPapers(): void {
    const papers = [...running.values()].flatMap(({ settings, connected }) =>
      (connected.simulator?.papers ?? []).slice(-PAPERS_SHOWN).map(({ id, text, printedAtMs }) => ({
        id: `${settings.id}:${id}`,
        printerName: settings.name,
        name: paperWith(text, laidOut) ?? null,
        printedAtMs,
      })),
    );
    publishPapers({
      papers: papers
        .sort((one, other) => one.printedAtMs - other.printedAtMs)
        .reverse()
        .slice(0, PAPERS_SHOWN),
    });
  }

  function wakeAll(): void {
    withoutReceipts.wake();
    for (const { spooler } of running.values()) spooler.wake();
  }

  const change = (next: readonly Printer[]): Promise<void> => {
    current = next;
    changing = changing.then(() => goOverTo(next)).catch((cause: unknown) => log.error('printing.change_failed', cause));
    return changing;
  };
  await change(printers);

  return {
    simulator(printerId) {
      const [first] = printerId === undefined ? [...running.values()].filter(({ connected }) => connected.simulator) : [running.get(printerId)];
      return first?.connected.simulator ?? null;
    },
    paper(paperId) {
      const split = paperId.lastIndexOf(':');
      return running.get(paperId.slice(0, split))?.connected.simulator?.papers.find(({ id }) => id === paperId.slice(split + 1));
    },
    frames(printerId) {
      const at = running.get(printerId);
      if (!at) throw new TillError('NOT_FOUND');
      return at.ring.frames();
    },
    goOn(printerId) {
      const at = running.get(printerId);
      if (!at) throw new TillError('NOT_FOUND');
      at.spooler.goOn();
    },
    // The screens hear of a sale first: to lay out its receipt takes longer than to tell them that it is paid.
    wake: () => void setImmediate(wakeAll),
    change: (next) => void change(next),
    drawer: {
      mustOpen() {
        const condition = receiptsCondition();
        if (!canPrint(condition)) throw new TillError('DRAWER_NOT_OPENED', { reason: condition });
        if (receiptPrinterOf(current)?.drawer === null) throw new TillError('DRAWER_NOT_OPENED', { reason: 'no_drawer' });
      },
      async open() {
        const spooler = running.get(receiptPrinterOf(current)?.id ?? '')?.spooler;
        if (!spooler) throw new TillError('DRAWER_NOT_OPENED', { reason: receiptsCondition() });
        await spooler.openDrawer();
      },
    },
    async close() {
      await changing;
      await Promise.all([withoutReceipts.close(), ...[...running].map(([printerId, at]) => stop(printerId, at))]);
    },
  };
}

/** What a printer prints may change while it is connected; how it is reached and spoken to may not. */
function isSameLine(one: Printer, other: Printer): boolean {
  const line = ({ connection, family, profile, oneWay, widthMm, codePage, drawer }: Printer) =>
    JSON.stringify({ connection, family, profile, oneWay, widthMm, codePage, drawer });
  return line(one) === line(other);
}

/** An open drawer is open, by whatever key. */
function drawerOf(at: (Running & { spooler: Spooler }) | undefined): DrawerState | null {
  if (!at || at.settings.drawer === null) return null;
  const { drawer } = at.connected.printer.known;
  return drawer !== 'open' && at.spooler.drawerDidNotOpen ? 'did_not_open' : drawer;
}
