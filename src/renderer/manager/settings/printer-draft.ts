// A printer's settings while they are typed: every kind's fields are kept, so that looking at another kind loses nothing.
import { missingCase } from '../../../shared/errors.ts';
import type { Printer, PrinterConnection } from '../../../shared/printers.ts';

export interface PrinterDraft extends Omit<Printer, 'connection'> {
  kind: PrinterConnection['kind'];
  host: string;
  port: string;
  path: string;
  baudRate: string;
}

/** The port of network receipt printers, and the usual speed of serial ones. */
const USUAL = { port: '9100', baudRate: '19200' };

/** `first`: the shop has none yet, so it is the one that receipts come out of. */
export function newDraft(id: string, first: boolean): PrinterDraft {
  return { id, name: '', kind: 'tcp', host: '', path: '', ...USUAL, widthMm: 80, codePage: 'cp949', receipts: first, categoryIds: [] };
}

export function draftOf({ connection, ...printer }: Printer): PrinterDraft {
  const draft: PrinterDraft = { ...printer, kind: connection.kind, host: '', path: '', ...USUAL };
  switch (connection.kind) {
    case 'simulated':
      return draft;
    case 'tcp':
      return { ...draft, host: connection.host, port: String(connection.port) };
    case 'serial':
      return { ...draft, path: connection.path, baudRate: String(connection.baudRate) };
    case 'file':
      return { ...draft, path: connection.path };
    default:
      return missingCase(connection);
  }
}

/** What is to be kept; null while something is missing or out of range. */
export function printerOf({ kind, host, port, path, baudRate, ...printer }: PrinterDraft): Printer | null {
  const connection = connectionOf({ kind, host, port, path, baudRate });
  const name = printer.name.trim();
  return connection === null || name === '' ? null : { ...printer, name, connection };
}

function connectionOf({
  kind,
  host,
  port,
  path,
  baudRate,
}: Pick<PrinterDraft, 'kind' | 'host' | 'port' | 'path' | 'baudRate'>): PrinterConnection | null {
  switch (kind) {
    case 'simulated':
      return { kind };
    case 'tcp': {
      const number = wholeNumber(port, 1, 65_535);
      return number === null || host.trim() === '' ? null : { kind, host: host.trim(), port: number };
    }
    case 'serial': {
      const number = wholeNumber(baudRate, 300, 921_600);
      return number === null || path.trim() === '' ? null : { kind, path: path.trim(), baudRate: number, frame: '8N1' };
    }
    case 'file':
      return path.trim() === '' ? null : { kind, path: path.trim() };
    default:
      return missingCase(kind);
  }
}

function wholeNumber(text: string, least: number, most: number): number | null {
  if (!/^\d{1,7}$/.test(text.trim())) return null;
  const number = Number(text);
  return number >= least && number <= most ? number : null;
}

/** All printers with this one put among them: what it prints from now on, another one prints no more. */
export function withPrinter(printers: readonly Printer[], put: Printer): Printer[] {
  const others = printers.map((printer) =>
    printer.id === put.id
      ? put
      : {
          ...printer,
          receipts: printer.receipts && !put.receipts,
          categoryIds: printer.categoryIds.filter((categoryId) => !put.categoryIds.includes(categoryId)),
        },
  );
  return printers.some(({ id }) => id === put.id) ? others : [...others, put];
}
