// The papers of a sale: its receipt, and the receipts of its refunds.
import { TillError } from '../../shared/errors.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { PaperMaker } from './paper-makers.ts';
import { receiptDocument } from './receipt-document.ts';
import { refundDocument } from './refund-document.ts';

export interface SalePapersParts {
  sales: SaleStore;
  refunds: RefundStore;
  shop: () => ShopSettings;
  staffName: (staffId: string | null) => string;
}

export function createSalePapers({ sales, refunds, shop, staffName }: SalePapersParts): Record<'receipt' | 'refund', PaperMaker> {
  const completed = (saleId: string) => {
    const stored = sales.sale(saleId);
    if (stored?.sale.status !== 'completed') throw new TillError('NOT_FOUND');
    return stored;
  };
  return {
    receipt: {
      document(saleId, copyNumber) {
        const { sale, staffId } = completed(saleId);
        return receiptDocument({ sale, shop: shop(), staffName: staffName(staffId), copyNumber });
      },
      opensDrawer: sales.takesCash,
    },
    refund: {
      document(refundId, copyNumber) {
        const refund = refunds.refund(refundId);
        if (!refund?.receiptNumber) throw new TillError('NOT_FOUND');
        return refundDocument({ refund, shop: shop(), staffName: staffName(refund.staffId), copyNumber });
      },
      opensDrawer: refunds.givesCash,
    },
  };
}
