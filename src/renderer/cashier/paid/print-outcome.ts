// What became of a paper, in one word for the paid view, from the spooler's jobs and its last outcome. Pure.
import { isSamePaper, type PaperSubject } from '../../../shared/papers.ts';
import type { PrinterCondition, PrintingState, PrintJobView } from '../../../shared/state.ts';

export type PrintOutcome =
  | { kind: 'no_printer' }
  | { kind: 'printing' }
  | { kind: 'printed' }
  /** The printer never says what becomes of a paper. */
  | { kind: 'sent' }
  /** A person has said what became of it. */
  | { kind: 'answered' }
  /** Nothing was sent yet; it prints by itself when the printer is ready. */
  | { kind: 'waiting'; reason: PrintJobView['reason']; condition: PrinterCondition }
  /** A person has to say whether it came out. */
  | { kind: 'asks'; job: PrintJobView };

export function printOutcome({ jobs, recent, condition }: PrintingState, paper: PaperSubject): PrintOutcome {
  const own = jobs.filter((job) => isSamePaper(job, paper));
  const asking = own.find((job) => job.status === 'unconfirmed');
  if (asking) return { kind: 'asks', job: asking };
  if (condition === 'none') return { kind: 'no_printer' };
  const waiting = own.find((job) => job.status === 'waiting');
  if (waiting) return { kind: 'waiting', reason: waiting.reason, condition };
  if (own.length > 0) return { kind: 'printing' };
  const last = recent.find((job) => isSamePaper(job, paper));
  if (!last) return { kind: 'printing' };
  if (last.status === 'sent') return { kind: 'sent' };
  return { kind: last.status === 'settled' ? 'answered' : last.status === 'confirmed' ? 'printed' : 'printing' };
}
