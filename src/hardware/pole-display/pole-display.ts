// A display of two lines of twenty columns on a pole.
import type { DeviceCondition } from '../../shared/devices.ts';
import type { DeviceDriver } from '../keep-connected.ts';

export interface PoleLine {
  left: string;
  /** Stays whole where both do not fit: it is the amount. */
  right: string;
}

export interface PoleDisplay extends DeviceDriver<DeviceCondition> {
  /** Shows these lines from now on, also when the display comes back; never waits for it. The newest wins. */
  show(lines: readonly [PoleLine, PoleLine]): void;
}
