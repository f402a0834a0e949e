// What a terminal says to the till (PA00P015, chapter 3), read once, here: a card's number is not in what comes out.
import { type Apdu, ZvtSyntaxError } from './apdu.ts';
import { decodeBcd, decodeBcdDigits } from './bcd.ts';
import { type Bitmap, bitmapOf, containerOf, parseBitmaps } from './bitmaps.ts';
import { withoutCardNumbers } from './card-numbers.ts';
import { COMMANDS, REFUSED_CLASS } from './commands.ts';
import { findTlv, type Tlv } from './tlv.ts';
import { characterSetOf, decodeText } from './zvt-text.ts';

/** What a status information says of a booking. Empty, or null, is what it did not say. */
export interface TerminalRecord {
  resultCode: number | null;
  amountMinor: number | null;
  receiptNumber: string;
  traceNumber: string;
  /** Of what it takes back: then it is a reversal. */
  reversedTraceNumber: string;
  terminalId: string;
  authorisationCode: string;
  cardName: string;
  additionalText: string;
  signatureNeeded: boolean;
  /** Bitmap 60 of an end of day. */
  totals: Uint8Array | null;
}

export type PaperKind = 'merchant' | 'customer' | 'other';

export type TerminalMessage =
  | { kind: 'positive' }
  /** 84 xx. */
  | { kind: 'refused'; code: number }
  | { kind: 'intermediate'; code: number; text: string }
  | { kind: 'status'; record: TerminalRecord }
  /** A line; `last` of its paper. Which paper it is, its text says. */
  | { kind: 'print_line'; text: string; last: boolean }
  | { kind: 'print_block'; paper: PaperKind; lines: string[] }
  /** `data` as it came: what it is depends on what was asked. */
  | { kind: 'completion'; data: Uint8Array }
  | { kind: 'abort'; code: number }
  | { kind: 'other'; command: number };

/** Throws ZvtSyntaxError. */
export function readMessage({ command, data }: Apdu): TerminalMessage {
  switch (command) {
    case COMMANDS.positive:
    case REFUSED_CLASS:
      return { kind: 'positive' };
    case COMMANDS.intermediateStatus:
      return { kind: 'intermediate', code: byteOf(data), text: textOfIntermediate(data) };
    case COMMANDS.statusInformation:
      return { kind: 'status', record: readRecord(data) };
    case COMMANDS.printLine:
      return readLine(data);
    case COMMANDS.printTextBlock:
      return readBlock(containerOf(parseBitmaps(data).bitmaps));
    case COMMANDS.completion:
      return { kind: 'completion', data };
    case COMMANDS.abort:
      return { kind: 'abort', code: byteOf(data) };
    default:
      return (command & 0xff00) === REFUSED_CLASS ? { kind: 'refused', code: command & 0xff } : { kind: 'other', command };
  }
}

function byteOf(data: Uint8Array): number {
  const [code] = data;
  if (code === undefined) throw new ZvtSyntaxError('a message without its code');
  return code;
}

/** 04 FF: the code, a time-out, and a container with what the terminal's display says (24 with lines 07). */
function textOfIntermediate(data: Uint8Array): string {
  const at = data.indexOf(0x06, 1);
  if (at < 1 || at > 2) return '';
  try {
    const container = containerOf(parseBitmaps(data, at).bitmaps);
    return linesOf(findTlv(container, 0x24), container).join('\n');
  } catch (error) {
    // The code says enough, and the payment is what counts.
    if (error instanceof ZvtSyntaxError) return '';
    throw error;
  }
}

const digitsOf = (bitmaps: readonly Bitmap[], id: number) => decodeBcdDigits(bitmapOf(bitmaps, id) ?? new Uint8Array()) ?? '';
const numberOf = (bitmaps: readonly Bitmap[], id: number) => decodeBcd(bitmapOf(bitmaps, id) ?? new Uint8Array());

/** Tag 1F10, how the cardholder proved who he is: by a signature, alone or beside a PIN. */
const BY_SIGNATURE: ReadonlySet<number | undefined> = new Set([0x01, 0x05, 0x06, 0x07]);

