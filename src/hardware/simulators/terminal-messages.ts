// What a simulated ZVT terminal says (PA00P015, chapter 3), written down byte by byte.
import type { Apdu } from '../payment-terminal/zvt/apdu.ts';
import { encodeBcd } from '../payment-terminal/zvt/bcd.ts';
import { encodeBitmap, TLV_CONTAINER } from '../payment-terminal/zvt/bitmaps.ts';
import { COMMANDS } from '../payment-terminal/zvt/commands.ts';
import { encodeTlv, type TlvToSend } from '../payment-terminal/zvt/tlv.ts';
import { encodeText } from '../payment-terminal/zvt/zvt-text.ts';
import type { TerminalBooking } from './terminal-books.ts';

export const TERMINAL_ID = '52000123';
/** A test card's number, masked as terminals mask it (E): the till has to drop it all the same. */
const MASKED_CARD = Uint8Array.from(Buffer.from('673009eeeeee1237', 'hex'));
const CHARACTER_SET_UTF8 = 0xfe;

const CARD_TYPES: Record<string, number> = { girocard: 5, Mastercard: 6, 'American Express': 8, VISA: 10, Diners: 12, JCB: 14 };
const GROUPS = ['girocard', 'JCB', 'Mastercard', 'American Express', 'VISA', 'Diners'] as const;

export const apdu = (command: number, ...parts: Uint8Array[]): Apdu => ({ command, data: Buffer.concat(parts) });
export const byte = (value: number): Uint8Array => Uint8Array.of(value);

export const positive = (): Apdu => apdu(COMMANDS.positive);
export const refusal = (code: number): Apdu => apdu(0x8400 + code);
export const abortBecause = (code: number): Apdu => apdu(COMMANDS.abort, byte(code));
export const completion = (...parts: Uint8Array[]): Apdu => apdu(COMMANDS.completion, ...parts);

export function intermediate(code: number, text: string, utf8 = false): Apdu {
  const container = encodeTlv([...characterSet(utf8), [0x24, [[0x07, encodeText(text, utf8 ? 'utf8' : 'cp437')]]]]);
  return apdu(COMMANDS.intermediateStatus, byte(code), byte(0), encodeBitmap(TLV_CONTAINER, container));
}

/** Which one its texts are in, where it is not code page 437. */
function characterSet(utf8: boolean): TlvToSend[] {
  return utf8 ? [[0x14, byte(CHARACTER_SET_UTF8)]] : [];
}

const clock = (atMs: number) => {
  const at = new Date(atMs).toISOString();
  return { time: at.slice(11, 19).replaceAll(':', ''), date: at.slice(5, 10).replace('-', '') };
};

/** Of a booking, also when it is repeated. */
export function bookedStatus(booking: TerminalBooking): Apdu {
  const { time, date } = clock(booking.atMs);
  return apdu(
    COMMANDS.statusInformation,
    encodeBitmap(0x27, byte(0)),
    encodeBitmap(0x04, encodeBcd(booking.amountMinor, 6)),
    encodeBitmap(0x49, encodeBcd(booking.currencyNumber, 2)),
    encodeBitmap(0x0b, encodeBcd(booking.traceNumber, 3)),
    encodeBitmap(0x0c, encodeBcd(time, 3)),
    encodeBitmap(0x0d, encodeBcd(date, 2)),
    encodeBitmap(0x0e, encodeBcd(2912, 2)),
    encodeBitmap(0x17, encodeBcd(1, 2)),
    encodeBitmap(0x19, byte(0x40)),
    encodeBitmap(0x22, MASKED_CARD),
    encodeBitmap(0x29, encodeBcd(TERMINAL_ID, 4)),
    encodeBitmap(0x2a, encodeText('100764992'.padEnd(15))),
    ...(booking.reversesTrace === null ? [] : [encodeBitmap(0x37, encodeBcd(booking.reversesTrace, 3))]),
    encodeBitmap(0x3b, encodeText(authorisationOf(booking).padEnd(8, '\0'))),
    encodeBitmap(0x87, encodeBcd(booking.receiptNumber, 2)),
    encodeBitmap(0x8a, byte(CARD_TYPES[booking.cardName] ?? 2)),
    encodeBitmap(0x8b, encodeText(`${booking.cardName}\0`)),
    encodeBitmap(TLV_CONTAINER, encodeTlv([[0x1f10, byte(2)]])),
  );
}

export const authorisationOf = ({ traceNumber }: TerminalBooking): string => String((traceNumber * 7919) % 1_000_000).padStart(6, '0');

export function declinedStatus(code: number, amountMinor: number, traceNumber: number, text: string): Apdu {
  return apdu(
    COMMANDS.statusInformation,
    encodeBitmap(0x27, byte(code)),
    encodeBitmap(0x04, encodeBcd(amountMinor, 6)),
    encodeBitmap(0x0b, encodeBcd(traceNumber, 3)),
    ...(text === '' ? [] : [encodeBitmap(0x3c, encodeText(text))]),
  );
}

export function totalsStatus(open: readonly TerminalBooking[]): Apdu {
  const sumOf = (bookings: readonly TerminalBooking[]) =>
    bookings.reduce((sum, { kind, amountMinor }) => sum + (kind === 'payment' ? amountMinor : -amountMinor), 0);
  const group = (bookings: readonly TerminalBooking[]) =>
    Buffer.concat([byte(Math.min(255, bookings.length)), encodeBcd(Math.max(0, sumOf(bookings)), 6)]);
  const others = open.filter(({ cardName }) => !GROUPS.some((name) => name === cardName));
  const groups = GROUPS.map((name) => open.filter(({ cardName }) => cardName === name));
  const totals = Buffer.concat([
    encodeBcd(open[0]?.receiptNumber ?? 0, 2),
    encodeBcd(open.at(-1)?.receiptNumber ?? 0, 2),
    ...[...groups, others].map(group),
  ]);
  return apdu(
    COMMANDS.statusInformation,
    encodeBitmap(0x27, byte(0)),
    encodeBitmap(0x04, encodeBcd(Math.max(0, sumOf(open)), 6)),
    encodeBitmap(0x60, totals),
  );
}

export type TerminalPaperKind = 'merchant' | 'customer' | 'other';
const PAPER_TYPES: Record<TerminalPaperKind, number> = { merchant: 1, customer: 2, other: 3 };

export interface TerminalPaper {
  kind: TerminalPaperKind;
  lines: string[];
}

/** 06 D3, one for each paper. */
export function textBlock({ kind, lines }: TerminalPaper, utf8: boolean): Apdu {
  const text = (line: string) => encodeText(line, utf8 ? 'utf8' : 'cp437');
  const container = encodeTlv([
    [0x1f07, byte(PAPER_TYPES[kind])],
    ...characterSet(utf8),
    [0x25, [...lines.map((line) => [0x07, text(line)] as const), [0x09, byte(1)]]],
  ]);
  return apdu(COMMANDS.printTextBlock, encodeBitmap(TLV_CONTAINER, container));
}

/** 06 D1, one for each line; the last says that it is. */
export function textLines({ lines }: TerminalPaper): Apdu[] {
  return lines.map((line, at) => apdu(COMMANDS.printLine, byte(at === lines.length - 1 ? 0x80 : 0), encodeText(line)));
}
