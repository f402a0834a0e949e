// What the till makes of how a command ended and of what was heard on the way there.
import { missingCase } from '../../../shared/errors.ts';
import type { DeclineReason, TerminalOutcome, TerminalPayment, TerminalProgress } from '../payment-terminal.ts';
import { APPROVED, BUSY, declineReason, stepOf, wordsOfCode } from './codes.ts';
import { isSameBooking, markOf } from './last-booking.ts';
import type { TerminalMessage, TerminalRecord } from './messages.ts';
import { createPaperTray, type Papers } from './papers.ts';
import type { CommandEnd } from './zvt-session.ts';

export interface Heard extends Papers {
  /** Of the last status information. */
  record: TerminalRecord | null;
}

export const UNKNOWN = {
  lost: { status: 'unknown', reason: 'line_lost' },
  silent: { status: 'unknown', reason: 'no_answer' },
} as const satisfies Record<string, TerminalOutcome>;

export function declined(reason: DeclineReason, code: string, text: string, customerLines: string[] = []): TerminalOutcome {
  return { status: 'declined', reason, code, text, customerLines };
}

/** Listens to a command that runs. */
export function hearing(onProgress: (progress: TerminalProgress) => void): { take(message: TerminalMessage): void; heard(): Heard } {
  const tray = createPaperTray();
  let record: TerminalRecord | null = null;
  let printing = false;
  return {
    take(message) {
      tray.take(message);
      if (message.kind === 'intermediate') onProgress({ step: stepOf(message.code), text: message.text });
      if (message.kind === 'status') record = message.record;
      if (printing || (message.kind !== 'print_line' && message.kind !== 'print_block')) return;
      printing = true;
      onProgress({ step: 'printing', text: '' });
    },
    heard: () => ({ record, ...tray.papers() }),
  };
}

/** `ask`: the terminal did not say it in a way that can be relied on, and is there to be asked. */
export function outcomeOf(end: CommandEnd, heard: Heard, payment: TerminalPayment): TerminalOutcome | 'ask' {
  const { record, customerLines } = heard;
  switch (end.status) {
    case 'completed':
      if (!record || record.resultCode === null) return 'ask';
      // The booking before it, told again: what was repeated on the line, and meant another command.
      if (isSameBooking(markOf({ record }), payment.mark)) return 'ask';
      return record.resultCode === APPROVED ? approved(record, heard, payment) : declinedBy(record.resultCode, record, customerLines);
    case 'aborted':
      // The result of the authorisation system says more than that it was aborted for it.
      return declinedBy(record?.resultCode || end.code, record, customerLines);
    case 'refused':
      // A terminal that asks for patience may go on by itself.
      return end.code === BUSY ? 'ask' : declinedBy(end.code, record, customerLines);
    case 'silent':
      return UNKNOWN.silent;
    case 'lost':
      return UNKNOWN.lost;
    default:
      return missingCase(end);
  }
}

function approved(record: TerminalRecord, { customerLines, merchantLines }: Heard, payment: TerminalPayment): TerminalOutcome {
  const { amountMinor, receiptNumber, traceNumber, terminalId, authorisationCode, cardName, signatureNeeded } = record;
  return {
    status: 'approved',
    receipt: {
      amountMinor: amountMinor ?? payment.amountMinor,
      receiptNumber,
      traceNumber,
      terminalId,
      authorisationCode,
      cardName,
      customerLines,
      merchantLines,
      signatureNeeded,
    },
  };
}

function declinedBy(code: number, record: TerminalRecord | null, customerLines: string[]): TerminalOutcome {
  const hex = code.toString(16).padStart(2, '0').toUpperCase();
  const reason = declineReason(code);
  // A reason that has a name is told in the words of whoever reads it.
  return declined(reason, hex, record?.additionalText || (reason === 'other' ? wordsOfCode(code) : ''), customerLines);
}
