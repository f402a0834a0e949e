// Calls about the kitchen and the bar.
import { z } from 'zod';
import { atRegister, id, nothing } from './access.ts';

export const kitchenContract = {
  /** Tells the kitchen what it does not know yet of an open or parked sale, and what was taken off again. ALREADY_DONE when it knows all. */
  send: atRegister('sell')
    .input(z.object({ saleId: id }))
    .output(nothing),
};
