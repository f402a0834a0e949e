// Calls about what a shop hands to its accountant. A file is made whole on the till's disk first, and then fetched piece by piece.
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { chartSchema, type ExportNews, type ExportsState, type ExportWish, POSTINGS_BY } from '../accounting.ts';
import { type DayRange, rangeTrouble } from '../day-range.ts';
import { atTill, day, id, nothing } from './access.ts';

const days = z.object({ from: day, to: day });
/** Days that there are, the first before the last, and no more than anybody keeps books for at once. */
const isRange = (range: DayRange) => rangeTrouble(range, LAST_DAY) === null;
const LAST_DAY = '2199-12-31';

const wish = z
  .discriminatedUnion('kind', [
    days.extend({ kind: z.enum(['payments', 'cash_register']) }),
    days.extend({ kind: z.literal('postings'), by: z.enum(POSTINGS_BY) }),
    z.object({ kind: z.literal('journal'), days: days.nullable() }),
  ])
  .refine((asked) => (asked.kind === 'journal' ? asked.days === null || isRange(asked.days) : isRange(asked))) satisfies z.ZodType<ExportWish>;

export const accountingContract = {
  state: atTill('export').output(type<ExportsState>()),
  /** Tells how far it is, and then of the file. One after the other; SECRETS_CLOSED where the journal cannot be signed. */
  make: atTill('export').input(wish).output(eventIterator(type<ExportNews>())),
  /** A piece of a file that was made, by its place; NOT_FOUND once it is gone. */
  read: atTill('export')
    .input(z.object({ fileId: id, piece: z.int().min(0).max(1_000_000) }))
    .output(type<{ base64: string; last: boolean }>()),
  /** The accounts that postings name from now on. */
  putChart: atTill('export').input(chartSchema).output(nothing),
};
