// What a simulated card terminal has on its receipts, 40 columns wide.

import type { TerminalBooking } from './terminal-books.ts';
import { authorisationOf, TERMINAL_ID, type TerminalPaper } from './terminal-messages.ts';

const WIDTH = 40;
const centred = (text: string) => `${' '.repeat(Math.max(0, Math.floor((WIDTH - text.length) / 2)))}${text}`;
const between = (left: string, right: string) => left + right.padStart(Math.max(1, WIDTH - left.length));

const TITLES = { payment: 'Kartenzahlung', reversal: '* * * STORNO * * *', refund: 'Gutschrift' } as const;

export function papersOf(booking: TerminalBooking): TerminalPaper[] {
  const at = new Date(booking.atMs).toISOString();
  const common = [
    centred(TITLES[booking.kind]),
    centred(booking.cardName),
    '',
    between('Betrag', String(booking.amountMinor)),
    between('Terminal-ID', TERMINAL_ID),
    between('TA-Nr. / Beleg-Nr.', `${pad(booking.traceNumber, 6)} / ${pad(booking.receiptNumber, 4)}`),
    between('Karte', '############1237'),
    between('Genehmigung', authorisationOf(booking)),
    between(at.slice(0, 10), at.slice(11, 19)),
    '',
    centred('Zahlung erfolgt'),
  ];
  return [
    { kind: 'merchant', lines: [centred('H-Ä-N-D-L-E-R-B-E-L-E-G'), ...common] },
    { kind: 'customer', lines: [centred('K-U-N-D-E-N-B-E-L-E-G'), ...common, centred('Bitte Beleg aufbewahren')] },
  ];
}

export function endOfDayPaper(open: readonly TerminalBooking[]): TerminalPaper {
  return { kind: 'other', lines: [centred('KASSENSCHNITT'), between('Terminal-ID', TERMINAL_ID), between('Buchungen', String(open.length))] };
}

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
