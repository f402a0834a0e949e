// A display of two lines of twenty columns on a pole.
import type { DeviceCondition } from '../../shared/devices.ts';
import type { DeviceDriver } from '../keep-connected.ts';

export interface PoleLine {
  left: string;
  /** Stays whole where both do not fit: it is the amount. */
  right: string;
}

export type PoleLines = readonly [PoleLine, PoleLine];

export interface PoleDisplay extends DeviceDriver<DeviceCondition> {
  /** Whether it has a glyph for each character. */
  covers(text: string): boolean;
  /** Shows these lines from now on, also when the display comes back; never waits for it. The newest wins. */
  show(lines: PoleLines): void;
}
