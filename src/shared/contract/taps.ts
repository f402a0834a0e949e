// Cards that are held to the reader. What becomes of a tap, the slice `taps` says; who a card is, goes with the scans.
import { z } from 'zod';
import { atRegister, id, nothing } from './access.ts';

export const tapsContract = {
  /**
   * What is due is shown, and Lightning taken: until the call is aborted or the sale is another one, a card that pays is asked to.
   * A code that is shown can be paid by one in any case. SALE_CHANGED.
   */
  offer: atRegister('sell', 'take_over')
    .input(z.object({ saleId: id }))
    .output(nothing),
  /** What was said of the last tap has been read. */
  dismiss: atRegister('signed_in')
    .input(z.object({ newsId: z.int().min(1) }))
    .output(nothing),
};
