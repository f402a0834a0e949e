// Whether anything was sold or went back in a range: what is compared with nothing has no difference worth a word. Pure.
import type { RangeFigures } from '../../../shared/range-report.ts';

export function happened({ saleCount, cancelledSaleCount, refunds }: RangeFigures): boolean {
  return saleCount > 0 || cancelledSaleCount > 0 || refunds.refundCount > 0;
}
