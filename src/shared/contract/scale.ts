// Calls to the scale at the register.
import { type } from '@orpc/contract';
import type { Weighing } from '../weighing.ts';
import { atRegister } from './access.ts';

export const scaleContract = {
  /** What lies on it at this moment, or why that cannot be said. */
  weigh: atRegister('sell').output(type<Weighing>()),
  /** Takes what lies on it for tare, or forgets the tare; false where the scale does not do so now. */
  tare: atRegister('sell').output(type<boolean>()),
  zero: atRegister('sell').output(type<boolean>()),
};
