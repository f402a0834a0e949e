// What a manager's reports answer. Amounts in minor units of the shop's currency, days as YYYY-MM-DD in the shop's zone.

import type { Names } from './line-item.ts';
import type { Refund } from './refund.ts';
import type { Share } from './refund-money.ts';
import type { Sale, SaleStatus } from './sale.ts';
import type { TenderKind } from './tender.ts';
import type { TaxTotal } from './totals.ts';

/** The figures are over the day's completed sales, but for those that say otherwise. */
export interface DayReport {
  day: string;
  saleCount: number;
  /** Of goods and services, also where a voucher paid for them; vouchers sold are beside it, here and in all that it is broken down by. */
  totalMinor: number;
  netMinor: number;
  taxMinor: number;
  averageMinor: number;
  /** Pieces of goods, without vouchers sold; and what was sold by weight, which is in no number of pieces. */
  itemCount: number;
  weighedGrams: number;
  /** Taken off by hand, and by promotions: the takings are less both. */
  discountMinor: number;
  promotionMinor: number;
  /** Given on top of the takings, and no part of them; it came in with the tenders. */
  tipMinor: number;
  /** No takings until somebody buys with them, and what of it went back with refunds. What tenders came to = total + these + tips. */
  vouchersSold: { count: number; amountMinor: number };
  vouchersTakenBack: { count: number; amountMinor: number };
  receivedMsat: number;
  cashRoundingMinor: number;
  /** Vouchers sold among them (VOUCHER_TAX_CLASS). */
  taxes: TaxTotal[];
  /** What tips contain, where they bear tax; beside the taxes of the takings. */
  tipTaxes: TaxTotal[];
  /** 24 hours of the shop's day, those without sales included. */
  byHour: { hour: number; saleCount: number; totalMinor: number }[];
  byTender: { kind: TenderKind; tenderCount: number; amountMinor: number; receivedMsat: number }[];
  /** The 50 with the largest takings, under their latest names; pieces, and grams of what was weighed. Open amounts are one row: its id is null, its names are empty. */
  byArticle: { articleId: string | null; names: Names; quantity: number; grams: number; totalMinor: number }[];
  /** Whoever completed the sale; nobody (null) when money completed it while no one was signed in. */
  byStaff: { staffId: string | null; name: string; saleCount: number; totalMinor: number }[];
  cancelledSaleCount: number;
  /** Lines taken off again before payment, in completed and cancelled sales. */
  removedLineCount: number;
  copyCount: number;
  /** What went back today, of sales of any day or without a receipt. Takings are the sales less this, without tips and vouchers (takings.ts). */
  refunds: {
    refundCount: number;
    /** With the tips, and the vouchers taken back. */
    totalMinor: number;
    tipMinor: number;
    /** Of goods and services. */
    netMinor: number;
    taxMinor: number;
    /** Of it, without a receipt. */
    withoutReceiptCount: number;
    withoutReceiptMinor: number;
    /** What was sent, and what sending it cost. */
    sentMsat: number;
    feeMsat: number;
    /** What the drawer gave more than that (or less). */
    cashRoundingMinor: number;
    /** By how it went back; credit of an exchange that was given back after all is off `exchange` again. Only those that there were. */
    byTender: { kind: TenderKind; legCount: number; amountMinor: number }[];
    /** The latest hundred, newest first. */
    latest: RefundRow[];
    taxes: TaxTotal[];
    tipTaxes: TaxTotal[];
  };
  /** The same weekday one week before: up to the same time of day (`untilMs`) for the day that is still going on, else all of it. What went back is of takings. */
  weekBefore: { day: string; untilMs: number | null; saleCount: number; totalMinor: number; refundedMinor: number };
}

/**
 * Which sales stand behind a number; all given filters must match. The filter of a figure is its day, its own key (hour,
 * tenderKind, articleId, staffId, taxRatePpm with taxClassId) and status `completed`; removed lines and copies go without a status.
 */
export interface SalesFilter {
  /** With `lastDay`: the first of several. */
  day?: string | undefined;
  lastDay?: string | undefined;
  /** Monday (1) to Sunday (7). */
  weekday?: number | undefined;
  hour?: number | undefined;
  /** Closed before this moment, ms UTC. */
  untilMs?: number | undefined;
  /** Paid, or paid in part, by this kind. */
  tenderKind?: TenderKind | undefined;
  /** Null: with an open amount. */
  articleId?: string | null | undefined;
  /** With an article that is in it now. */
  categoryId?: string | undefined;
  /** Null: nobody was signed in. */
  staffId?: string | null | undefined;
  taxRatePpm?: number | undefined;
  taxClassId?: string | undefined;
  status?: 'completed' | 'cancelled' | undefined;
  /** Finds a receipt number, an exact amount, a payment hash or a part of an article's name. */
  text?: string | undefined;
}

export interface RefundRow {
  refundId: string;
  receiptNumber: string;
  /** When it was completed, ms UTC. */
  atMs: number;
  /** Null without a receipt. */
  saleId: string | null;
  saleReceiptNumber: string | null;
  amountMinor: number;
  tenderKinds: TenderKind[];
  reason: string;
  staffName: string;
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
  tenderKinds: TenderKind[];
  /** What tenders of the filter's kind paid of it, of its tip too; null where the filter names no kind. */
  tenderMinor: number | null;
}

export interface SalesPage {
  rows: SaleRow[];
  /**
   * Opaque; pass it back for the next page. Null at the end. A page looks through a bounded number of sales, so one may
   * be short, or empty, with more to come.
   */
  nextCursor: string | null;
}

/** What came in by Lightning: how fast the node's room to receive is used up. */
export interface InboundPace {
  /** When counting began: two weeks before, or with the first money that ever came. */
  sinceMs: number;
  untilMs: number;
  receivedMsat: number;
}

export interface SaleDetail {
  sale: Sale;
  staffName: string;
  copyCount: number;
  /** Oldest first, whatever became of them. */
  refunds: (Refund & { staffName: string })[];
  /** What was counted on chain and then replaced without paying the shop. */
  lost: Share;
}
