// Sales put aside and taken up again, and lines that go from one to another before any of them is paid.
import { z } from 'zod';
import { evenlySchema, int, lineSchema, saleBegun } from './fact-parts.ts';

const wholeSale = saleBegun.extend({ lines: z.array(lineSchema) });
const handedOver = z.object({ saleId: z.string(), label: z.string(), openedAtMs: int, totalMinor: int, fromStaffId: z.string().nullable() });

export const PARKING_FACTS = {
  /** `recall`: for another one; `sign_in`: somebody else begins at the register. Its tenders are facts of their own. */
  sale_parked: wholeSale.extend({
    why: z.enum(['cashier', 'recall', 'sign_in']),
    paidMinor: int,
    evenly: evenlySchema.nullable(),
    /** The payment that is under way for it: its code stays open. */
    awaits: z
      .object({
        tenderId: z.string(),
        paymentHash: z.string(),
        seenOnChain: z
          .object({ status: z.enum(['seen', 'replaced']), outpoint: z.string(), amountSat: int, confirmations: int, neededConfirmations: int })
          .nullable(),
      })
      .nullable(),
  }),
  /** It is the entry's person's from here on. */
  sale_recalled: handedOver,
  /** The sale in hand goes to the entry's person, who goes on with it. */
  sale_taken_over: handedOver,
  /** What it comes to so far, on paper: no receipt. */
  slip_printed: z.object({ saleId: z.string(), label: z.string(), totalMinor: int, printJobId: z.string() }),
  /** Both sales as they are after it, whole; without lines the one that they came from is no more. */
  lines_moved: z.object({
    why: z.enum(['split', 'move', 'merge']),
    moved: z.array(lineSchema),
    from: wholeSale,
    to: wholeSale,
    /** Which of the two is in hand after it; the other is parked. */
    inHand: z.string(),
  }),
} as const;
