// The printer's settings while they are typed: every kind's fields are kept, so that looking at another kind loses nothing.
import { missingCase } from '../../../shared/errors.ts';
import type { PrinterCodePage, PrinterSettings } from '../../../shared/state.ts';

export interface PrinterDraft {
  kind: PrinterSettings['kind'];
  host: string;
  port: string;
  path: string;
  baudRate: string;
  widthMm: 58 | 80;
  codePage: PrinterCodePage;
}

/** The port of network receipt printers, and the usual speed of serial ones. */
const USUAL = { port: '9100', baudRate: '19200' };

export function draftOf(settings: PrinterSettings): PrinterDraft {
  const draft: PrinterDraft = { kind: settings.kind, host: '', path: '', widthMm: 80, codePage: 'cp949', ...USUAL };
  switch (settings.kind) {
    case 'none':
      return draft;
    case 'simulated':
      return { ...draft, widthMm: settings.widthMm };
    case 'tcp':
      return { ...draft, ...settings, port: String(settings.port) };
    case 'serial':
      return { ...draft, ...settings, baudRate: String(settings.baudRate) };
    default:
      return missingCase(settings);
  }
}

/** What is to be kept; null while something is missing or out of range. */
export function settingsOf({ kind, host, port, path, baudRate, widthMm, codePage }: PrinterDraft): PrinterSettings | null {
  switch (kind) {
    case 'none':
      return { kind };
    case 'simulated':
      return { kind, widthMm };
    case 'tcp': {
      const number = wholeNumber(port, 1, 65_535);
      return number === null || host.trim() === '' ? null : { kind, host: host.trim(), port: number, widthMm, codePage };
    }
    case 'serial': {
      const number = wholeNumber(baudRate, 1_200, 921_600);
      return number === null || path.trim() === '' ? null : { kind, path: path.trim(), baudRate: number, widthMm, codePage };
    }
    default:
      return missingCase(kind);
  }
}

function wholeNumber(text: string, least: number, most: number): number | null {
  if (!/^\d{1,7}$/.test(text.trim())) return null;
  const number = Number(text);
  return number >= least && number <= most ? number : null;
}

export function samePrinter(one: PrinterSettings, other: PrinterSettings): boolean {
  return JSON.stringify(settingsOf(draftOf(one))) === JSON.stringify(settingsOf(draftOf(other)));
}
