// A printer's settings while they are typed.
import { type Printer, printerSchema, USUAL_PRINTER } from '../../../shared/printers.ts';
import { type ConnectionDraft, connectionDraftOf, connectionOf, newConnection } from './connection-draft.ts';

export interface PrinterDraft extends Omit<Printer, 'connection'> {
  connection: ConnectionDraft;
}

/** `first`: the shop has none yet, so it is the one that receipts come out of. */
export function newPrinter(id: string, first: boolean): PrinterDraft {
  return { id, name: '', ...USUAL_PRINTER, connection: newConnection('printer'), receipts: first, categoryIds: [] };
}

export function printerDraftOf({ connection, ...printer }: Printer): PrinterDraft {
  return { ...printer, connection: connectionDraftOf('printer', connection) };
}

/** What is to be kept; null while something is missing or out of range. */
export function printerOf({ connection, ...printer }: PrinterDraft): Printer | null {
  return printerSchema.safeParse({ ...printer, connection: connectionOf(connection) }).data ?? null;
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
