// Who works here and may do what, who signs in where, and who let whose action pass.
import { z } from 'zod';
import { RIGHTS, type Role } from '../../../shared/rights.ts';
import { BADGE_KINDS, CODE_TROUBLES } from '../../../shared/staff.ts';
import { SCREENS } from '../../../shared/state.ts';
import { int, names } from './fact-parts.ts';

export const roleSchema = z.object({
  id: z.string(),
  names,
  rights: z.array(z.enum(RIGHTS)),
  limits: z.object({ discountPpm: int }),
  badgeSuffices: z.boolean(),
}) satisfies z.ZodType<Role>;
const ofCall = {
  refusalId: z.string(),
  screen: z.enum(SCREENS),
  /** `sale.cancel` */
  call: z.string(),
  right: z.enum(RIGHTS),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
};

const person = { staffId: z.string(), name: z.string() };
/** The screen that somebody signed in at, or what else a code was for. */
const codeUse = z.enum([...SCREENS, 'approval', 'again']);

export const STAFF_FACTS = {
  role_put: roleSchema.extend({ active: z.boolean() }),
  staff_put: z.object({ id: z.string(), name: z.string(), role: z.string(), active: z.boolean() }),
  /** By the entry's person, null for the till itself. What pays out is sealed under the PIN: `lost` where it does not open any more. */
  pin_set: z.object({ staffId: z.string(), name: z.string(), spending: z.enum(['none', 'kept', 'lost']) }),
  /** With the PIN, with a badge, or with both. */
  signed_in: z.object({ screen: z.string(), badgeId: z.string().optional() }),
  /** `rest`: the screen locked itself. `switch`: somebody else took their place. `not_here`: they may not sign in any more. */
  signed_out: z.object({ screen: z.string(), reason: z.enum(['left', 'rest', 'switch', 'not_here']) }),
  /** A wrong PIN: at which screen somebody signed in with it, or what else it was to open. */
  pin_refused: z.object({ staffId: z.string(), at: z.enum([...SCREENS, 'spending', 'approval', 'pin_change', 'second_factor']), wrongCount: int }),
  /** An owner asks somebody for a second factor, or does not any more. */
  second_factor_asked: z.object({ ...person, asked: z.boolean() }),
  second_factor_set: z.object({ ...person, enrolmentId: z.string(), recoveryCodes: int }),
  /** `reset`: by whoever manages them. `replaced`: by another phone. `lost`: with the PIN, by whoever has the till's files. */
  second_factor_removed: z.object({ ...person, enrolmentId: z.string(), why: z.enum(['removed', 'reset', 'replaced', 'lost']) }),
  recovery_code_used: z.object({ ...person, at: codeUse, left: int }),
  /** After a restore: which of them were used since is not known, so none counts any more. */
  recovery_codes_withdrawn: z.object({ ...person, enrolmentId: z.string() }),
  code_refused: z.object({ ...person, at: codeUse, reason: z.enum(CODE_TROUBLES), wrongCount: int }),
  /** A call that needs a right whose maker (the entry's) has not. */
  refused: z.object({ name: z.string(), ...ofCall }),
  /** Somebody who has it (the entry's) let it pass, once. */
  approved: z.object({ name: z.string(), forStaffId: z.string(), forName: z.string(), badgeId: z.string().optional(), ...ofCall }),
  /** `hash`: HMAC of its code, or of the card's id, under a key that is sealed. */
  badge_made: z.object({ badgeId: z.string(), staffId: z.string(), name: z.string(), kind: z.enum(BADGE_KINDS), hash: z.string() }),
  badge_revoked: z.object({ badgeId: z.string(), staffId: z.string(), name: z.string(), kind: z.enum(BADGE_KINDS) }),
  /** A badge that is nobody's, or was revoked: then `badgeId` says which. `wrongCount` of late, where these were too many. */
  badge_refused: z.object({ screen: z.enum(SCREENS), badgeId: z.string().nullable(), wrongCount: int.nullable() }),
} as const;
