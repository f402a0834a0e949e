// Calls about the bitcoin rate: a manager's own, for when the exchanges cannot be asked or do not agree.
import { z } from 'zod';
import { MAX_MINOR_PER_BTC } from '../money.ts';
import { atTill, nothing } from './access.ts';

export const ratesContract = {
  /** Instead of any other rate for an hour. RATE_UNLIKELY when it is far from the last one known. */
  setByHand: atTill('settings')
    .input(z.object({ minorPerBtc: z.int().min(1).max(MAX_MINOR_PER_BTC) }))
    .output(nothing),
  /** ALREADY_DONE when none stands. */
  clearByHand: atTill('settings').output(nothing),
};
