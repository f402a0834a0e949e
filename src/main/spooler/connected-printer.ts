// A printer of the settings, driven: its line, its driver, and what its papers are laid out for.
import { drawerKick } from '../../hardware/printer/escpos-commands.ts';
import { openReceiptPrinter } from '../../hardware/printer/escpos-printer.ts';
import { openOneWayPrinter } from '../../hardware/printer/one-way-printer.ts';
import { type CapabilityProfile, profileNamed, profileOfPrinter } from '../../hardware/printer/profiles/profiles.ts';
import type { PrinterKnowledge, ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import { renderEscPos } from '../../hardware/printer/render-escpos.ts';
import { renderStar } from '../../hardware/printer/star/render-star.ts';
import { drawerKick as starDrawerKick } from '../../hardware/printer/star/star-commands.ts';
import { openStarPrinter } from '../../hardware/printer/star/star-printer.ts';
import { starWording } from '../../hardware/printer/star/wording.ts';
import { escPosWording } from '../../hardware/printer/wording.ts';
import { type PrinterSimulator, startPrinterSimulator } from '../../hardware/simulators/printer.ts';
import { type TellFrame, told } from '../../hardware/transport/frame-log.ts';
import type { OpenTransport } from '../../hardware/transport/transport.ts';
import { type Printer, USUAL_DRAWER } from '../../shared/printers.ts';
import type { ReceiptDocument } from '../../shared/receipt.ts';
import { lineTo } from '../devices/line-to.ts';
import type { Log } from '../log.ts';

/** How it is reached, and how it is spoken to. */
export type PrinterLine = Pick<Printer, 'connection' | 'family' | 'profile' | 'oneWay' | 'widthMm' | 'codePage' | 'drawer'>;

export interface ConnectedPrinter {
  printer: ReceiptPrinter;
  /** The model that its papers are laid out for; null: the usual one. Known when the printer has said who it is. */
  readonly profile: CapabilityProfile | null;
  /** The paper's bytes, for what is known of the printer now. */
  layOut(document: ReceiptDocument): Promise<Uint8Array>;
  simulator: PrinterSimulator | null;
  close(): Promise<void>;
}

const NOTHING_KNOWN: PrinterKnowledge = { identity: null, confirms: null, drawer: null };

/** A shop without a printer. The spooler sends it nothing. */
export const NO_PRINTER: ReceiptPrinter = {
  condition: 'none',
  onCondition: () => () => undefined,
  known: NOTHING_KNOWN,
  onKnown: () => () => undefined,
  print: () => Promise.resolve({ status: 'not_sent', reason: 'none' }),
  drawerAfterKick: () => Promise.resolve(null),
  goOn: () => undefined,
  close: () => Promise.resolve(),
};

export async function connectPrinter(
  line: PrinterLine,
  { tell, nowMs, log }: { tell: TellFrame; nowMs: () => number; log: Log },
): Promise<ConnectedPrinter> {
  const { connection, widthMm, codePage } = line;
  // On the paper a question mark stands for each.
  const onMissing = (characters: string[]) =>
    log.warn('printer.no_font_for', { characters: characters.map((character) => `U+${character.codePointAt(0)?.toString(16)}`).join(' ') });
  // Printers say by XOFF that they have no room.
  const { openTransport, simulator } = await lineTo(connection, () => startPrinterSimulator({ family: line.family, widthMm, codePage, nowMs }), {
    prints: true,
  });
  const printer = openDriver(line, { openTransport: told(openTransport, line.family === 'star' ? starWording : escPosWording, tell), nowMs, log });
  return {
    printer,
    get profile() {
      return profileOf(line, printer);
    },
    layOut: (document) =>
      line.family === 'star'
        ? renderStar(document, widthMm)
        : renderEscPos(document, { widthMm, codePage, model: profileOf(line, printer) }, { onMissing }),
    simulator,
    async close() {
      await printer.close();
      await simulator?.close();
    },
  };
}

function openDriver({ family, oneWay, drawer }: PrinterLine, parts: { openTransport: OpenTransport; nowMs: () => number; log: Log }): ReceiptPrinter {
  const isStar = family === 'star';
  if (oneWay) return openOneWayPrinter({ ...parts, drawer, kick: (isStar ? starDrawerKick : drawerKick)(drawer ?? USUAL_DRAWER) });
  return isStar ? openStarPrinter({ ...parts, drawer }) : openReceiptPrinter({ ...parts, drawer });
}

function profileOf({ profile, family }: PrinterLine, { known }: ReceiptPrinter): CapabilityProfile | null {
  const chosen = profile === 'auto' ? known.identity && profileOfPrinter(known.identity) : profileNamed(profile);
  return chosen?.family === family ? chosen : null;
}
