// The simulators that run because the settings name simulated devices: for whoever, in practice, is the person at the far end.
import type { ScaleSimulator } from '../../hardware/simulators/scale.ts';

/** Null while there is none. */
export interface SimulatedDevices {
  scale: ScaleSimulator | null;
}

export function noSimulatedDevices(): SimulatedDevices {
  return { scale: null };
}
