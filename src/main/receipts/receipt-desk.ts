// Receipts once they exist: shown again, printed again as a counted copy, and a person's word on a paper nobody can vouch for.
import { TillError } from '../../shared/errors.ts';
import type { ReceiptDocument } from '../../shared/receipt.ts';
import type { ShopSettings } from '../store/facts.ts';
import type { Journal } from '../store/journal.ts';
import type { NewPrintJob, PrintJobStore } from '../store/print-jobs.ts';
import type { SaleStore, StoredSale } from '../store/sale-store.ts';
import { receiptDocument } from './receipt-document.ts';

export interface ReceiptDeskParts {
  journal: Journal;
  sales: SaleStore;
  jobs: PrintJobStore;
  insertPrintJob: (job: NewPrintJob) => void;
  shop: () => ShopSettings;
  staffName: (staffId: string | null) => string;
  newId: () => string;
}

export interface ReceiptDesk {
  /** The paper of a sale; NOT_FOUND before it is completed. */
  document(saleId: string, copyNumber: number): ReceiptDocument;
  show(receiptNumber: string): ReceiptDocument;
  copy(receiptNumber: string, staffId: string): void;
  /** ALREADY_DONE when the job waits for no answer. */
  answer(jobId: string, answer: 'printed' | 'again' | 'not_wanted', staffId: string): void;
}

export function createReceiptDesk({ journal, sales, jobs, insertPrintJob, shop, staffName, newId }: ReceiptDeskParts): ReceiptDesk {
  const documentOf = (stored: StoredSale | undefined, copyNumber: number): ReceiptDocument => {
    if (stored?.sale.status !== 'completed') throw new TillError('NOT_FOUND');
    return receiptDocument({ sale: stored.sale, shop: shop(), staffName: staffName(stored.staffId), copyNumber });
  };
  return {
    document: (saleId, copyNumber) => documentOf(sales.sale(saleId), copyNumber),
    show: (receiptNumber) => documentOf(sales.saleByReceipt(receiptNumber), 0),
    copy(receiptNumber, staffId) {
      const stored = sales.saleByReceipt(receiptNumber);
      if (!stored) throw new TillError('NOT_FOUND');
      const copyNumber = stored.copyCount + 1;
      const saleId = stored.sale.id;
      journal.transact((append) => {
        const printJobId = newId();
        const { atMs } = append('receipt_copied', { saleId, receiptNumber, copyNumber, printJobId }, staffId);
        insertPrintJob({ id: printJobId, saleId, receiptNumber, copyNumber, queuedAtMs: atMs });
      });
    },
    answer(jobId, answer, staffId) {
      const job = jobs.find(jobId);
      if (!job) throw new TillError('NOT_FOUND');
      if (job.status === 'sending') throw new TillError('PRINTER_BUSY');
      const waits = job.status === 'unconfirmed' || (job.status === 'waiting' && answer === 'not_wanted');
      if (!waits) throw new TillError('ALREADY_DONE');
      journal.transact((append) => {
        append('print_answered', { printJobId: jobId, receiptNumber: job.receiptNumber, answer }, staffId);
        if (answer === 'again') jobs.requeue(jobId);
        else jobs.settle(jobId);
      });
    },
  };
}
