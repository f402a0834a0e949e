// Who works here and may do what, who signs in where, and who let whose action pass.
import { z } from 'zod';
import { RIGHTS, type Role } from '../../../shared/rights.ts';
import { SCREENS } from '../../../shared/state.ts';
import { int, names } from './fact-parts.ts';

export const roleSchema = z.object({
  id: z.string(),
  names,
  rights: z.array(z.enum(RIGHTS)),
  limits: z.object({ discountPpm: int }),
}) satisfies z.ZodType<Role>;
const ofCall = {
  refusalId: z.string(),
  screen: z.enum(SCREENS),
  /** `sale.cancel` */
  call: z.string(),
  right: z.enum(RIGHTS),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
};

export const STAFF_FACTS = {
  role_put: roleSchema.extend({ active: z.boolean() }),
  staff_put: z.object({ id: z.string(), name: z.string(), role: z.string(), active: z.boolean() }),
  /** By the entry's person, null for the till itself. What pays out is sealed under the PIN: `lost` where it does not open any more. */
  pin_set: z.object({ staffId: z.string(), name: z.string(), spending: z.enum(['none', 'kept', 'lost']) }),
  signed_in: z.object({ screen: z.string() }),
  /** `rest`: the screen locked itself. `switch`: somebody else took their place. `not_here`: they may not sign in any more. */
  signed_out: z.object({ screen: z.string(), reason: z.enum(['left', 'rest', 'switch', 'not_here']) }),
  /** A wrong PIN: at which screen somebody signed in with it, or what else it was to open. */
  pin_refused: z.object({ staffId: z.string(), at: z.enum([...SCREENS, 'spending', 'approval', 'pin_change']), wrongCount: int }),
  /** A call that needs a right whose maker (the entry's) has not. */
  refused: z.object({ name: z.string(), ...ofCall }),
  /** Somebody who has it (the entry's) let it pass, once. */
  approved: z.object({ name: z.string(), forStaffId: z.string(), forName: z.string(), ...ofCall }),
} as const;
