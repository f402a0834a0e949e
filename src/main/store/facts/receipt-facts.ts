// Papers: copies that were asked for, and what a person said became of one.
import { z } from 'zod';
import { PRINT_KINDS } from '../../../shared/papers.ts';
import { int } from './fact-parts.ts';

/** Which paper, and what it is called. */
const paper = z.object({ kind: z.enum(PRINT_KINDS), subjectId: z.string(), title: z.string() });

export const RECEIPT_FACTS = {
  paper_copied: paper.extend({ copyNumber: int, printJobId: z.string() }),
  /** Sent to another printer than it waited for. */
  print_moved: paper.extend({ printJobId: z.string(), printer: z.object({ id: z.string(), name: z.string() }) }),
  print_answered: paper.extend({ printJobId: z.string(), answer: z.enum(['printed', 'again', 'not_wanted']) }),
} as const;
