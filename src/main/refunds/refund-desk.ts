// Refunds as the screens ask for them: which sale it is, what is left of it, what a refund would be, and doing it. Puts the parts
// together.
import type { Sellable } from '../../shared/article.ts';
import { TillError } from '../../shared/errors.ts';
import type { LineItem } from '../../shared/line-item.ts';
import type { RefundOffer, RefundWish } from '../../shared/refund.ts';
import type { RefundableSale, SaleOfLate } from '../../shared/refund-state.ts';
import type { Completion } from '../checkout/completion.ts';
import type { Hand } from '../checkout/hand.ts';
import type { RateSource } from '../rates/rate-source.ts';
import { parseRefundNumber, receiptNumber } from '../receipts/receipt-number.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Journal } from '../store/journal.ts';
import type { NewPrintJob } from '../store/print-jobs.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import { type Credits, createCredits } from './credits.ts';
import { createOffers } from './offers.ts';
import type { Payouts } from './payouts.ts';
import { leftOf } from './planning.ts';
import { createRecording } from './recording.ts';
import type { RefundVouchers } from './refund-vouchers.ts';
import { createRefunds, type Refunds, type RefundsParts } from './refunds.ts';

export interface RefundDeskParts {
  journal: Journal;
  hand: Hand;
  sales: SaleStore;
  store: RefundStore;
  completion: Pick<Completion, 'completeWhenPaid'>;
  payouts: Payouts;
  cards: RefundsParts['cards'];
  /** Null where none are issued. */
  vouchers: RefundVouchers | null;
  rates: RateSource;
  /** At today's price. NOT_FOUND and what else keeps an article from being sold. */
  sellable: (articleId: string) => Sellable;
  shop: () => ShopSettings;
  insertPrintJob: (job: NewPrintJob) => void;
  newId: () => string;
  nowMs: () => number;
}

/** Goods without a receipt; `priceMinor` where the article has no price of its own. */
export interface BroughtBack {
  articleId: string;
  quantity: number;
  priceMinor?: number | undefined;
  restock: boolean;
}

export interface RefundDesk extends Refunds {
  salesOfLate(): SaleOfLate[];
  /** By its receipt's number, whole or the figures of this till's, or by that of a refund of it. NOT_FOUND. */
  find(receipt: string): RefundableSale;
  left(saleId: string): RefundableSale;
  offer(request: { saleId: string; wish: RefundWish; exchange: boolean }, staffId: string): RefundOffer;
  offerWithoutReceipt(request: { lines: BroughtBack[]; exchange: boolean }, staffId: string): RefundOffer;
  credits: Credits;
}

export function createRefundDesk(parts: RefundDeskParts): RefundDesk {
  const { sales, store, sellable, shop, newId } = parts;
  const credits = createCredits(parts);
  const offers = createOffers(parts);
  const recording = createRecording({ ...parts, credits });

  const left = (saleId: string): RefundableSale => {
    const books = offers.books(saleId);
    const { goods, tipMinor: tipLeftMinor, amountMinor: leftMinor } = leftOf(books);
    const { receiptNumber, completedAtMs, totals, tipMinor, tenders } = books.sale;
    if (receiptNumber === null || completedAtMs === null) throw new TillError('NOT_FOUND');
    const tenderKinds = [...new Set(tenders.filter(({ status }) => status === 'paid').map(({ kind }) => kind))];
    const totalMinor = totals.totalMinor + tipMinor;
    return { saleId, receiptNumber, completedAtMs, totalMinor, tipMinor, goods, tipLeftMinor, leftMinor, tenderKinds };
  };

  const lineOf = ({ articleId, quantity, priceMinor }: BroughtBack): LineItem => {
    const article = sellable(articleId);
    const taxClass = shop().taxClasses.find(({ id }) => id === article.taxClassId);
    const unitPriceMinor = article.priceMinor ?? priceMinor;
    if (!taxClass || unitPriceMinor === undefined) throw new TillError('REFUND_REFUSED', { reason: 'no_price' });
    return {
      id: newId(),
      articleId,
      names: article.names,
      unit: article.unit,
      unitPriceMinor,
      usualPriceMinor: null,
      quantity,
      modifiers: [],
      pieceGrams: null,
      expiredOn: null,
      ownTaxClassId: taxClass.id,
      taxClassId: taxClass.id,
      taxRatePpm: taxClass.ratePpm,
      discount: null,
      promotionIds: [],
      note: '',
    };
  };

  return {
    ...createRefunds({ ...parts, offers, recording }),
    credits,
    salesOfLate: store.salesOfLate,
    left,
    find(receipt) {
      const text = receipt.trim().toUpperCase();
      const number = /^\d{1,15}$/.test(text) && Number(text) > 0 ? receiptNumber(shop().terminalId, Number(text)) : text;
      const refundSeq = parseRefundNumber(number);
      const saleId = refundSeq ? store.refundByReceipt({ ...refundSeq, receiptNumber: number })?.saleId : sales.saleByReceipt(number)?.sale.id;
      if (!saleId) throw new TillError('NOT_FOUND');
      return left(saleId);
    },
    offer: (request, staffId) => offers.make(request, staffId),
    offerWithoutReceipt({ lines: brought, exchange }, staffId) {
      const lines = brought.map((one) => ({ line: lineOf(one), restock: one.restock }));
      const restock = lines.flatMap(({ line, restock }) => (restock ? line.id : []));
      return offers.make({ saleId: null, lines: lines.map(({ line }) => line), restock, exchange }, staffId);
    },
  };
}
