// What was asked of the card terminal and what became of it. The intent is on disk before the first byte goes out; its end is what
// the terminal said, or what somebody says who looked there.
import { z } from 'zod';
import { CARD_REFUSALS, cardReceiptSchema } from '../../../shared/card-payment.ts';
import { int, lineSchema, saleBegun } from './fact-parts.ts';

const move = {
  moveId: z.string(),
  amountMinor: int,
  currency: z.string(),
  deviceId: z.string(),
  /** What the terminal had booked last just before: by it is told, later, whether this one was booked. */
  mark: z.string(),
};

const totals = { count: int, totalMinor: int };

export const CARD_FACTS = {
  /** A payment for a sale is about to be asked for. */
  card_payment_begun: saleBegun.extend({ lines: z.array(lineSchema), ...move }),
  /** Money is about to go back: of a tender before the sale ends (`tenderId`), of a refund's leg, or off the list (neither). */
  card_return_begun: z.object({
    ...move,
    kind: z.enum(['reversal', 'refund']),
    /** The payment whose money it is; null where that was not made at this terminal. */
    ofMoveId: z.string().nullable(),
    /** The terminal's number of that payment. */
    reversesReceipt: z.string(),
    saleId: z.string().nullable(),
    tenderId: z.string().nullable(),
    refundId: z.string().nullable(),
    legId: z.string().nullable(),
  }),
  /** It was asked, and its answer did not come; `restart`: the till ended in between. */
  card_move_unknown: z.object({ moveId: z.string(), saleId: z.string().nullable(), reason: z.enum(['line_lost', 'no_answer', 'restart']) }),
  /**
   * What became of it. A second one corrects what somebody said: the terminal's word, or a better look, that it was made after all.
   * `receipt` and `takenMinor` are of an approved one; `place`: what an approved payment became, a tender of its sale (the fact beside
   * this one) or money on the manager's list; null for all else.
   */
  card_move_ended: z.object({
    moveId: z.string(),
    saleId: z.string().nullable(),
    outcome: z.enum(['approved', 'declined', 'not_sent']),
    said: z.enum(['terminal', 'person']),
    takenMinor: int,
    receipt: cardReceiptSchema.nullable(),
    merchantLines: z.array(z.string()),
    place: z.enum(['tender', 'listed']).nullable(),
    reason: z.enum(CARD_REFUSALS).nullable(),
    /** The protocol's own code, and the terminal's words. */
    code: z.string(),
    text: z.string(),
  }),
  /** The sale goes on without a payment whose outcome is not known. What comes of it later is for the manager. */
  card_payment_let_go: z.object({ moveId: z.string(), saleId: z.string() }),
  /** Listed money became a tender: the fact beside this one. */
  card_money_applied: z.object({ moveId: z.string(), saleId: z.string() }),
  /** The terminal is about to be asked to end its day. */
  card_day_begun: z.object({ deviceId: z.string() }),
  /** It has not ended it, and said so. */
  card_day_refused: z.object({ deviceId: z.string() }),
  /**
   * The terminal's day was ended: its totals, beside what the till knows since the one before, and what was not known then. `unheardSeq`: its
   * totals are those since an earlier question for the end of a day whose answer was lost, and which the terminal has done (that entry).
   */
  card_day_ended: z.object({
    deviceId: z.string(),
    terminal: z.object({ ...totals, byCard: z.array(z.object({ cardName: z.string(), ...totals })) }),
    till: z.object(totals),
    differenceMinor: int,
    unheardSeq: int.nullable(),
    unknown: z.array(z.string()),
    lines: z.array(z.string()),
  }),
  /** Somebody has looked into what the day that ended with that entry differs by. */
  card_day_noted: z.object({ daySeq: int }),
} as const;
