// Calls about what the shop offers beside its articles: modifiers and promotions.
import { z } from 'zod';
import { MAX_AMOUNT_MINOR } from '../money.ts';
import { amountMinor, atTill, day, id, nothing, text } from './access.ts';

const names = z.record(z.string().regex(/^[a-z]{2}$/), text(60).min(1)).refine((of) => Object.keys(of).length > 0);
const priceMinor = z.int().min(0).max(MAX_AMOUNT_MINOR);

export const modifierGroupSchema = z.object({
  id,
  names,
  many: z.boolean(),
  modifiers: z.array(z.object({ id, names, priceMinor })).min(1).max(30),
});

/** As a person edits it. Null ids are new ones. */
const modifierGroupInputSchema = modifierGroupSchema.extend({
  id: id.nullable(),
  modifiers: z
    .array(z.object({ id: id.nullable(), names, priceMinor }))
    .min(1)
    .max(30),
});
export type ModifierGroupInput = z.infer<typeof modifierGroupInputSchema>;

const minute = z.int().min(0).max(1440);
const ids = z.array(id).min(1).max(200);
const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('category'), id }),
  z.object({ kind: z.literal('article'), id }),
]);

export const promotionInputSchema = z.object({
  names,
  rule: z.discriminatedUnion('kind', [
    z
      .object({ kind: z.literal('n_for_m'), targets: z.array(target).min(1).max(200), count: z.int().min(2).max(100), pay: z.int().min(0).max(99) })
      .refine(({ count, pay }) => pay < count),
    z
      .object({
        kind: z.literal('bundle'),
        parts: z
          .array(z.object({ articleIds: ids, quantity: z.int().min(1).max(100) }))
          .min(1)
          .max(10),
        priceMinor,
      })
      // A piece that could be of either part would make the outcome hang on the order of the parts.
      .refine(({ parts }) => new Set(parts.flatMap(({ articleIds }) => articleIds)).size === parts.flatMap(({ articleIds }) => articleIds).length),
    z.object({
      kind: z.literal('threshold'),
      fromMinor: amountMinor,
      off: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('percent'), ppm: z.int().min(1).max(1_000_000) }),
        z.object({ kind: z.literal('amount'), amountMinor }),
      ]),
    }),
  ]),
  validity: z
    .object({
      fromDay: day.nullable(),
      untilDay: day.nullable(),
      weekdays: z.array(z.int().min(1).max(7)).max(7),
      fromMinute: minute,
      untilMinute: minute,
    })
    .refine(({ fromDay, untilDay }) => fromDay === null || untilDay === null || fromDay <= untilDay),
});
export type PromotionInput = z.infer<typeof promotionInputSchema>;

/** As it stands in its fact; what ended it is another one. */
export const promotionSchema = promotionInputSchema.extend({ id });

const offers = atTill('manage_articles');

export const offersContract = {
  /** Never changed: whoever wants another one ends it. NOT_FOUND when an article or category is not there. */
  makePromotion: offers.input(promotionInputSchema).output(nothing),
  /** ALREADY_DONE when it has ended. */
  endPromotion: offers.input(z.object({ promotionId: id })).output(nothing),
  /** All groups in their order; those left out are offered no more. Ids are the caller's for what is there, and null for what is new. */
  putModifierGroups: offers.input(z.object({ groups: z.array(modifierGroupInputSchema).max(50) })).output(nothing),
};
