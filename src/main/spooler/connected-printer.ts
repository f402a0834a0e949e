// A printer of the settings, driven: over the network, over a serial line, or a simulator on a real socket, which the till
// drives as it drives any other.
import { openReceiptPrinter } from '../../hardware/printer/escpos-printer.ts';
import type { ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import type { PrinterProfile } from '../../hardware/printer/render-escpos.ts';
import { type PrinterSimulator, startPrinterSimulator } from '../../hardware/simulators/printer.ts';
import { fileTransport } from '../../hardware/transport/file.ts';
import { asItComes, type TellFrame, told } from '../../hardware/transport/frame-log.ts';
import { serialTransport } from '../../hardware/transport/serial.ts';
import { tcpTransport } from '../../hardware/transport/tcp.ts';
import type { OpenTransport } from '../../hardware/transport/transport.ts';
import { missingCase } from '../../shared/errors.ts';
import type { Printer } from '../../shared/printers.ts';
import type { Log } from '../log.ts';

export interface ConnectedPrinter {
  printer: ReceiptPrinter;
  profile: PrinterProfile;
  simulator: PrinterSimulator | null;
  close(): Promise<void>;
}

/** A shop without a printer. The spooler sends it nothing. */
export const NO_PRINTER: ReceiptPrinter = {
  condition: 'none',
  onCondition: () => () => undefined,
  print: () => Promise.resolve({ status: 'not_sent', reason: 'none' }),
  close: () => Promise.resolve(),
};

export async function connectPrinter(
  { connection, widthMm, codePage }: Pick<Printer, 'connection' | 'widthMm' | 'codePage'>,
  { tell, nowMs, log }: { tell: TellFrame; nowMs: () => number; log: Log },
): Promise<ConnectedPrinter> {
  const drive = (openTransport: OpenTransport) => {
    const printer = openReceiptPrinter({ openTransport: told(openTransport, asItComes, tell), nowMs, log });
    return { printer, profile: { widthMm, codePage }, simulator: null, close: () => printer.close() };
  };
  switch (connection.kind) {
    case 'simulated': {
      const simulator = await startPrinterSimulator({ widthMm, codePage, nowMs });
      const driven = drive(tcpTransport({ host: '127.0.0.1', port: simulator.port }));
      return { ...driven, simulator, close: () => driven.printer.close().then(simulator.close) };
    }
    case 'tcp':
      return drive(tcpTransport(connection));
    case 'serial':
      return drive(serialTransport({ ...connection, softwareFlow: true }));
    case 'file':
      return drive(fileTransport(connection.path));
    default:
      return missingCase(connection);
  }
}