/** What names a card where its name is not sent: bitmap 8A (list of card types), those that shops see. */
const CARD_TYPES: Record<number, string> = {
  2: 'ec-Karte',
  5: 'girocard',
  6: 'Mastercard',
  8: 'American Express',
  10: 'VISA',
  11: 'VISA Electron',
  12: 'Diners',
  13: 'V PAY',
  14: 'JCB',
  46: 'Maestro',
};

/** What comes behind a maker's own bitmap is not read; where that takes the result away, it throws a ZvtSyntaxError. */
function readRecord(data: Uint8Array): TerminalRecord {
  const { bitmaps, unread } = parseBitmaps(data);
  if (unread !== null && !bitmapOf(bitmaps, 0x27)) throw new ZvtSyntaxError(unread);
  const container = readableContainer(bitmaps);
  const characterSet = characterSetOf(container);
  const textOf = (id: number) => withoutCardNumbers(decodeText(bitmapOf(bitmaps, id) ?? new Uint8Array(), characterSet).trim());
  const longTrace = findTlv(container, 0x1f2b)[0]?.value;
  return {
    resultCode: bitmapOf(bitmaps, 0x27)?.[0] ?? null,
    amountMinor: numberOf(bitmaps, 0x04),
    receiptNumber: digitsOf(bitmaps, 0x87),
    traceNumber: (longTrace && decodeBcdDigits(longTrace)) || digitsOf(bitmaps, 0x0b),
    reversedTraceNumber: digitsOf(bitmaps, 0x37).replace(/^0+$/, ''),
    terminalId: digitsOf(bitmaps, 0x29),
    authorisationCode: textOf(0x3b),
    cardName: textOf(0x8b) || (CARD_TYPES[bitmapOf(bitmaps, 0x8a)?.[0] ?? 0] ?? ''),
    additionalText: textOf(0x3c),
    signatureNeeded: BY_SIGNATURE.has(findTlv(container, 0x1f10)[0]?.value[0]),
    totals: bitmapOf(bitmaps, 0x60) ?? null,
  };
}

/** A container that cannot be read takes away what it says, and not the amount and the result beside it. */
function readableContainer(bitmaps: readonly Bitmap[]): Tlv[] {
  try {
    return containerOf(bitmaps);
  } catch (error) {
    if (error instanceof ZvtSyntaxError) return [];
    throw error;
  }
}

const LAST_LINE = 0x80;
/** 06 D1: FF feeds paper, as many lines as the next byte says. */
const FEED = 0xff;

function readLine(data: Uint8Array): TerminalMessage {
  const [attribute = 0] = data;
  const text = attribute === FEED ? '' : withoutCardNumbers(decodeText(data.subarray(1)).trimEnd());
  return { kind: 'print_line', text, last: attribute !== FEED && (attribute & LAST_LINE) !== 0 };
}

/** Tag 1F07: what paper it is. Tag 25: what is on it, lines 07. */
const PAPERS: Record<number, PaperKind> = { 1: 'merchant', 2: 'customer', 3: 'other' };

function readBlock(container: readonly Tlv[]): TerminalMessage {
  const [type = 3] = findTlv(container, 0x1f07)[0]?.value ?? [];
  return { kind: 'print_block', paper: PAPERS[type] ?? 'other', lines: linesOf(findTlv(container, 0x25), container) };
}

function linesOf(blocks: readonly Tlv[], container: readonly Tlv[]): string[] {
  const characterSet = characterSetOf(container);
  return findTlv(
    blocks.flatMap(({ children }) => children),
    0x07,
  ).map(({ value }) => withoutCardNumbers(decodeText(value, characterSet).trimEnd()));
}

/** The completion of a status enquiry (chapter 2.55): maybe the software's name (LLL), then one byte. Null where it has none. */
export function terminalStatusOf(data: Uint8Array): number | null {
  const isLength = data.length >= 3 && data.subarray(0, 3).every((byte) => byte >= 0xf0 && byte <= 0xf9);
  if (!isLength) return data[0] ?? null;
  const [hundreds = 0, tens = 0, ones = 0] = data;
  return data[3 + (hundreds & 0x0f) * 100 + (tens & 0x0f) * 10 + (ones & 0x0f)] ?? null;
}
