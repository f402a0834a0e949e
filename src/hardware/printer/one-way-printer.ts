// A printer that never answers (a parallel port, some cheap USB ones): it is there while its line is open, and its papers are sent.
// Only where a person has said so: a printer that is silent for another reason must not swallow papers.
import { TransportError } from '../transport/transport.ts';
import { FINISH_LOST_LENGTHS } from './escpos-commands.ts';
import type { PrinterOptions } from './escpos-printer.ts';
import { createJobRunner, PRINTER_TIMING } from './job-runner.ts';
import { openPrinterDriver, type PrinterSession, type PrinterSessionEvents } from './printer-driver.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';
import { FINISH_LOST_COMMAND } from './star/star-commands.ts';

export interface OneWayOptions extends PrinterOptions {
  /** What opens the drawer, in the printer's language. */
  kick: Uint8Array;
}

export function openOneWayPrinter({ openTransport, nowMs, log, drawer = null, timing = PRINTER_TIMING, kick }: OneWayOptions): ReceiptPrinter {
  async function openSession(signal: AbortSignal, events: PrinterSessionEvents): Promise<PrinterSession> {
    let ended = false;
    const end = (error: TransportError | null) => {
      if (ended) return;
      ended = true;
      transport.close();
      runner.finish({ status: 'unconfirmed', reason: 'connection_lost' });
      events.onEnd(error);
    };
    const transport = await openTransport({ onData: () => undefined, onEnd: end }, signal);
    const send = (bytes: Uint8Array) => transport.write(bytes).catch((error: unknown) => end(asLost(error)));
    const runner = createJobRunner({
      timing,
      send,
      canPrint: () => true,
      onTooLong: () => end(new TransportError('lost', 'the printer takes no more bytes')),
    });
    // Star's serves either language: as many zeros as ESC/POS needs, and RS, which ESC/POS has no command for.
    void send(Buffer.concat([FINISH_LOST_LENGTHS, FINISH_LOST_COMMAND]));
    events.onConfirms(false);
    events.onCondition('ready');
    return {
      print: (bytes, jobNumber) => runner.run(String(jobNumber), bytes, () => runner.finish({ status: 'sent' })),
      // It cannot be asked whether it would do it now: that is the price of a printer that says nothing.
      kick: (jobNumber) => runner.runKick(String(jobNumber), kick, () => runner.finish({ status: 'sent' })),
      goOn: () => undefined,
      close: () => end(null),
    };
  }
  return openPrinterDriver({ openSession, drawer: drawer && { ...drawer, sensor: 'none' }, nowMs, log, readyWhenOpen: true });
}

function asLost(error: unknown): TransportError {
  return error instanceof TransportError ? error : new TransportError('lost', 'the line refused bytes', { cause: error });
}
