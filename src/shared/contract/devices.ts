// Calls about devices: looking for them, trying them out, and what goes over their lines. They are set up by `shop.change`.
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { TriedCard, TriedScan, TriedTerminal } from '../device-trial.ts';
import type { LoggedFrame } from '../devices.ts';
import { addressesIn, type FoundHere, type FoundOnNetwork } from '../discovery.ts';
import type { PrinterModel } from '../printers.ts';
import type { Weighing } from '../weighing.ts';
import { atTill, id, nothing } from './access.ts';

const ofDevice = z.object({ deviceId: id });
/** A text that `addressesIn` understands. */
const addresses = z
  .string()
  .max(500)
  .refine((text) => addressesIn(text).ok);

export const devicesContract = {
  /** What went over the line of a device or a printer last, the oldest first. NOT_FOUND. */
  frames: atTill('settings').input(ofDevice).output(type<LoggedFrame[]>()),
  /** The next code that the scanner reads, which no sale gets; null when none came within TRIAL_WAITS_MS. NOT_FOUND. */
  testScanner: atTill('settings').input(ofDevice).output(type<TriedScan | null>()),
  /** The next card that is held to the reader, of which nobody is asked for money; null as above. NOT_FOUND. */
  testCardReader: atTill('settings').input(ofDevice).output(type<TriedCard | null>()),
  /** What lies on the scale. NOT_FOUND. */
  testScale: atTill('settings').input(ofDevice).output(type<Weighing>()),
  /** Shows the shop's name on the pole display, until the next sale changes it. NOT_FOUND. */
  testPoleDisplay: atTill('settings').input(ofDevice).output(nothing),
  /** Registers the till at the card terminal anew. Nothing is paid. NOT_FOUND. */
  testTerminal: atTill('settings').input(ofDevice).output(type<TriedTerminal>()),
  /** The cashier password of a card terminal, sealed; it is never told again. NOT_FOUND, SECRETS_CLOSED. */
  setTerminalPassword: atTill('settings')
    .input(ofDevice.extend({ password: z.string().regex(/^\d{6}$/) }))
    .output(nothing),
  /** The models whose capabilities are known, for a printer that does not say which it is. */
  printerModels: atTill('settings').output(type<PrinterModel[]>()),
  /** What is plugged into this machine. */
  find: atTill('settings').output(type<FoundHere>()),
  /** Printers that say that they are there, and those of the addresses that take bytes. It takes a few seconds; with 256 addresses half a minute. */
  findPrinters: atTill('settings').input(z.object({ addresses })).output(type<FoundOnNetwork>()),
};
