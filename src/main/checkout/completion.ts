// How a sale ends: completed with the next receipt number and its receipt queued, all within the fact that ends it.
import type { Sale } from '../../shared/sale.ts';
import { shopDay } from '../../shared/shop-day.ts';
import type { KitchenSlips } from '../kitchen/slips.ts';
import { receiptNumber } from '../receipts/receipt-number.ts';
import type { SaleBegun } from '../store/facts/fact-parts.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { FactBody } from '../store/facts.ts';
import type { Append } from '../store/journal.ts';
import type { NewPrintJob } from '../store/print-jobs.ts';
import { factOfSale } from './fact-of-sale.ts';

export interface CompletionParts {
  shop: () => ShopSettings;
  lastReceiptSeq: () => number;
  /** Queues the receipt, within the running transaction. */
  insertPrintJob: (job: NewPrintJob) => void;
  /** Issues the vouchers that the sale has sold, within the running transaction. */
  issueVouchers: (append: Append, sale: Sale, saleReceiptNumber: string, staffId: string | null) => void;
  /** Tells the kitchens what they do not know of the sale, or that nothing of it is wanted; within the running transaction. */
  kitchen: Pick<KitchenSlips, 'tell' | 'takeBack'>;
  newId: () => string;
  nowMs: () => number;
}

export interface Completion {
  /** The sale as it is when nothing is due any more; itself while something is. */
  completeWhenPaid(append: Append, sale: Sale, staffId: string | null): Sale;
  /** The sale ends without being paid. */
  cancel(append: Append, sale: Sale, said: Pick<FactBody<'sale_cancelled'>, 'reason' | 'attention'>, staffId: string | null): void;
  /** What an ended sale says of itself in the journal. */
  head(sale: Sale): SaleBegun & { day: string; hour: number; lines: Sale['lines'] };
}

export function createCompletion({ shop, lastReceiptSeq, insertPrintJob, issueVouchers, kitchen, newId, nowMs }: CompletionParts): Completion {
  const head = (sale: Sale) => ({ ...factOfSale(sale), ...shopDay(nowMs(), shop()), lines: sale.lines });
  return {
    head,
    cancel(append, sale, said, staffId) {
      kitchen.takeBack(append, sale, staffId);
      append('sale_cancelled', { ...head(sale), ...said }, staffId);
    },
    completeWhenPaid(append, sale, staffId) {
      if (sale.dueMinor > 0) return sale;
      const receiptSeq = lastReceiptSeq() + 1;
      const number = receiptNumber(shop().terminalId, receiptSeq);
      kitchen.tell(append, sale, number, staffId);
      const { atMs } = append('sale_completed', { ...head(sale), receiptNumber: number, receiptSeq }, staffId);
      insertPrintJob({ id: newId(), kind: 'receipt', subjectId: sale.id, title: number, copyNumber: 0, printerId: null, queuedAtMs: atMs });
      issueVouchers(append, sale, number, staffId);
      return { ...sale, status: 'completed', receiptNumber: number, completedAtMs: atMs };
    },
  };
}
