// Scales of the settings, opened; and weighing at the register, by the one that the till has.

import type { Scale } from '../../hardware/scale/scale.ts';
import { openToledoScale } from '../../hardware/scale/toledo-scale.ts';
import { toledoWording } from '../../hardware/scale/wording.ts';
import { type ScaleSimulator, startScaleSimulator } from '../../hardware/simulators/scale.ts';
import { told } from '../../hardware/transport/frame-log.ts';
import type { DeviceOf } from '../../shared/devices.ts';
import type { Weighing } from '../../shared/weighing.ts';
import { lineTo } from './line-to.ts';
import type { Devices, OpenedDevice, OpeningParts } from './registry.ts';

/** `onSimulator`: a simulated scale is there, for whoever puts something on it; called with null when it is gone. */
export function scaleOpener(onSimulator: (simulator: ScaleSimulator | null) => void) {
  return async ({ connection }: DeviceOf<'scale'>, { tell, log }: OpeningParts): Promise<OpenedDevice<Scale>> => {
    const { openTransport, simulator } = await lineTo(connection, startScaleSimulator);
    const driver = openToledoScale({ openTransport: told(openTransport, toledoWording, tell), log });
    if (simulator) onSimulator(simulator);
    return {
      driver,
      async close() {
        if (simulator) onSimulator(null);
        await driver.close();
        await simulator?.close();
      },
    };
  };
}

export interface AtScale {
  weigh(): Promise<Weighing>;
  /** Takes what lies on it for tare, or forgets the tare that it has; false where the scale does not. */
  tare(): Promise<boolean>;
  zero(): Promise<boolean>;
}

export function createAtScale(devices: Pick<Devices, 'driver'>): AtScale {
  const scale = () => devices.driver('scale');
  return {
    weigh: async () => (await scale()?.weigh()) ?? { ok: false, trouble: 'no_scale' },
    tare: async () => (await scale()?.tare()) ?? false,
    zero: async () => (await scale()?.zero()) ?? false,
  };
}
