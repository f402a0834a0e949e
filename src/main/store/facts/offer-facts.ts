// What the shop offers beside its articles: modifiers to choose, promotions that begin and end.
import { z } from 'zod';
import { modifierGroupSchema, promotionSchema } from '../../../shared/contract/offers.ts';

export const OFFER_FACTS = {
  /** All groups, in the order in which they are asked. What was rung up keeps its modifiers. */
  modifier_groups_put: z.object({ groups: z.array(modifierGroupSchema) }),
  promotion_made: z.object({ promotion: promotionSchema }),
  /** No line gets it from here on; those that have it keep it. */
  promotion_ended: z.object({ promotionId: z.string(), names: z.record(z.string(), z.string()) }),
} as const;
