// What a code over all that is due has to expect, for whoever shows it.
import { type LightningOutlook, lightningOutlook } from '../stage.ts';
import { useTill } from '../till.ts';

export function useLightningOutlook(): LightningOutlook {
  return useTill(({ lightning, checkout, shop }) => lightningOutlook(lightning, checkout.sale.dueMinor, shop.lightning.onChain.enabled));
}
