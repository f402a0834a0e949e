// The papers of vouchers, and when their codes are forgotten: once the paper is done with and the sale is off the screen.
import { TillError } from '../../shared/errors.ts';
import type { PaperMaker } from '../receipts/paper-makers.ts';
import type { PrintedCodes } from '../secrets/printed-codes.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { PrintJobStore } from '../store/print-jobs.ts';
import type { VoucherStore } from '../store/voucher-store.ts';
import { voucherDocument } from './voucher-document.ts';

/** More papers than that never wait. */
const MOST_UNDONE = 10_000;

export interface VoucherPapersParts {
  store: VoucherStore;
  codes: PrintedCodes;
  jobs: Pick<PrintJobStore, 'undone'>;
  /** The sale that is on the screen. */
  saleInHand: () => string;
  shop: () => ShopSettings;
}

export interface VoucherPapers {
  maker: PaperMaker;
  /** To be called when a paper may be done with. */
  forgetPrinted(): void;
}

export function createVoucherPapers({ store, codes, jobs, saleInHand, shop }: VoucherPapersParts): VoucherPapers {
  return {
    maker: {
      document(voucherId, copyNumber) {
        const voucher = store.find(voucherId);
        if (!voucher) throw new TillError('NOT_FOUND');
        return voucherDocument({ voucher, code: codes.read(voucherId), shop: shop(), copyNumber });
      },
    },
    forgetPrinted() {
      const kept = codes.kept();
      if (kept.length === 0) return;
      const waiting = new Set(jobs.undone(MOST_UNDONE).flatMap(({ kind, subjectId }) => (kind === 'voucher' ? [subjectId] : [])));
      for (const voucherId of kept) {
        const origin = store.find(voucherId)?.origin;
        const onScreen = origin?.kind === 'sale' && origin.saleId === saleInHand();
        if (!waiting.has(voucherId) && !onScreen) codes.forget(voucherId);
      }
    },
  };
}
