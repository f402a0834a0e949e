// How each kind of device of the settings is opened, and what becomes of what it says.
import type { DeviceOpeners } from './registry.ts';

export function deviceOpeners(): DeviceOpeners {
  return {};
}
