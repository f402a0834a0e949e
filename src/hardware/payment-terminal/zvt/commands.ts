// The commands of the till to the terminal (PA00P015, chapter 2), as far as a shop's till has use for them.
import type { Apdu } from './apdu.ts';
import { encodeBcd } from './bcd.ts';
import { encodeBitmap, TLV_CONTAINER } from './bitmaps.ts';
import { encodeTlv } from './tlv.ts';

/** Of both directions, by their names in the specification. */
export const COMMANDS = {
  statusEnquiry: 0x0501,
  registration: 0x0600,
  authorisation: 0x0601,
  logOff: 0x0602,
  repeatReceipt: 0x0620,
  reversal: 0x0630,
  refund: 0x0631,
  endOfDay: 0x0650,
  diagnosis: 0x0670,
  abortRunning: 0x06b0,
  setDateTimeInEcr: 0x0401,
  statusInformation: 0x040f,
  intermediateStatus: 0x04ff,
  completion: 0x060f,
  abort: 0x061e,
  printLine: 0x06d1,
  printTextBlock: 0x06d3,
  positive: 0x8000,
} as const;

/** 84 xx: what was sent is refused; 84 00 is another way of saying yes. */
export const REFUSED_CLASS = 0x8400;
/** 84 83: function not possible. */
const NOT_POSSIBLE = 0x8483;

export const POSITIVE: Apdu = { command: COMMANDS.positive, data: new Uint8Array() };
export const REFUSE_UNKNOWN: Apdu = { command: NOT_POSSIBLE, data: new Uint8Array() };

/** Six digits; what terminals leave the factory with. */
export const DEFAULT_PASSWORD = '000000';

/**
 * The till prints all receipts (02, 04), is told what the terminal waits for (08), and is the only one who begins a payment (10) or
 * sees to it (20); receipts come as text blocks (80).
 */
const CONFIGURATION = 0xbe;
/** The service menu stays where it is. */
const SERVICE = 0x00;

/** Tags of chapter 9: 12 columns of the till's printer, 26 commands it takes, 0A one of them. */
const REGISTRATION_TLV = [
  [0x12, Uint8Array.of(40)],
  [0x26, [[0x0a, Uint8Array.of(0x06, 0xd3)]]],
] as const;

export interface AmountIn {
  amountMinor: number;
  /** ISO 4217. */
  currencyNumber: number;
}

const command = (code: number, ...parts: Uint8Array[]): Apdu => ({ command: code, data: Buffer.concat(parts) });
const amountOf = ({ amountMinor, currencyNumber }: AmountIn) => [
  encodeBitmap(0x04, encodeBcd(amountMinor, 6)),
  encodeBitmap(0x49, encodeBcd(currencyNumber, 2)),
];

export function registration(password: string, currencyNumber: number): Apdu {
  return command(
    COMMANDS.registration,
    encodeBcd(password, 3),
    Uint8Array.of(CONFIGURATION),
    encodeBcd(currencyNumber, 2),
    encodeBitmap(0x03, Uint8Array.of(SERVICE)),
    encodeBitmap(TLV_CONTAINER, encodeTlv(REGISTRATION_TLV)),
  );
}

export const authorisation = (amount: AmountIn): Apdu => command(COMMANDS.authorisation, ...amountOf(amount));

/** Whole: with an amount some terminals take it for a part of one. */
export const reversal = (password: string, receiptNumber: string): Apdu =>
  command(COMMANDS.reversal, encodeBcd(password, 3), encodeBitmap(0x87, encodeBcd(receiptNumber, 2)));

export const refund = (password: string, amount: AmountIn): Apdu => command(COMMANDS.refund, encodeBcd(password, 3), ...amountOf(amount));
export const endOfDay = (password: string): Apdu => command(COMMANDS.endOfDay, encodeBcd(password, 3));
export const repeatReceipt = (password: string): Apdu => command(COMMANDS.repeatReceipt, encodeBcd(password, 3));
export const statusEnquiry = (password: string): Apdu => command(COMMANDS.statusEnquiry, encodeBcd(password, 3));
export const ABORT_RUNNING: Apdu = { command: COMMANDS.abortRunning, data: new Uint8Array() };
export const LOG_OFF: Apdu = { command: COMMANDS.logOff, data: new Uint8Array() };
