// Receipts by e-mail: through which server a shop sends, what is an address that can be written to, and what screens are shown of
// the mails that have not gone out. Pure.
import { z } from 'zod';

export const MAIL_SECURITIES = ['tls', 'starttls'] as const;

/** RFC 5321 */
const MAX_ADDRESS = 254;

/** What is wrong with what was typed, for words. */
export type AddressTrouble = 'empty' | 'no_at' | 'two_ats' | 'spaces' | 'nobody' | 'no_place' | 'letters';

/** Null where it can be written to. Printable ASCII alone: what is in a header or a command of the mail server can be nothing else. */
export function addressTrouble(typed: string): AddressTrouble | null {
  const address = typed.trim();
  if (address === '') return 'empty';
  if (/\s/.test(address)) return 'spaces';
  const [local = '', domain, ...others] = address.split('@');
  if (domain === undefined) return 'no_at';
  if (others.length > 0) return 'two_ats';
  if (local === '') return 'nobody';
  if (!domain.includes('.') || domain.startsWith('.') || domain.endsWith('.') || domain.includes('..')) return 'no_place';
  if (!/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/.test(local) || /^\.|\.$|\.\./.test(local)) return 'letters';
  const labels = domain.split('.');
  if (!labels.every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label))) return 'letters';
  return address.length > MAX_ADDRESS || /^\d+$/.test(labels.at(-1) ?? '') ? 'letters' : null;
}

export const mailAddress = z
  .string()
  .trim()
  .max(MAX_ADDRESS)
  .refine((address) => addressTrouble(address) === null);

export const mailSettingsSchema = z.object({
  host: z
    .string()
    .trim()
    .max(253)
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/),
  port: z.int().min(1).max(65_535),
  /** Nothing is ever sent in the clear. */
  security: z.enum(MAIL_SECURITIES),
  /** The shop's own address: in practice every mail goes there. */
  sender: mailAddress,
  /** Empty where the server asks for no password. */
  user: z
    .string()
    .trim()
    .max(254)
    .regex(/^[\x20-\x7e]*$/),
  /** When addresses of customers are removed, counted from when the mail was done with. */
  keepDays: z.int().min(1).max(365),
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;

/** What a mail server, or the way to it, has against a mail. */
export const MAIL_TROUBLES = [
  'unreachable', // nobody answers there
  'certificate', // it does not show that it is the one
  'no_tls', // it does not speak TLS as it was set
  'login', // user or password are wrong
  'password_missing', // none is kept for this server and user, or it cannot be opened
  'busy', // it asks to come back later
  'sender', // it does not send for the shop's address
  'recipient', // it does not take mail for this address
  'refused', // it does not take this mail
  'too_long', // it has asked to come back later for days
  'lost', // the connection ended before it said whether it took the mail
  'restarted', // the till ended before the server said so
  'fault', // the receipt could not be laid out
] as const;
export type MailTrouble = (typeof MAIL_TROUBLES)[number];

/**
 * `queued`: goes out by itself. `sending`: the server is being told it. `sent`: it took the mail. `stuck`: it will not go by itself.
 * `unknown`: whether the server took it cannot be known. A person answers both. `given_up`: a person did.
 */
export type MailJobStatus = 'queued' | 'sending' | 'sent' | 'stuck' | 'unknown' | 'given_up';

export interface MailJobView {
  id: string;
  saleId: string;
  receiptNumber: string;
  status: MailJobStatus;
  reason: MailTrouble | null;
  queuedAtMs: number;
}

export interface MailState {
  /** The shop's own address; null where no server is set up, and nothing is offered. */
  sender: string | null;
  /** To go out by themselves. */
  waitingCount: number;
  /** Why none goes out now. */
  trouble: MailTrouble | null;
  /** `stuck` and `unknown`. */
  askCount: number;
  /** Newest first, at most 10; without addresses. */
  recent: MailJobView[];
}

/** For who looks after them: with the address, as long as it is kept, and the server's own words. */
export interface AskedMail extends MailJobView {
  address: string | null;
  answer: string;
}

export interface UnsentMailState {
  /** `stuck` and `unknown`, oldest first, at most 50. */
  jobs: AskedMail[];
  /** What the server said to the till last, while none goes out. */
  answer: string;
}
