// What is due of the sale in hand, if it can be paid at this moment: what goods that come back can be put to. Zero where nothing is.
import { liveLightningTender } from '../../../shared/tender.ts';
import { useTill } from '../till.ts';

export function useDueInHand(): number {
  return useTill(({ checkout: { sale } }) => {
    const payable = (sale.status === 'open' || sale.status === 'tendering') && sale.lines.length > 0 && !liveLightningTender(sale.tenders);
    return payable ? Math.max(0, sale.dueMinor) : 0;
  });
}
