// How each kind of device of the settings is opened, and what becomes of what it says.
import type { DeviceOpeners } from './registry.ts';
import { scaleOpener } from './scales.ts';
import type { SimulatedDevices } from './simulated.ts';

export interface OpenersParts {
  simulated: SimulatedDevices;
}

export function deviceOpeners({ simulated }: OpenersParts): DeviceOpeners {
  return {
    scale: scaleOpener((simulator) => {
      simulated.scale = simulator;
    }),
  };
}
