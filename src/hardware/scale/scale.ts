// A scale that is asked for the weight on it.
import type { DeviceCondition } from '../../shared/devices.ts';
import type { Weighing } from '../../shared/weighing.ts';
import type { DeviceDriver } from '../keep-connected.ts';

export interface Scale extends DeviceDriver<DeviceCondition> {
  /** Asks once, and answers within two seconds whatever happens. Who asks meanwhile gets the same answer. */
  weigh(): Promise<Weighing>;
  /** Takes what lies on it for tare; where it has one, forgets it. False where the scale does not do so now, or never. */
  tare(): Promise<boolean>;
  /** Sets it to zero; false where it does not do so now: something lies on it, or it moves. */
  zero(): Promise<boolean>;
}
