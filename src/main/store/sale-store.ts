// Sales as the checkout and the receipts read them back, and the draft of the sale in hand.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { LineItem, Unit } from '../../shared/line-item.ts';
import type { LockedQuote } from '../../shared/money.ts';
import { dueMinorOf, type Sale, type SaleStatus } from '../../shared/sale.ts';
import type { LightningTenderStatus, Tender, TenderKind } from '../../shared/tender.ts';
import type { LineTotals, TaxTotal } from '../../shared/totals.ts';
import { parseReceiptNumber } from '../receipts/receipt-number.ts';
import { liveCardMoves } from './card-store.ts';
import type { TillDatabase } from './database.ts';
import { lineSchema, promotionTotal, quoteSchema, saleBegun } from './facts/fact-parts.ts';
import { takenTenderSchema } from './facts/tender-facts.ts';
import { createPaperCopies } from './paper-copies.ts';
import { asTillError } from './store-error.ts';
import { tipTaxIn } from './tip-tax-columns.ts';

interface SaleRow {
  id: string;
  status: SaleStatus;
  opened_at_ms: number;
  closed_at_ms: number | null;
  staff_id: string | null;
  receipt_number: string | null;
  net_minor: number;
  tax_minor: number;
  total_minor: number;
  discount_minor: number;
  tip_minor: number;
  tip_tax_class_id: string | null;
  tip_tax_rate_ppm: number | null;
  tip_tax_minor: number | null;
  item_count: number;
  removed_line_count: number;
  detail: string;
}
interface LineRow {
  line_id: string;
  article_id: string | null;
  names: string;
  unit: Unit;
  unit_price_minor: number;
  quantity: number;
  tax_class_id: string;
  tax_rate_ppm: number;
  detail: string;
  list_minor: number;
  promotion_minor: number;
  discount_minor: number;
  total_minor: number;
  net_minor: number;
  tax_minor: number;
}
interface TaxRow {
  tax_class_id: string;
  rate_ppm: number;
  net_minor: number;
  tax_minor: number;
  gross_minor: number;
}
interface TenderRow {
  id: string;
  kind: TenderKind;
  status: string;
  amount_minor: number;
  given_minor: number;
  change_minor: number;
  rounding_minor: number;
  received_msat: number;
  payment_hash: string | null;
  detail: string;
  outpoint: string | null;
}
interface InvoiceRow {
  payment_hash: string;
  sale_id: string;
  tender_id: string;
  status: InvoiceStatus;
  amount_minor: number;
  amount_sat: number;
  quote: string;
  payment_request: string;
  address: string | null;
  created_at_ms: number;
  expires_at_ms: number;
}

/** `taking`: its money is held, and is to be taken. */
type InvoiceStatus = 'waiting' | 'taking' | 'paid' | 'expired' | 'cancelled';

/** An invoice of ours, whatever became of it. */
export interface Invoice {
  paymentHash: string;
  saleId: string;
  tenderId: string;
  status: InvoiceStatus;
  amountMinor: number;
  amountSat: number;
  quote: LockedQuote;
  paymentRequest: string;
  address: string | null;
  createdAtMs: number;
  expiresAtMs: number;
}

export interface StoredSale {
  sale: Sale;
  staffId: string | null;
  copyCount: number;
}

export interface SaleStore {
  /** A sale that has begun, from the tables; its lines are there once it has ended. */
  sale(saleId: string): StoredSale | undefined;
  saleByReceipt(receiptNumber: string): StoredSale | undefined;
  /**
   * The newest sale that has begun, not ended and not been put aside, whole: with the lines that it had when money was last asked for or taken. For a
   * draft that is lost: it looks through all sales when there is none.
   */
  begunSale(): Sale | undefined;
  saleStatus(saleId: string): SaleStatus | undefined;
  invoice(paymentHash: string): Invoice | undefined;
  /** The one that can be paid at this address. */
  invoiceAt(address: string): Invoice | undefined;
  /** Invoices that can still be paid in the normal way, oldest first. */
  waitingInvoices(): Invoice[];
  lastReceiptSeq(): number;
  /** Whether cash changes hands for it. */
  takesCash(saleId: string): boolean;
}

const begunSchema = saleBegun.omit({ saleId: true }).extend({ lines: z.array(lineSchema) });
const saleDetail = saleBegun.pick({ discount: true, dining: true, taxExempt: true, label: true }).extend({ promotions: z.array(promotionTotal) });
const lineDetail = lineSchema.pick({
  usualPriceMinor: true,
  modifiers: true,
  pieceGrams: true,
  expiredOn: true,
  ownTaxClassId: true,
  discount: true,
  promotionIds: true,
  note: true,
});

