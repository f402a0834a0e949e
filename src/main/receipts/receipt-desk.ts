// Receipts once they exist: shown again, printed again as a counted copy, and a person's word on a paper nobody can vouch for.
import { TillError } from '../../shared/errors.ts';
import type { ReceiptDocument } from '../../shared/receipt.ts';
import type { SaleRefund } from '../../shared/refund.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Journal } from '../store/journal.ts';
import type { NewPrintJob, PrintJobStore } from '../store/print-jobs.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { SaleStore, StoredSale } from '../store/sale-store.ts';
import { receiptDocument } from './receipt-document.ts';
import { parseRefundNumber } from './receipt-number.ts';
import { refundDocument } from './refund-document.ts';

export interface ReceiptDeskParts {
  journal: Journal;
  sales: SaleStore;
  refunds: RefundStore;
  jobs: PrintJobStore;
  insertPrintJob: (job: NewPrintJob) => void;
  shop: () => ShopSettings;
  staffName: (staffId: string | null) => string;
  newId: () => string;
}

export interface ReceiptDesk {
  /** The paper of a sale, or of a refund; NOT_FOUND before it is completed. */
  document(id: string, copyNumber: number): ReceiptDocument;
  show(receiptNumber: string): ReceiptDocument;
  copy(receiptNumber: string, staffId: string): void;
  /** ALREADY_DONE when the job waits for no answer. */
  answer(jobId: string, answer: 'printed' | 'again' | 'not_wanted', staffId: string): void;
}

/** What a receipt is of: a completed sale, or a refund of one. */
interface Subject {
  stored: StoredSale;
  refund: SaleRefund | null;
}

export function createReceiptDesk({ journal, sales, refunds, jobs, insertPrintJob, shop, staffName, newId }: ReceiptDeskParts): ReceiptDesk {
  const subject = (stored: StoredSale | undefined, refund: SaleRefund | null): Subject => {
    if (stored?.sale.status !== 'completed') throw new TillError('NOT_FOUND');
    return { stored, refund };
  };
  const subjectOf = (refund: ReturnType<RefundStore['refund']>, sale: () => StoredSale | undefined): Subject =>
    refund ? subject(sales.sale(refund.saleId), refund) : subject(sale(), null);
  const byNumber = (receiptNumber: string): Subject => {
    const number = parseRefundNumber(receiptNumber);
    return subjectOf(number ? refunds.refundByReceipt({ ...number, receiptNumber }) : undefined, () => sales.saleByReceipt(receiptNumber));
  };
  const documentOf = ({ stored: { sale, staffId }, refund }: Subject, copyNumber: number): ReceiptDocument =>
    refund
      ? refundDocument({ refund, sale, shop: shop(), staffName: staffName(refund.staffId), copyNumber })
      : receiptDocument({ sale, shop: shop(), staffName: staffName(staffId), copyNumber });
  return {
    document: (id, copyNumber) =>
      documentOf(
        subjectOf(refunds.refund(id), () => sales.sale(id)),
        copyNumber,
      ),
    show: (receiptNumber) => documentOf(byNumber(receiptNumber), 0),
    copy(receiptNumber, staffId) {
      const { stored, refund } = byNumber(receiptNumber);
      const saleId = stored.sale.id;
      const copyNumber = (refund ?? stored).copyCount + 1;
      journal.transact((append) => {
        const printJobId = newId();
        const { atMs } = append('receipt_copied', { saleId, refundId: refund?.id ?? null, receiptNumber, copyNumber, printJobId }, staffId);
        insertPrintJob({ id: printJobId, saleId: refund?.id ?? saleId, receiptNumber, copyNumber, queuedAtMs: atMs });
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
