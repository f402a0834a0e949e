// Calls that change a sale after it was rung up: its lines, what is taken off, where it is eaten, its tax, a tip.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { MAX_GRAMS } from '../line-item.ts';
import { MAX_AMOUNT_MINOR } from '../money.ts';
import type { ModifierGroup } from '../offers.ts';
import { DININGS } from '../selling.ts';
import { amountMinor, atRegister, forAnyone, id, nothing, text } from './access.ts';

const reason = text(60).min(1);
const discount = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), ppm: z.int().min(1).max(1_000_000), reason }),
  z.object({ kind: z.literal('amount'), amountMinor, reason }),
]);

export const saleChangesContract = {
  /**
   * What is left out stays. NOT_ALLOWED with the right that is missing: `discount` over the role's limit, `price_change`. NOT_FOUND
   * for a modifier that cannot be chosen with it.
   */
  changeLine: atRegister('sell', 'take_over', 'discount', 'price_change')
    .input(
      z.object({
        lineId: id,
        /** Pieces up to 9999, or grams. */
        quantity: z.int().min(1).max(MAX_GRAMS).optional(),
        note: text(200).optional(),
        modifierIds: z.array(id).max(100).optional(),
        priceMinor: z.int().min(0).max(MAX_AMOUNT_MINOR).optional(),
        discount: discount.nullable().optional(),
      }),
    )
    .output(nothing),
  removeLine: atRegister('sell', 'take_over', 'discount')
    .input(z.object({ lineId: id }))
    .output(nothing),
  /** What can be chosen with a line. */
  modifierGroups: atRegister('sell')
    .input(z.object({ lineId: id }))
    .output(type<ModifierGroup[]>()),
  /** Off the whole sale; null: nothing. */
  discount: atRegister('sell', 'take_over', 'discount')
    .input(z.object({ saleId: id, discount: discount.nullable() }))
    .output(nothing),
  /** `reason` null: it bears its tax again. */
  exempt: atRegister('sell', 'take_over', 'discount', 'price_change')
    .input(z.object({ saleId: id, reason: reason.nullable() }))
    .output(nothing),
  eat: atRegister('sell', 'take_over', 'discount')
    .input(z.object({ saleId: id, dining: z.enum(DININGS) }))
    .output(nothing),
  /** Asks the customer for a tip, where the shop does so, and answers when they have. */
  askTip: atRegister('sell', 'take_over')
    .input(z.object({ saleId: id }))
    .output(nothing),
  /** Whoever asked turned to something else; they are asked again with the next code. */
  stopAskingTip: atRegister('sell')
    .input(z.object({ saleId: id }))
    .output(nothing),
  /** From the customer's screen while they are asked, from the cashier's at any time before a code is shown or money is taken. */
  tip: forAnyone(['cashier', 'customer'], 'take_over')
    .input(z.object({ saleId: id, tipMinor: z.int().min(0).max(MAX_AMOUNT_MINOR) }))
    .output(nothing),
  /** Ends a sale of which nothing is to be paid, since all of it was taken off. */
  completeFree: atRegister('sell', 'take_over')
    .input(z.object({ saleId: id }))
    .output(nothing),
};