export function createSaleStore(db: Database): SaleStore {
  const copies = createPaperCopies(db);
  const cardMove = liveCardMoves(db);
  const saleById = db.prepare<[string], SaleRow>('SELECT * FROM sale WHERE id = ?');
  const saleByReceipt = db.prepare<[number, string], SaleRow>('SELECT * FROM sale WHERE receipt_seq = ? AND receipt_number = ?');
  const status = db.prepare<[string], { status: SaleStatus }>('SELECT status FROM sale WHERE id = ?');
  const lines = db.prepare<[string], LineRow>('SELECT * FROM sale_line WHERE sale_id = ? ORDER BY position');
  const taxes = db.prepare<[string], TaxRow>('SELECT * FROM sale_tax WHERE sale_id = ? ORDER BY position');
  const tenders = db.prepare<[string], TenderRow>(
    `SELECT t.*, s.settlement_id AS outpoint FROM tender t LEFT JOIN settlement s ON s.settlement_id = t.settlement_id AND s.kind = 'chain'
     WHERE t.sale_id = ? ORDER BY t.position`,
  );
  const begun = db
    .prepare<[], string>(
      "SELECT id FROM sale WHERE status = 'tendering' AND id NOT IN (SELECT sale_id FROM parked_sale WHERE in_hand = 0) ORDER BY id DESC LIMIT 1",
    )
    .pluck();
  const begunWith = db
    .prepare<[string], string>(
      `SELECT body FROM journal WHERE kind IN ('invoice_created', 'tender_taken', 'card_payment_begun') AND body ->> '$.saleId' = ? ORDER BY seq DESC LIMIT 1`,
    )
    .pluck();
  const invoice = db.prepare<[string], InvoiceRow>('SELECT * FROM invoice WHERE payment_hash = ?');
  // Newest first: a wallet that was restored may give an address again.
  const invoiceAt = db.prepare<[string], InvoiceRow>('SELECT * FROM invoice WHERE address = ? ORDER BY created_at_ms DESC LIMIT 1');
  const waiting = db.prepare<[], InvoiceRow>("SELECT * FROM invoice WHERE status IN ('waiting', 'taking') ORDER BY created_at_ms");
  const cash = db.prepare<[string], { id: string }>(
    "SELECT id FROM tender WHERE sale_id = ? AND kind IN ('cash', 'foreign_cash') AND status = 'paid' LIMIT 1",
  );
  const lastReceipt = db.prepare<[], number | null>('SELECT max(receipt_seq) FROM sale WHERE receipt_seq IS NOT NULL').pluck();

  const invoiceOf = (row: InvoiceRow): Invoice => ({
    paymentHash: row.payment_hash,
    saleId: row.sale_id,
    tenderId: row.tender_id,
    status: row.status,
    amountMinor: row.amount_minor,
    amountSat: row.amount_sat,
    quote: quoteSchema.parse(JSON.parse(row.quote)),
    paymentRequest: row.payment_request,
    address: row.address,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
  });
  const tenderOf = (row: TenderRow): Tender => {
    if (row.kind !== 'lightning') {
      const { kind, id, status, amount_minor: amountMinor, given_minor: givenMinor, change_minor: changeMinor, rounding_minor: roundingMinor } = row;
      return takenTenderSchema.parse({ kind, id, status, amountMinor, givenMinor, changeMinor, roundingMinor, ...JSON.parse(row.detail) });
    }
    const made = row.payment_hash === null ? undefined : invoice.get(row.payment_hash);
    if (!made) throw new Error(`tender ${row.id} has no invoice`);
    const { amountSat, quote, paymentHash, paymentRequest, address, createdAtMs, expiresAtMs } = invoiceOf(made);
    return {
      kind: 'lightning',
      id: row.id,
      status: row.status as LightningTenderStatus,
      amountMinor: row.amount_minor,
      amountSat,
      quote,
      paymentHash,
      paymentRequest,
      createdAtMs,
      expiresAtMs,
      receivedMsat: row.received_msat,
      address,
      seenOnChain: null,
      paidByOutpoint: row.outpoint,
    };
  };
  const lineOf = (row: LineRow): LineItem => ({
    id: row.line_id,
    articleId: row.article_id,
    names: z.record(z.string(), z.string()).parse(JSON.parse(row.names)),
    unit: row.unit,
    unitPriceMinor: row.unit_price_minor,
    quantity: row.quantity,
    taxClassId: row.tax_class_id,
    taxRatePpm: row.tax_rate_ppm,
    ...lineDetail.parse(JSON.parse(row.detail)),
  });
  const lineTotalsOf = (row: LineRow): LineTotals => ({
    lineId: row.line_id,
    listMinor: row.list_minor,
    promotionMinor: row.promotion_minor,
    discountMinor: row.discount_minor,
    totalMinor: row.total_minor,
    netMinor: row.net_minor,
    taxMinor: row.tax_minor,
  });
  const taxOf = (row: TaxRow): TaxTotal => ({
    taxClassId: row.tax_class_id,
    ratePpm: row.rate_ppm,
    netMinor: row.net_minor,
    taxMinor: row.tax_minor,
    grossMinor: row.gross_minor,
  });
  const stored = (row: SaleRow | undefined): StoredSale | undefined => {
    if (!row) return undefined;
    const lineRows = lines.all(row.id);
    const { promotions, ...detail } = saleDetail.parse(JSON.parse(row.detail));
    const sale: Sale = {
      id: row.id,
      status: row.status,
      openedAtMs: row.opened_at_ms,
      lines: lineRows.map(lineOf),
      removedLineCount: row.removed_line_count,
      ...detail,
      totals: {
        netMinor: row.net_minor,
        taxMinor: row.tax_minor,
        totalMinor: row.total_minor,
        taxes: taxes.all(row.id).map(taxOf),
        itemCount: row.item_count,
        discountMinor: row.discount_minor,
        promotions,
        lines: lineRows.map(lineTotalsOf),
      },
      tipMinor: row.tip_minor,
      tipTax: tipTaxIn({
        tipMinor: row.tip_minor,
        tipTaxClassId: row.tip_tax_class_id,
        tipTaxRatePpm: row.tip_tax_rate_ppm,
        tipTaxMinor: row.tip_tax_minor,
      }),
      tenders: tenders.all(row.id).map(tenderOf),
      cardMove: cardMove(row.id),
      dueMinor: 0,
      evenly: null,
      staffId: row.staff_id,
      receiptNumber: row.receipt_number,
      completedAtMs: row.status === 'completed' ? row.closed_at_ms : null,
    };
    return { staffId: row.staff_id, copyCount: copies.count({ kind: 'receipt', subjectId: row.id }), sale: { ...sale, dueMinor: dueMinorOf(sale) } };
  };

  return {
    sale: (saleId) => stored(saleById.get(saleId)),
    saleByReceipt: (receiptNumber) => {
      const seq = parseReceiptNumber(receiptNumber)?.seq;
      return seq === undefined ? undefined : stored(saleByReceipt.get(seq, receiptNumber));
    },
    begunSale() {
      const id = begun.get();
      const body = id === undefined ? undefined : begunWith.get(id);
      const sale = id === undefined ? undefined : stored(saleById.get(id))?.sale;
      if (!sale || body === undefined) return undefined;
      return { ...sale, ...begunSchema.parse(JSON.parse(body)) };
    },
    saleStatus: (saleId) => status.get(saleId)?.status,
    invoice: (paymentHash) => {
      const row = invoice.get(paymentHash);
      return row && invoiceOf(row);
    },
    invoiceAt: (address) => {
      const row = invoiceAt.get(address);
      return row && invoiceOf(row);
    },
    waitingInvoices: () => waiting.all().map(invoiceOf),
    takesCash: (saleId) => cash.get(saleId) !== undefined,
    lastReceiptSeq: () => lastReceipt.get() ?? 0,
  };
}

/** The sale in hand, kept at each tap. */
export interface DraftStore {
  read(): string | undefined;
  /** Durable against a crash of the process; does not wait for the disk. */
  write(body: string): void;
  /** The same within a running fact transaction: on the disk with it. */
  writeWithFact(body: string): void;
}

export function createDraftStore({ facts, drafts }: TillDatabase): DraftStore {
  const sql = 'INSERT INTO draft (id, body) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body';
  const read = facts.prepare<[], { body: string }>('SELECT body FROM draft WHERE id = 1');
  const write = drafts.prepare<[string]>(sql);
  const writeWithFact = facts.prepare<[string]>(sql);
  return {
    read: () => read.get()?.body,
    write: (body) => {
      try {
        write.run(body);
      } catch (cause) {
        throw asTillError(cause);
      }
    },
    writeWithFact: (body) => void writeWithFact.run(body),
  };
}
