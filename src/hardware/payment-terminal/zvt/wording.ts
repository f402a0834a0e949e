// What goes between the till and a ZVT terminal, in the specification's words. Passwords, and all that says something of a card, are
// `··`: as hex they would be as readable as in print.
import { cardNumbersIn } from '../../../shared/card-number.ts';
import { hexOf, type WordedFrame, type Wording } from '../../transport/frame-log.ts';
import { type Apdu, createApduFramer, encodeApdu, ZvtSyntaxError } from './apdu.ts';
import { extentAt, NEVER_KEPT, TLV_CONTAINER } from './bitmaps.ts';
import { wordsOfCode, wordsOfStep } from './codes.ts';
import { COMMANDS } from './commands.ts';
import { readMessage, type TerminalRecord } from './messages.ts';
import { createBlockFramer, type SerialEvent } from './serial-blocks.ts';

const NAMES: Record<number, string> = {
  [COMMANDS.statusEnquiry]: 'Status-Enquiry',
  [COMMANDS.registration]: 'Registration',
  [COMMANDS.authorisation]: 'Authorisation',
  [COMMANDS.logOff]: 'Log-Off',
  [COMMANDS.repeatReceipt]: 'Repeat Receipt',
  [COMMANDS.reversal]: 'Reversal',
  [COMMANDS.refund]: 'Refund',
  [COMMANDS.endOfDay]: 'End-of-Day',
  [COMMANDS.diagnosis]: 'Diagnosis',
  [COMMANDS.abortRunning]: 'Abort (command)',
  [COMMANDS.setDateTimeInEcr]: 'Set Date and Time',
  [COMMANDS.statusInformation]: 'Status-Information',
  [COMMANDS.intermediateStatus]: 'Intermediate-Status',
  [COMMANDS.completion]: 'Completion',
  [COMMANDS.abort]: 'Abort',
  [COMMANDS.printLine]: 'Print Line',
  [COMMANDS.printTextBlock]: 'Print Text-Block',
  [COMMANDS.positive]: 'positive acknowledgement',
};

/** Their data begins with the password (three bytes); in the others bitmaps begin at once. */
const BEGIN_WITH_PASSWORD: ReadonlySet<number> = new Set([
  COMMANDS.statusEnquiry,
  COMMANDS.registration,
  COMMANDS.repeatReceipt,
  COMMANDS.reversal,
  COMMANDS.refund,
  COMMANDS.endOfDay,
]);
const PASSWORD_BYTES = 3;
/** What a container may hold of a card: its chip's data, its identification. Text lines are read through as text instead. */
const CONTAINERS_IN: ReadonlySet<number> = new Set([COMMANDS.statusInformation, COMMANDS.completion, COMMANDS.abort]);
/** Where bitmaps begin in what may say something of a card. */
const BITMAPS_FROM: ReadonlyMap<number, number> = new Map([
  [COMMANDS.statusInformation, 0],
  [COMMANDS.completion, 0],
  [COMMANDS.abort, 1],
  [COMMANDS.reversal, PASSWORD_BYTES],
  [COMMANDS.refund, PASSWORD_BYTES],
]);

export function zvtTcpWording(): Wording {
  return { sent: apduWording(), received: apduWording() };
}

export function zvtSerialWording(): Wording {
  return { sent: blockWording(), received: blockWording() };
}

function apduWording(): (bytes: Uint8Array) => WordedFrame[] {
  const frame = createApduFramer();
  return (bytes) => {
    try {
      return frame(bytes).map(worded);
    } catch (error) {
      if (error instanceof ZvtSyntaxError) return [{ hex: '··', words: `not ZVT (${bytes.length} bytes)` }];
      throw error;
    }
  };
}

function blockWording(): (bytes: Uint8Array) => WordedFrame[] {
  const framer = createBlockFramer();
  const wordedEvent = (event: SerialEvent): WordedFrame => {
    if (event.kind === 'block') return worded(event.apdu);
    if (event.kind === 'broken') return { hex: '··', words: 'a block that is broken' };
    return event.kind === 'ack' ? { hex: '06', words: 'ACK' } : { hex: '15', words: 'NAK' };
  };
  return (bytes) => framer.take(bytes).map(wordedEvent);
}

function worded(apdu: Apdu): WordedFrame {
  const bytes = encodeApdu(apdu);
  const masked = maskedPlaces(apdu);
  const begin = bytes.length - apdu.data.length;
  const hex = hexOf(bytes)
    .split(' ')
    .map((pair, at) => (masked.has(at - begin) ? '··' : pair))
    .join(' ');
  return { hex, words: wordsOf(apdu) };
}

/** Places in the data that nobody may read. */
function maskedPlaces({ command, data }: Apdu): Set<number> {
  const masked = new Set<number>();
  const mask = (begin: number, end: number) => {
    for (let at = begin; at < end; at += 1) masked.add(at);
  };
  for (const { index, length } of cardNumbersIn(Buffer.from(data).toString('latin1'))) mask(index, index + length);
  if (BEGIN_WITH_PASSWORD.has(command)) mask(0, Math.min(PASSWORD_BYTES, data.length));
  const from = BITMAPS_FROM.get(command);
  if (from !== undefined) maskBitmaps(command, data, from, mask);
  return masked;
}

function maskBitmaps(command: number, data: Uint8Array, from: number, mask: (begin: number, end: number) => void) {
  for (let at = from; at < data.length; ) {
    try {
      const id = data[at] ?? 0;
      const { begin, end } = extentAt(data, at);
      if (NEVER_KEPT.has(id) || (id === TLV_CONTAINER && CONTAINERS_IN.has(command))) mask(begin, end);
      at = end;
    } catch (error) {
      if (!(error instanceof ZvtSyntaxError)) throw error;
      // What cannot be told apart may be a card's.
      return mask(at, data.length);
    }
  }
}

function wordsOf(apdu: Apdu): string {
  const name = NAMES[apdu.command] ?? `command ${apdu.command.toString(16).padStart(4, '0')}`;
  try {
    const message = readMessage(apdu);
    switch (message.kind) {
      case 'refused':
        return `negative acknowledgement: ${named(message.code, wordsOfCode)}`;
      case 'intermediate':
        return `${name}: ${named(message.code, wordsOfStep)}`;
      case 'abort':
        return `${name}: ${named(message.code, wordsOfCode)}`;
      case 'status':
        return `${name}: ${wordsOfRecord(message.record)}`;
      case 'print_line':
        return `${name}: ${message.text}`;
      case 'print_block':
        return `${name}: ${message.paper}, ${message.lines.length} lines`;
      default:
        return name;
    }
  } catch (error) {
    if (error instanceof ZvtSyntaxError) return `${name} (cannot be read: ${error.message})`;
    throw error;
  }
}

function named(code: number, words: (code: number) => string): string {
  return [code.toString(16).padStart(2, '0').toUpperCase(), words(code)].filter((part) => part !== '').join(' ');
}

function wordsOfRecord({ resultCode, amountMinor, receiptNumber, traceNumber, cardName, totals }: TerminalRecord): string {
  const said = [
    resultCode !== null && `result ${named(resultCode, wordsOfCode)}`,
    amountMinor !== null && `amount ${amountMinor}`,
    receiptNumber !== '' && `receipt ${receiptNumber}`,
    traceNumber !== '' && `trace ${traceNumber}`,
    cardName,
    totals && 'totals',
  ];
  return said.filter(Boolean).join(', ');
}
