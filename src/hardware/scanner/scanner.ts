// A scanner on a line of its own, which says whole codes; scanners that type like a keyboard are the screen's.
import type { DeviceCondition } from '../../shared/devices.ts';
import type { DeviceDriver } from '../keep-connected.ts';

export interface Scanner extends DeviceDriver<DeviceCondition> {
  /** Each code once, as it is on the paper: without prefix, suffix, line end and AIM identifier. Returns its disposer. */
  onScan(listener: (code: string) => void): () => void;
}
