// A scale that is asked for the weight on it.
import type { DeviceCondition } from '../../shared/devices.ts';
import type { DeviceDriver } from '../keep-connected.ts';

/** Why there is no weight to sell by. `moving`: it has not come to rest. `no_answer`: the line, or a broken frame. */
export type WeighingTrouble = 'moving' | 'below_zero' | 'too_heavy' | 'nothing' | 'no_answer' | 'fault';

export type Weighing = { ok: true; netGrams: number; tareGrams: number } | { ok: false; trouble: WeighingTrouble };

export interface Scale extends DeviceDriver<DeviceCondition> {
  /** Asks once, and answers within two seconds whatever happens. */
  weigh(): Promise<Weighing>;
  /** Takes what lies on it for tare, or forgets it; false where the protocol or the scale has no such command. */
  tare(): Promise<boolean>;
  /** Sets it to zero; false where it has no such command, or something heavy lies on it. */
  zero(): Promise<boolean>;
}
