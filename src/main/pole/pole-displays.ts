// Pole displays of the settings, opened; each follows the sale in hand.
import { openPoleDisplay } from '../../hardware/pole-display/line-pole-display.ts';
import type { PoleDisplay } from '../../hardware/pole-display/pole-display.ts';
import { poleWording } from '../../hardware/pole-display/wording.ts';
import { startPoleSimulator } from '../../hardware/simulators/pole-display.ts';
import { told } from '../../hardware/transport/frame-log.ts';
import type { DeviceOf } from '../../shared/devices.ts';
import type { CheckoutState } from '../../shared/state.ts';
import { lineTo } from '../devices/line-to.ts';
import type { OpenedDevice, OpeningParts } from '../devices/registry.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { poleLinesOf } from './pole-lines.ts';

export interface PoleDisplaysParts {
  /** Calls now and at each change of the sale in hand. Returns its disposer. */
  followSale: (listener: (checkout: CheckoutState) => void) => () => void;
  shop: () => ShopSettings;
}

export function poleDisplayOpener({ followSale, shop }: PoleDisplaysParts) {
  return async ({ connection, commands, codePage }: DeviceOf<'pole_display'>, { tell, log }: OpeningParts): Promise<OpenedDevice<PoleDisplay>> => {
    const { openTransport, simulator } = await lineTo(connection, startPoleSimulator);
    const driver = openPoleDisplay({ openTransport: told(openTransport, poleWording(codePage), tell), commands, codePage, log });
    let newest: CheckoutState | null = null;
    const show = () => {
      const { name, currency, languages } = shop();
      if (newest) driver.show(poleLinesOf(newest, { shopName: name, currency, language: languages.customer, covers: driver.covers }));
      newest = null;
    };
    const leave = followSale((checkout) => {
      // In the next turn, and once for all that happens in this one: the screens come first.
      if (newest === null) setImmediate(show);
      newest = checkout;
    });
    return {
      driver,
      async close() {
        leave();
        await driver.close();
        await simulator?.close();
      },
    };
  };
}
