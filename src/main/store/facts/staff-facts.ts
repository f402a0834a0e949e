// Who works here, and who signs in where.
import { z } from 'zod';
import { ROLES, SCREENS } from '../../../shared/state.ts';
import { int } from './fact-parts.ts';

export const STAFF_FACTS = {
  staff_put: z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES), active: z.boolean() }),
  pin_set: z.object({ staffId: z.string() }),
  signed_in: z.object({ screen: z.string() }),
  signed_out: z.object({ screen: z.string() }),
  /** A wrong PIN: at which screen somebody signed in with it, or what else it was to open. */
  pin_refused: z.object({ staffId: z.string(), at: z.enum([...SCREENS, 'spending']), wrongCount: int }),
} as const;
