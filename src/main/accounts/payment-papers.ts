// The papers of payments on accounts.
import { TillError } from '../../shared/errors.ts';
import type { PaperMaker } from '../receipts/paper-makers.ts';
import type { AccountStore } from '../store/account-store.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { paymentDocument } from './payment-document.ts';

export interface PaymentPapersParts {
  store: AccountStore;
  shop: () => ShopSettings;
  staffName: (staffId: string | null) => string;
}

export function createPaymentPapers({ store, shop, staffName }: PaymentPapersParts): PaperMaker {
  return {
    document(paymentId, copyNumber) {
      const payment = store.payment(paymentId);
      if (!payment) throw new TillError('NOT_FOUND');
      return paymentDocument({ payment, shop: shop(), staffName: staffName(payment.staffId), copyNumber });
    },
    opensDrawer: (paymentId) => store.payment(paymentId)?.way === 'cash',
  };
}
