// Calls about several open sales on one till: put aside, taken in hand again, and lines that go from one to another.
import { z } from 'zod';
import { MOST_PARTS } from '../parking.ts';
import { atRegister, id, nothing, quantity, text } from './access.ts';

const reason = z.string().trim().min(1).max(120);

export const parkingContract = {
  /**
   * Puts the sale in hand aside, under a name or the next free number. A code that nobody has begun to pay is closed first; a
   * payment under way goes with its sale. INVOICE_CLOSED when it was paid in that very moment.
   */
  park: atRegister('sell')
    .input(z.object({ saleId: id, label: text(40).default('') }))
    .output(nothing),
  /**
   * Takes a parked sale in hand; the one in hand (`handSaleId`, as it was seen) is put aside first. Another's needs the right to
   * take it over. SALE_CHANGED when it is not parked any more, or another one is in hand.
   */
  recall: atRegister('sell', 'take_over')
    .input(z.object({ saleId: id, handSaleId: id }))
    .output(nothing),
  /**
   * Lines of the sale in hand, or a part of each (`of`: the quantity as it was seen). To a new sale (null), which is in hand
   * then, and the rest is put aside; or to a parked one. SALE_HAS_PAYMENT where money was taken or asked for.
   */
  moveLines: atRegister('sell', 'take_over')
    .input(
      z.object({
        saleId: id,
        lines: z
          .array(z.object({ lineId: id, quantity, of: quantity }))
          .min(1)
          .max(1000),
        toSaleId: id.nullable(),
      }),
    )
    .output(nothing),
  /** All of a parked sale is added to the one in hand, and there is one sale then. */
  merge: atRegister('sell', 'take_over')
    .input(z.object({ saleId: id, fromSaleId: id }))
    .output(nothing),
  /** Of a parked sale for which no money was taken. */
  cancel: atRegister('sell', 'take_over')
    .input(z.object({ saleId: id, reason }))
    .output(nothing),
  /** A slip of a parked sale with its lines, which is no receipt. */
  print: atRegister('sell')
    .input(z.object({ saleId: id }))
    .output(nothing),
  /** The sale in hand is to be paid in so many equal parts, what cannot be divided by the first ones; null: as it comes. */
  divide: atRegister('sell', 'take_over')
    .input(z.object({ saleId: id, parts: z.int().min(2).max(MOST_PARTS).nullable() }))
    .output(nothing),
};
