// Card readers of the settings, heard as long as they are open.
import type { DeviceOpeners } from '../devices/registry.ts';
import type { Taps } from './taps.ts';

export function heard(open: NonNullable<DeviceOpeners['card_reader']>, listen: Taps['listen']): NonNullable<DeviceOpeners['card_reader']> {
  return async (device, parts) => {
    const { driver, close } = await open(device, parts);
    const deafen = listen(driver, parts.tried);
    return {
      driver,
      async close() {
        deafen();
        await close();
      },
    };
  };
}
