// What a manager's reports answer. Amounts in minor units of the shop's currency, days as YYYY-MM-DD in the shop's zone.
import type { Names, Sale, SaleStatus, TaxTotal } from './sale.ts';

export interface DayReport {
  day: string;
  saleCount: number;
  totalMinor: number;
  netMinor: number;
  taxMinor: number;
  averageMinor: number;
  itemCount: number;
  receivedMsat: number;
  cashRoundingMinor: number;
  taxes: TaxTotal[];
  /** 24 hours of the shop's day, those without sales included. */
  byHour: { hour: number; saleCount: number; totalMinor: number }[];
  byTender: { kind: 'cash' | 'lightning'; tenderCount: number; amountMinor: number; receivedMsat: number }[];
  /** The 50 with the largest takings. */
  byArticle: { articleId: string | null; names: Names; quantity: number; totalMinor: number }[];
  byStaff: { staffId: string; name: string; saleCount: number; totalMinor: number }[];
  cancelledSaleCount: number;
  removedLineCount: number;
  copyCount: number;
  /** The same weekday one week before, up to the same time of day. */
  weekBefore: { saleCount: number; totalMinor: number };
}

/** Which sales stand behind a number. All given filters must match. */
export interface SalesFilter {
  day?: string | undefined;
  hour?: number | undefined;
  tenderKind?: 'cash' | 'lightning' | undefined;
  articleId?: string | undefined;
  staffId?: string | undefined;
  taxRatePpm?: number | undefined;
  status?: 'completed' | 'cancelled' | undefined;
  /** Finds a receipt number, an exact amount, a payment hash or a part of an article's name. */
  text?: string | undefined;
}

export interface SaleRow {
  saleId: string;
  status: SaleStatus;
  receiptNumber: string | null;
  /** When it was completed or cancelled, ms UTC. */
  atMs: number;
  staffName: string;
  totalMinor: number;
  itemCount: number;
  tenderKinds: ('cash' | 'lightning')[];
}

export interface SalesPage {
  rows: SaleRow[];
  /** Opaque; pass it back for the next page. Null at the end. */
  nextCursor: string | null;
}

export interface SaleDetail {
  sale: Sale;
  staffName: string;
  copyCount: number;
}
