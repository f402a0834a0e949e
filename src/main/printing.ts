// The receipt printer that the settings name, and the spooler in front of it. The practice shop's printer is a simulator on
// a real socket: the till drives it as it drives any other.
import { openReceiptPrinter } from '../hardware/printer/escpos-printer.ts';
import type { ReceiptPrinter } from '../hardware/printer/receipt-printer.ts';
import { type PrinterProfile, renderEscPos } from '../hardware/printer/render-escpos.ts';
import { type PrinterSimulator, startPrinterSimulator } from '../hardware/simulators/printer.ts';
import { serialTransport } from '../hardware/transport/serial.ts';
import { tcpTransport } from '../hardware/transport/tcp.ts';
import type { OpenTransport } from '../hardware/transport/transport.ts';
import { missingCase } from '../shared/errors.ts';
import type { PaperName } from '../shared/papers.ts';
import type { PaperState, PrinterSettings, PrintingState } from '../shared/state.ts';
import type { Log } from './log.ts';
import type { PaperMakers } from './receipts/paper-makers.ts';
import { createSpooler } from './spooler/spooler.ts';
import type { PrintJobStore } from './store/print-jobs.ts';

const PAPERS_SHOWN = 10;
/** Of so many papers that were laid out last the practice printer's pictures can be told apart. */
const NAMES_KEPT = 50;

/** A shop without a printer. The spooler sends it nothing. */
const NO_PRINTER: ReceiptPrinter = {
  condition: 'none',
  onCondition: () => () => undefined,
  print: () => Promise.resolve({ status: 'not_sent', reason: 'none' }),
  close: () => Promise.resolve(),
};

export interface PrintingParts {
  settings: PrinterSettings;
  jobs: PrintJobStore;
  makers: PaperMakers;
  publish: (state: PrintingState) => void;
  publishPapers: (state: PaperState) => void;
  nowMs: () => number;
  log: Log;
}

export interface Printing {
  /** The practice printer; null when the settings name a real one. */
  readonly simulator: PrinterSimulator | null;
  /** A receipt was queued, or a person has answered. */
  wake(): void;
  /** Goes over to the printer of new settings; the job being printed ends first. */
  connect(settings: PrinterSettings): void;
  close(): Promise<void>;
}

interface Connected {
  printer: ReceiptPrinter;
  profile: PrinterProfile;
  simulator: PrinterSimulator | null;
  close(): Promise<void>;
}

export async function openPrinting(parts: PrintingParts): Promise<Printing> {
  const { jobs, makers, publish, publishPapers, nowMs, log } = parts;
  const rendered: PaperName[] = [];
  let connected = await connectTo(parts.settings);
  let changing: Promise<void> = Promise.resolve();

  const spooler = createSpooler({
    jobs,
    printer: connected.printer,
    render: async (job) => {
      rendered.unshift({ kind: job.kind, subjectId: job.subjectId, title: job.title });
      rendered.splice(NAMES_KEPT);
      return renderEscPos(makers[job.kind].document(job.subjectId, job.copyNumber), connected.profile);
    },
    kickDrawer: ({ kind, subjectId }) => makers[kind].opensDrawer?.(subjectId) ?? false,
    nowMs,
    log,
    onChange: publish,
  });

  async function connectTo(settings: PrinterSettings): Promise<Connected> {
    publishPapers({ papers: [] });
    switch (settings.kind) {
      case 'none':
        return { printer: NO_PRINTER, profile: { widthMm: 80, codePage: 'pc858' }, simulator: null, close: NO_PRINTER.close };
      case 'simulated': {
        const simulator = await startPrinterSimulator({ widthMm: settings.widthMm, nowMs });
        simulator.onPaper(() => publishPapers({ papers: papersOf(simulator, rendered) }));
        const opened = drive(tcpTransport({ host: '127.0.0.1', port: simulator.port }), { widthMm: settings.widthMm, codePage: 'cp949' });
        return { ...opened, simulator, close: () => opened.printer.close().then(simulator.close) };
      }
      case 'tcp':
        return drive(tcpTransport(settings), settings);
      case 'serial':
        return drive(serialTransport(settings), settings);
      default:
        return missingCase(settings);
    }
  }

  function drive(openTransport: OpenTransport, { widthMm, codePage }: PrinterProfile) {
    const printer = openReceiptPrinter({ openTransport, nowMs, log });
    return { printer, profile: { widthMm, codePage }, simulator: null, close: () => printer.close() };
  }

  return {
    get simulator() {
      return connected.simulator;
    },
    // The screens hear of a sale first: to lay out its receipt takes longer than to tell them that it is paid.
    wake: () => void setImmediate(spooler.wake),
    connect(settings) {
      changing = changing
        .then(async () => {
          const before = connected;
          await spooler.setPrinter(null);
          await before.close();
          connected = await connectTo(settings);
          await spooler.setPrinter(connected.printer);
        })
        .catch((cause: unknown) => log.error('printing.change_failed', cause));
    },
    async close() {
      await changing;
      await spooler.close();
      await connected.close();
    },
  };
}

/** A picture is known by the title on it. */
function papersOf({ papers }: PrinterSimulator, rendered: readonly PaperName[]): PaperState['papers'] {
  return papers
    .slice(-PAPERS_SHOWN)
    .reverse()
    .map(({ id, text, printedAtMs }) => ({ id, name: rendered.find(({ title }) => text.includes(title)) ?? null, printedAtMs }));
}
