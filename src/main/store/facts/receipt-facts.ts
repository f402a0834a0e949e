// Papers: copies that were asked for, and what a person said became of one. Receipts by e-mail: that one was taken by the mail server, and
// a person's answer for one that was not.
import { z } from 'zod';
import { PRINT_KINDS } from '../../../shared/papers.ts';
import { int } from './fact-parts.ts';

/** Which paper, and what it is called. */
const paper = z.object({ kind: z.enum(PRINT_KINDS), subjectId: z.string(), title: z.string() });

/** Which mail, and of which receipt. The address is in no fact. */
const mail = z.object({ mailId: z.string(), saleId: z.string(), receiptNumber: z.string() });

export const RECEIPT_FACTS = {
  paper_copied: paper.extend({ copyNumber: int, printJobId: z.string() }),
  /** Sent to another printer than it waited for. */
  print_moved: paper.extend({ printJobId: z.string(), printer: z.object({ id: z.string(), name: z.string() }) }),
  print_answered: paper.extend({ printJobId: z.string(), answer: z.enum(['printed', 'again', 'not_wanted']) }),
  /** `addressHash`: of the address, under a key of the shop's, so that it can be said whether it went to one that somebody names; null where there is no key. */
  receipt_mailed: mail.extend({ addressHash: z.string().nullable() }),
  receipt_mail_answered: mail.extend({ answer: z.enum(['again', 'other_address', 'given_up']) }),
} as const;
