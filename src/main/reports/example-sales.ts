// Sales for the tests of reports: stated as facts and projected as the till does it, so the tables are what a till makes.
import type { Discount, LineItem } from '../../shared/line-item.ts';
import { exampleLine, exampleSaleInHand } from '../../shared/sale-examples.ts';
import { shopDay } from '../../shared/shop-day.ts';
import { type TaxMode, totalsOf } from '../../shared/totals.ts';
import { factOfSale } from '../checkout/fact-of-sale.ts';
import { receiptNumber } from '../receipts/receipt-number.ts';
import type { FactBody, FactKind, JournalEntry } from '../store/facts.ts';
import type { Projection } from '../store/projection.ts';

export interface ExampleSale {
  closedAtMs: number;
  status: 'completed' | 'cancelled';
  staffId: string | null;
  lines: (Pick<LineItem, 'articleId' | 'unitPriceMinor' | 'quantity' | 'taxClassId' | 'taxRatePpm'> & Partial<Pick<LineItem, 'unit'>>)[];
  /** What is paid in cash; the rest is paid by Lightning. */
  cashMinor: number;
  discount: Discount | null;
  tipMinor: number;
  roundingMinor: number;
  removedLineCount: number;
  copyCount: number;
}

export const exampleSale = (closedAtMs: number, more: Partial<ExampleSale> = {}): ExampleSale => ({
  closedAtMs,
  status: 'completed',
  staffId: 'ann',
  lines: [{ articleId: 'latte', unitPriceMinor: 5000, quantity: 1, taxClassId: 'vat', taxRatePpm: 100_000 }],
  cashMinor: Number.MAX_SAFE_INTEGER,
  discount: null,
  tipMinor: 0,
  roundingMinor: 0,
  removedLineCount: 0,
  copyCount: 0,
  ...more,
});

/** The name of an example's article. */
const exampleNames = (articleId: string | null) =>
  articleId === null ? { en: 'Open amount', ko: '직접 입력' } : { en: `${articleId} en`, ko: `${articleId} ko` };

/** A payment hash of the n-th sale. */
export const exampleHash = (n: number, tender: 'paid' | 'expired') =>
  `${n.toString(16).padStart(8, '0')}${(tender === 'paid' ? 'a' : 'e').repeat(56)}`;
export const exampleSaleId = (n: number) => `sale-${String(n).padStart(6, '0')}`;

export interface ExampleShop {
  timeZone: string;
  taxMode: TaxMode;
}

/** Records sales one after the other; each also has a Lightning code that expired and cash that went back. */
export function createExampleTill(project: Projection, { timeZone, taxMode }: ExampleShop) {
  let seq = 0;
  let receipts = 0;
  let sales = 0;
  const state = <K extends FactKind>(kind: K, body: FactBody<K>, atMs: number, staffId: string | null) => {
    seq += 1;
    project({ seq, atMs, terminalId: 'T1', staffId, kind, version: 1, body, prevHash: '', hash: '' } as JournalEntry);
  };

  for (const [id, name] of [
    ['ann', 'Ann'],
    ['bob', 'Bob'],
  ] as const) {
    state('staff_put', { id, name, role: 'cashier', active: true }, 0, null);
  }

  return {
    /** Returns the sale's id. */
    record(sale: ExampleSale): string {
      const n = sales;
      sales += 1;
      const saleId = exampleSaleId(n);
      const lines = sale.lines.map((line, index) => exampleLine({ ...line, id: `line-${index}`, names: exampleNames(line.articleId) }));
      const totals = totalsOf({ lines, discount: sale.discount, taxExempt: null }, { taxMode, taxRounding: 'sale', promotions: [] });
      const openedAtMs = sale.closedAtMs - 1000;
      const inHand = factOfSale(
        exampleSaleInHand({
          id: saleId,
          openedAtMs,
          totals,
          removedLineCount: sale.removedLineCount,
          discount: sale.discount,
          tipMinor: sale.tipMinor,
          staffId: sale.staffId,
        }),
      );
      const head = { ...inHand, ...shopDay(sale.closedAtMs, { timeZone, dayStartsAtHour: 0 }), lines };
      const begun = { ...inHand, lines: [] };
      const dueMinor = totals.totalMinor + sale.tipMinor;
      const cashMinor = Math.min(sale.cashMinor, dueMinor);
      const cash = {
        kind: 'cash' as const,
        id: 'cash',
        amountMinor: cashMinor,
        givenMinor: cashMinor + sale.roundingMinor,
        changeMinor: 0,
        roundingMinor: sale.roundingMinor,
      };
      const invoice = (tender: 'paid' | 'expired', position: number, amountMinor: number) => {
        const quote = {
          currency: 'KRW',
          minorPerBtc: 100_000_000,
          method: 'market' as const,
          sources: ['example'],
          quotedAtMs: openedAtMs,
          lockedAtMs: openedAtMs,
        };
        const paymentHash = exampleHash(n, tender);
        const body = {
          ...begun,
          tenderId: tender,
          position,
          amountMinor,
          amountSat: amountMinor,
          quote,
          paymentHash,
          paymentRequest: `lnbcrt${n}`,
          expiresAtMs: openedAtMs,
          address: null,
        };
        state('invoice_created', body, openedAtMs, sale.staffId);
        return { saleId, tenderId: tender, paymentHash };
      };

      state('invoice_closed', { ...invoice('expired', 0, totals.totalMinor), outcome: 'expired' }, openedAtMs, null);
      const returned = { ...cash, id: 'returned', roundingMinor: 7 };
      state('tender_taken', { ...begun, position: 1, tender: returned }, openedAtMs, sale.staffId);
      state('tender_returned', { saleId, tender: returned }, openedAtMs, sale.staffId);
      if (cashMinor > 0) state('tender_taken', { ...begun, position: 2, tender: cash }, openedAtMs, sale.staffId);
      const restMinor = dueMinor - cashMinor;
      if (restMinor > 0) {
        const settled = {
          settlementId: exampleHash(n, 'paid'),
          nodeId: 'node',
          settleIndex: n + 1,
          kind: 'invoice',
          receivedMsat: restMinor * 1000 + 1,
          settledAtMs: openedAtMs,
          chain: null,
          disposition: 'paid',
          creditedMinor: restMinor,
          attention: null,
        } as const;
        state('settlement_recorded', { ...invoice('paid', 3, restMinor), ...settled }, openedAtMs, null);
      }
      if (sale.status === 'cancelled') {
        state('sale_cancelled', { ...head, reason: '', attention: [] }, sale.closedAtMs, sale.staffId);
        return saleId;
      }
      receipts += 1;
      const receipt = receiptNumber('T1', receipts);
      state('sale_completed', { ...head, receiptNumber: receipt, receiptSeq: receipts }, sale.closedAtMs, sale.staffId);
      for (let copy = 1; copy <= sale.copyCount; copy += 1) {
        state(
          'paper_copied',
          { kind: 'receipt', subjectId: saleId, title: receipt, copyNumber: copy, printJobId: `job-${n}-${copy}` },
          sale.closedAtMs,
          sale.staffId,
        );
      }
      return saleId;
    },
    /** A sale in hand: money was asked for, and it has not ended. */
    begin(atMs: number): void {
      const body = {
        ...factOfSale(exampleSaleInHand({ id: 'in-hand', openedAtMs: atMs, staffId: 'ann' })),
        lines: [],
        position: 0,
        tender: { kind: 'cash' as const, id: 'cash', amountMinor: 999, givenMinor: 999, changeMinor: 0, roundingMinor: 0 },
      };
      state('tender_taken', body, atMs, 'ann');
    },
  };
}
