// Whether what a terminal calls its last booking is the payment whose outcome is not known. It can be asked for that one only (06 20),
// and knows nothing of the till's own numbers: what tells a booking from the one before is that the terminal counts them.
import type { TerminalPayment, TerminalTask } from '../payment-terminal.ts';
import { APPROVED } from './codes.ts';
import type { TerminalRecord } from './messages.ts';

/** It does not say what it booked last. */
export const NO_MARK = '';
/** It says that there is nothing to repeat: it is new, or the last it did was an end of day. */
const NOTHING_BOOKED = 'none';

/** What it answers when it is asked to repeat its last receipt; null when it refuses. */
export type LastBooking = { record: TerminalRecord | null } | null;

/** The numbers by which one booking is told from another, and the terminal that counts them, where it says which it is. */
export function markOf(last: LastBooking): string {
  if (!last) return NO_MARK;
  if (!last.record) return NOTHING_BOOKED;
  const { receiptNumber, traceNumber, terminalId } = last.record;
  if (receiptNumber === '' && traceNumber === '') return NO_MARK;
  return terminalId === '' ? `${receiptNumber}/${traceNumber}` : `${receiptNumber}/${traceNumber}${AT}${terminalId}`;
}

const AT = '@';
const numbersOf = (mark: string) => mark.split(AT)[0];
const terminalOf = (mark: string) => mark.split(AT)[1];

/** Whether both have the same numbers. */
export function isSameBooking(mark: string, other: string): boolean {
  return numbersOf(mark) === numbersOf(other);
}

/** Whether the terminal had booked that by the time of the mark: who takes it back now takes nothing back of what was asked for since. */
function isUpTo(mark: string, traceNumber: string): boolean {
  const trace = numbersOf(mark)?.split('/')[1] ?? '';
  return trace.length === traceNumber.length && traceNumber <= trace;
}

/** The terminal was replaced by another one, at the same address. */
function isOtherTerminal(mark: string, other: string): boolean {
  const [one, two] = [terminalOf(mark), terminalOf(other)];
  return one !== undefined && two !== undefined && one !== two;
}

/**
 * `undecided`: a person has to look. What else could be booked in between (at the terminal, by hand) the till has ruled out: it takes
 * the right to begin payments (registration), and asks for the mark again when it is not fresh.
 */
export type Judgement = 'made' | 'not_made' | 'refused' | 'undecided';

/** Of a terminal that is at rest: while it is still at the payment, its last booking is the one before. */
export function judge({ amountMinor, mark }: TerminalPayment, task: TerminalTask, last: LastBooking): Judgement {
  const lastMark = markOf(last);
  // Nothing is no proof of nothing: some terminals never have anything to repeat.
  if (!last?.record || lastMark === NO_MARK || mark === NO_MARK) return 'undecided';
  if (isOtherTerminal(mark, lastMark)) return 'undecided';
  if (isSameBooking(mark, lastMark)) return 'not_made';
  const { resultCode, reversedTraceNumber, totals } = last.record;
  // A day was ended since: what is behind that cannot be asked for.
  if (totals !== null) return 'undecided';
  // Had ours been booked, it would be the last.
  if (resultCode !== null && resultCode !== APPROVED) return 'refused';
  // Another amount is another's, or ours with a tip, or before it.
  if (last.record.amountMinor !== amountMinor) return 'undecided';
  // Booked, and taken back by the terminal itself because the till did not answer (chapter 2.2.7).
  if (task !== 'reversal' && reversedTraceNumber !== '') return isUpTo(mark, reversedTraceNumber) ? 'undecided' : 'not_made';
  return 'made';
}
