// The receipt that a customer takes along on a phone: as a code on the screen, which is a link to this till or the receipt's text
// itself. What a shop decides about it, and what screens are shown of it.
import { z } from 'zod';

/** `text`: the receipt in few words, read by any phone without a network. `link`: to the whole receipt, served by this till. */
export const RECEIPT_CODES = ['none', 'text', 'link'] as const;

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

export const digitalReceiptSettingsSchema = z.object({
  code: z.enum(RECEIPT_CODES),
  link: z.object({
    /** One of this machine's own, in the shop's network; empty until one is chosen. */
    address: z.string().max(15).regex(IPV4).or(z.literal('')),
    port: z.int().min(1024).max(65_535),
    /** How long a receipt can be opened, from the day it was made. */
    days: z.int().min(1).max(365),
  }),
});
export type DigitalReceiptSettings = z.infer<typeof digitalReceiptSettingsSchema>;

export const FIRST_DIGITAL_RECEIPT_SETTINGS: DigitalReceiptSettings = { code: 'text', link: { address: '', port: 8421, days: 14 } };

/** Why no receipt can be opened over the shop's network, although the shop wants it. */
export type LinkTrouble = 'no_address' | 'port_taken' | 'address_gone' | 'not_allowed' | 'secrets_closed' | 'fault';

export type LinkState =
  | { status: 'off' }
  | { status: 'serving'; address: string; port: number }
  | { status: 'failed'; reason: LinkTrouble; address: string; port: number };

export interface DigitalReceiptsState {
  link: LinkState;
}

/** A code that a customer scans. */
export interface ReceiptCode {
  saleId: string;
  receiptNumber: string;
  kind: 'text' | 'link';
  data: string;
  /** How many lines of the sale a text has no room for: they are one line of it, with their sum. */
  leftOut: number;
}

/** What the customer's screen shows, while `whileSaleId` is the sale in hand: the one just paid, or another that is shown again. */
export interface ReceiptCodeState {
  shown: (ReceiptCode & { whileSaleId: string }) | null;
}

/** An address of this machine; `thisMachineOnly` is for trying it out. */
export interface MachineAddress {
  address: string;
  name: string;
  thisMachineOnly: boolean;
}
