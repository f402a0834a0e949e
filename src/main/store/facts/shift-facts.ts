// The drawer and the day's end: what was counted, put in and taken out, and where one shift ends and the next begins.
// A shift is opened by its first fact that moves money or opens the drawer (shift-writer.ts): nothing has to open it.
import { z } from 'zod';
import { CASH_MOVEMENTS, cashSchema, pileSchema } from '../../../shared/shift.ts';
import { carriedSchema, reportedShopSchema, shiftReportSchema } from '../../../shared/z-report.ts';
import { int } from './fact-parts.ts';

export const SHIFT_FACTS = {
  /** What is in the drawer as the shift begins; `expected` is what the closing before left in it. */
  float_counted: z.object({ shiftId: int, counted: z.array(pileSchema), expected: z.array(cashSchema) }),
  /** Cash that is no sale's: on disk before the drawer opens for it. */
  cash_moved: z.object({
    movementId: z.string(),
    movementSeq: int,
    slipNumber: z.string(),
    movement: z.enum(CASH_MOVEMENTS),
    currency: z.string().nullable(),
    amountMinor: int,
    reason: z.string(),
  }),
  /** The drawer is opened, and nothing is sold. */
  drawer_opened: z.object({ openingId: z.string(), reason: z.string() }),
  /** Somebody who may see totals looked at the shift so far: whoever counts afterwards could have known what to count to. */
  x_shown: z.object({ shiftId: int }),
  /** The shift so far on paper, as it was then: it is the same paper whenever it comes out. */
  x_printed: z.object({ xId: z.string(), report: shiftReportSchema }),
  /** The drawer counted at the end; `expected` is what should have been in it then, which nobody was shown before. */
  shift_counted: z.object({ shiftId: int, countId: z.string(), counted: z.array(pileSchema), expected: z.array(cashSchema) }),
  /**
   * The shift ends with this entry; the next one has begun. `taken` went from the drawer to the safe or the bank, `left` is what
   * the next one begins with. `reason`: why the last count differs. `shop`, `day` and the names are as they are now: the Z says so,
   * whenever it can be made.
   */
  shift_cut: z.object({
    shiftId: int,
    countId: z.string(),
    reason: z.string(),
    taken: z.array(cashSchema),
    left: z.array(cashSchema),
    carriedOver: carriedSchema,
    shop: reportedShopSchema,
    day: z.string(),
    openedBy: z.string(),
    endedBy: z.string(),
  }),
  /** What the shift came to: its Z, whole, and never changed. */
  shift_closed: z.object({ report: shiftReportSchema }),
} as const;
