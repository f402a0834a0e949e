// What a manager's report over a range of shop days answers, with the same of the range before. Amounts in minor units of the
// shop's currency. Each figure means what it means in the report of a day (reports.ts): a range of one day has its numbers.

import type { TileColour } from './article.ts';
import type { DayRange } from './day-range.ts';
import type { Names } from './line-item.ts';
import type { TenderKind } from './tender.ts';

/** How many articles are named, at either end. */
export const ARTICLES_NAMED = 50;

/** Sales alone, as charts show them. */
export interface Takings {
  saleCount: number;
  /** Without vouchers sold. */
  totalMinor: number;
}

/** Over the range's completed sales, but for those that say otherwise. */
export interface RangeFigures extends Takings {
  netMinor: number;
  taxMinor: number;
  averageMinor: number;
  itemCount: number;
  weighedGrams: number;
  /** Taken off by hand, and from how many sales; and by promotions. The takings are less both. */
  discountMinor: number;
  discountedSaleCount: number;
  promotionMinor: number;
  /** Lines that somebody gave another price. */
  priceChangeCount: number;
  /** On top of the takings, and no part of them. */
  tipMinor: number;
  receivedMsat: number;
  cashRoundingMinor: number;
  /** Beside the takings: no sale of goods yet; and what of it went back with refunds. */
  vouchersSold: { count: number; amountMinor: number };
  vouchersTakenBack: { count: number; amountMinor: number };
  cancelledSaleCount: number;
  /** In completed and cancelled sales. */
  removedLineCount: number;
  /** The drawer was opened, and nothing was sold. */
  drawerOpenedCount: number;
  /** What customers paid off their accounts: no sale. */
  accountPayments: { count: number; amountMinor: number };
  /** What went back in the range, of sales of any day or without a receipt. Takings are the sales less this, without tips and vouchers (takings.ts). */
  refunds: {
    refundCount: number;
    /** With the tips, and the vouchers taken back. */
    totalMinor: number;
    tipMinor: number;
    /** Of goods and services. */
    netMinor: number;
    taxMinor: number;
    withoutReceiptCount: number;
    withoutReceiptMinor: number;
    sentMsat: number;
    feeMsat: number;
    /** What the drawer gave more than that (or less). */
    cashRoundingMinor: number;
  };
}

/** The same of the range and of the range before it. */
export interface Compared<Sums> {
  now: Sums;
  before: Sums;
}

/** A day, or a month (the first and the last may be parts of months). `refundedMinor` without tips and vouchers: the takings are the sales less it. */
export interface RangePiece extends DayRange, Takings {
  refundedMinor: number;
}

export interface ArticleSums {
  /** Pieces, and grams of what was weighed. */
  quantity: number;
  grams: number;
  totalMinor: number;
}

/** At all, also for nothing. */
export function isSold({ quantity, grams }: Pick<ArticleSums, 'quantity' | 'grams'>): boolean {
  return quantity !== 0 || grams !== 0;
}

/** `articleId` is what was rung up: the article, or its variant. Open amounts are one row: null, with empty names. */
export interface ArticleRow extends Compared<ArticleSums> {
  articleId: string | null;
  names: Names;
}

/** Of the articles that are in the category now. `open_amount`: no article's. `none`: of articles that are in no category any more. */
export interface CategoryRow extends Compared<ArticleSums> {
  kind: 'category' | 'open_amount' | 'none';
  /** Null but for `category`. */
  categoryId: string | null;
  names: Names;
  colour: TileColour | null;
}

export interface StaffSums extends Takings {
  itemCount: number;
  weighedGrams: number;
  discountMinor: number;
  discountedSaleCount: number;
  priceChangeCount: number;
  tipMinor: number;
  refundCount: number;
  refundedMinor: number;
  cancelledSaleCount: number;
  removedLineCount: number;
  drawerOpenedCount: number;
}

/** Whose sale it was; who began the refund, opened the drawer. Nobody (null) where nobody was signed in. */
export interface StaffRow extends Compared<StaffSums> {
  staffId: string | null;
  name: string;
}

/** What paid completed sales, and what went back in this way (credit of an exchange given back after all is off `exchange` again). */
export interface TenderSums {
  tenderCount: number;
  amountMinor: number;
  receivedMsat: number;
  refundCount: number;
  refundedMinor: number;
}

export interface TenderRow extends Compared<TenderSums> {
  kind: TenderKind;
}

/** Of sales, and of what went back. */
export interface TaxSums {
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
  refundedNetMinor: number;
  refundedTaxMinor: number;
  refundedGrossMinor: number;
}

export interface TaxRow extends Compared<TaxSums> {
  taxClassId: string;
  ratePpm: number;
}

export interface RangeReport extends DayRange {
  /** What it is compared with: day-range.ts says which. */
  before: DayRange;
  figures: RangeFigures;
  figuresBefore: RangeFigures;
  /** What `byDay` is cut into: months for long ranges. */
  step: 'day' | 'month';
  /** All of the range, without gaps; the range before is cut into the same pieces, and may have one more or less. */
  byDay: RangePiece[];
  byDayBefore: RangePiece[];
  /** 24 hours by the shop's clock. */
  byHour: (Compared<Takings> & { hour: number })[];
  /** Monday (1) to Sunday (7), and how many of them the ranges have. */
  byWeekday: (Compared<Takings & { dayCount: number }> & { weekday: number })[];
  /** The 50 with the largest takings. */
  byArticle: ArticleRow[];
  /** The 50 of those that can be sold now with the smallest takings, the never sold first; and how many there are, and were not sold at all. */
  slowest: ArticleRow[];
  articleCount: number;
  unsoldCount: number;
  byCategory: CategoryRow[];
  byStaff: StaffRow[];
  /** All kinds. */
  byTender: TenderRow[];
  /** By rate, then by class; vouchers sold among them (VOUCHER_TAX_CLASS). */
  byTax: TaxRow[];
  /** What tips contain, where they bear tax; beside the taxes of the takings. */
  byTipTax: TaxRow[];
}
