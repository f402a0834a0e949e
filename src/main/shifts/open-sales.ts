// What a closing carries over of the register: sales that have begun and not ended, in hand and parked.
import type { Sale } from '../../shared/sale.ts';
import { paidMinor } from '../../shared/tender.ts';
import type { CarriedOver } from '../../shared/z-report.ts';

export interface OpenSalesParts {
  inHand: () => Sale;
  parked: () => readonly { sale: Sale }[];
  staffName: (staffId: string | null) => string;
}

export function carriedSales({ inHand, parked, staffName }: OpenSalesParts): CarriedOver['sales'] {
  const carried = ({ id, label, staffId, totals, tipMinor, tenders }: Sale, isParked: boolean) => ({
    saleId: id,
    label,
    staffName: staffName(staffId),
    totalMinor: totals.totalMinor + tipMinor,
    paidMinor: paidMinor(tenders),
    parked: isParked,
  });
  const sale = inHand();
  const begun = (sale.status === 'open' || sale.status === 'tendering') && (sale.lines.length > 0 || sale.tenders.length > 0);
  return [...(begun ? [carried(sale, false)] : []), ...parked().map(({ sale }) => carried(sale, true))];
}
