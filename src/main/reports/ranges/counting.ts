// What each fact adds to the sums of its shop day. The day of a sale, a refund and a payment stands in its fact, so that settings
// changed later change nothing; what has none (the drawer) falls on the day of the settings that were in force. No SQL, no clock.
import type { Article } from '../../../shared/article.ts';
import { soldOf } from '../../../shared/line-item.ts';
import type { ArticleSums } from '../../../shared/range-report.ts';
import { type ShopCalendar, shopDay } from '../../../shared/shop-day.ts';
import type { TaxTotal } from '../../../shared/totals.ts';
import { isVoucherLine } from '../../../shared/voucher.ts';
import type { FactBody, FactKind, JournalEntry } from '../../store/facts.ts';
import { addSums, type DaySums, type Some, taxKey } from './day-sums.ts';

/** What paid, or is to go back. */
interface Money {
  kind: string;
  amountMinor: number;
  roundingMinor: number;
  msat: number;
  feeMsat: number;
}

/** What is known of a sale that is not completed. */
export interface OpenSale {
  /** By their ids. */
  tenders: Record<string, Money>;
  /** What it counts for as long as it is cancelled: late money may complete it still. */
  cancelled: { day: string; staffId: string | null; removedLineCount: number } | null;
}

/** What is known of a refund that is not completed. */
export interface OpenRefund {
  staffId: string | null;
  /** By their ids. */
  legs: Record<string, Money>;
}

/** Where it is all added up. */
export interface SumsBook {
  calendar: ShopCalendar | null;
  day(day: string): DaySums;
  /** Null: an open amount. */
  addArticle(day: string, line: SoldLine, sums: ArticleSums): void;
  putArticles(articles: readonly Article[]): void;
  sale(saleId: string): OpenSale | null;
  setSale(saleId: string, sale: OpenSale | null): void;
  refund(refundId: string): OpenRefund | null;
  setRefund(refundId: string, refund: OpenRefund | null): void;
}
export type SoldLine = Pick<FactBody<'sale_completed'>['lines'][number], 'articleId' | 'names'>;

type Counting = { [K in FactKind]?: (book: SumsBook, entry: JournalEntry<K>) => void };
type Way = FactBody<'refund_leg_paid'>['way'];
type Cancelled = NonNullable<OpenSale['cancelled']>;

const NO_SALE: OpenSale = { tenders: {}, cancelled: null };

function moneyOf(tender: FactBody<'tender_taken'>['tender']): Money {
  return { ...NO_MONEY, kind: tender.kind, amountMinor: tender.amountMinor, roundingMinor: 'roundingMinor' in tender ? tender.roundingMinor : 0 };
}
const NO_MONEY = { roundingMinor: 0, msat: 0, feeMsat: 0 };

function addTender(book: SumsBook, saleId: string, tenderId: string, money: Money): void {
  const sale = book.sale(saleId) ?? NO_SALE;
  book.setSale(saleId, { ...sale, tenders: { ...sale.tenders, [tenderId]: money } });
}

function without(tenders: Record<string, Money>, isGone: (id: string, money: Money) => boolean): Record<string, Money> {
  return Object.fromEntries(Object.entries(tenders).filter(([id, money]) => !isGone(id, money)));
}

function countCancelled(book: SumsBook, { day, staffId, removedLineCount }: Cancelled, sign: 1 | -1): void {
  const counts = { cancelledSaleCount: sign, removedLineCount: sign * removedLineCount };
  addSums(book.day(day), { figures: counts, staff: { [staffId ?? '']: counts } });
}

function countTaxes(into: DaySums['taxes'], taxes: readonly TaxTotal[], refunded: boolean): void {
  for (const tax of taxes) {
    const { netMinor, taxMinor, grossMinor } = tax;
    addSums(into, {
      [taxKey(tax)]: refunded
        ? { refundedNetMinor: netMinor, refundedTaxMinor: taxMinor, refundedGrossMinor: grossMinor }
        : { netMinor, taxMinor, grossMinor },
    });
  }
}

function complete(book: SumsBook, { body }: JournalEntry<'sale_completed'>): void {
  const { saleId, day, hour, staffId, totals, lines, tipMinor, tipTax, removedLineCount } = body;
  const open = book.sale(saleId) ?? NO_SALE;
  if (open.cancelled) countCancelled(book, open.cancelled, -1);
  book.setSale(saleId, null);

  const { taxMinor, discountMinor, promotions } = totals;
  const vouchersSold = { count: 0, amountMinor: 0 };
  const goods = { itemCount: 0, weighedGrams: 0 };
  for (const [index, line] of lines.entries()) {
    const totalMinor = totals.lines[index]?.totalMinor ?? 0;
    const { quantity, grams } = soldOf(line);
    if (isVoucherLine(line)) addSums(vouchersSold, { count: quantity, amountMinor: totalMinor });
    else {
      addSums(goods, { itemCount: quantity, weighedGrams: grams });
      book.addArticle(day, line, { quantity, grams, totalMinor });
    }
  }
  const takings = { saleCount: 1, totalMinor: totals.totalMinor - vouchersSold.amountMinor };
  const byStaff = {
    ...takings,
    ...goods,
    ...{ discountMinor, tipMinor, removedLineCount },
    discountedSaleCount: discountMinor > 0 ? 1 : 0,
    priceChangeCount: lines.filter(({ usualPriceMinor }) => usualPriceMinor !== null).length,
  };
  const figures: Some<DaySums['figures']> = {
    ...byStaff,
    ...{ netMinor: totals.netMinor - vouchersSold.amountMinor, taxMinor, vouchersSold, receivedMsat: 0, cashRoundingMinor: 0 },
    promotionMinor: promotions.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  };
  const sums = book.day(day);
  for (const { kind, amountMinor, msat, roundingMinor } of Object.values(open.tenders)) {
    addSums(figures, { receivedMsat: msat, cashRoundingMinor: roundingMinor });
    addSums(sums, { tenders: { [kind]: { tenderCount: 1, amountMinor, receivedMsat: msat, refundCount: 0, refundedMinor: 0 } } });
  }
  countTaxes(sums.taxes, totals.taxes, false);
  if (tipTax) countTaxes(sums.tipTaxes, [tipTax], false);
  addSums(sums, { figures, hours: { [hour]: takings }, staff: { [staffId ?? '']: byStaff } });
}

function completeRefund(book: SumsBook, { body }: JournalEntry<'refund_completed'>): void {
  const { refundId, saleId, day, lines, amountMinor, tipMinor, taxes, tipTax } = body;
  const open = book.refund(refundId);
  if (!open) throw new Error(`refund ${refundId} is completed, and was never begun`);
  book.setRefund(refundId, null);

  const sums = book.day(day);
  const figures = sums.figures.refunds;
  addSums(figures, { refundCount: 1, totalMinor: amountMinor, tipMinor });
  if (saleId === null) addSums(figures, { withoutReceiptCount: 1, withoutReceiptMinor: amountMinor });
  for (const tax of taxes) if (!isVoucherLine(tax)) addSums(figures, { netMinor: tax.netMinor, taxMinor: tax.taxMinor });
  for (const { kind, msat, feeMsat, amountMinor, roundingMinor } of Object.values(open.legs)) {
    addSums(figures, { sentMsat: msat, feeMsat, cashRoundingMinor: roundingMinor });
    countGiven(sums, kind, amountMinor);
  }
  for (const { quantity, grossMinor } of lines.filter(isVoucherLine)) {
    addSums(sums.figures.vouchersTakenBack, { count: quantity, amountMinor: grossMinor });
  }
  countTaxes(sums.taxes, taxes, true);
  if (tipTax) countTaxes(sums.tipTaxes, [tipTax], true);
  addSums(sums, { staff: { [open.staffId ?? '']: { refundCount: 1, refundedMinor: amountMinor } } });
}

function countGiven(sums: DaySums, kind: string, refundedMinor: number): void {
  addSums(sums, { tenders: { [kind]: { refundCount: 1, refundedMinor } } });
}

const roundingOf = (way: Way) => (way.kind === 'cash' ? way.roundingMinor : 0);

function legOf(way: Way, amountMinor: number): Money {
  return { kind: way.kind, amountMinor, roundingMinor: roundingOf(way), msat: way.kind === 'lightning' ? way.amountMsat : 0, feeMsat: 0 };
}

/** The leg with what became of it. */
function setLeg(book: SumsBook, refundId: string, legId: string, what: Partial<Money>): void {
  const refund = book.refund(refundId);
  const leg = refund?.legs[legId];
  if (!refund || !leg) throw new Error(`leg ${legId} of refund ${refundId} was never planned`);
  book.setRefund(refundId, { ...refund, legs: { ...refund.legs, [legId]: { ...leg, ...what } } });
}

const COUNTING: Counting = {
  till_founded(book, { body: { settings } }) {
    book.calendar = { timeZone: settings.timeZone, dayStartsAtHour: settings.dayStartsAtHour };
  },
  shop_changed(book, { body: { settings } }) {
    book.calendar = { timeZone: settings.timeZone, dayStartsAtHour: settings.dayStartsAtHour };
  },
  articles_put: (book, { body }) => book.putArticles(body.articles),
  import_written: (book, { body }) => book.putArticles(body.articles),
  tender_taken: (book, { body: { saleId, tender } }) => addTender(book, saleId, tender.id, moneyOf(tender)),
  tender_returned(book, { body: { saleId, tender } }) {
    const sale = book.sale(saleId);
    if (sale) book.setSale(saleId, { ...sale, tenders: without(sale.tenders, (id) => id === tender.id) });
  },
  settlement_recorded(book, { body: { disposition, saleId, tenderId, creditedMinor, receivedMsat, attention } }) {
    if (disposition !== 'paid' || saleId === null || tenderId === null) return;
    addTender(book, saleId, tenderId, {
      ...NO_MONEY,
      kind: 'lightning',
      amountMinor: creditedMinor,
      msat: receivedMsat - (attention?.amountMsat ?? 0),
    });
  },
  settlement_applied(book, { body: { saleId, tenderId, amountMinor, receivedMsat } }) {
    addTender(book, saleId, tenderId, { ...NO_MONEY, kind: 'lightning', amountMinor, msat: receivedMsat });
  },
  sale_completed: complete,
  sale_cancelled(book, { body: { saleId, day, staffId, removedLineCount } }) {
    const cancelled = { day, staffId, removedLineCount };
    countCancelled(book, cancelled, 1);
    // What Lightning had paid is on the manager's list now.
    book.setSale(saleId, { tenders: without(book.sale(saleId)?.tenders ?? {}, (_id, { kind }) => kind === 'lightning'), cancelled });
  },
  refund_begun(book, { staffId, body: { refundId, legs } }) {
    book.setRefund(refundId, { staffId, legs: Object.fromEntries(legs.map(({ legId, way, amountMinor }) => [legId, legOf(way, amountMinor)])) });
  },
  refund_sent(book, { body: { refundId, legId, outcome, feeMsat } }) {
    if (outcome === 'failed') book.setRefund(refundId, null);
    else setLeg(book, refundId, legId, { feeMsat });
  },
  refund_leg_paid: (book, { body: { refundId, legId, way } }) => setLeg(book, refundId, legId, { roundingMinor: roundingOf(way) }),
  refund_completed: completeRefund,
  credit_given_back(book, { body: { day, way, amountMinor } }) {
    const sums = book.day(day);
    addSums(sums.figures.refunds, { cashRoundingMinor: roundingOf(way) });
    countGiven(sums, way.kind, amountMinor);
    addSums(sums, { tenders: { exchange: { refundedMinor: -amountMinor } } });
  },
  account_paid: (book, { body: { day, amountMinor } }) => addSums(book.day(day).figures.accountPayments, { count: 1, amountMinor }),
  drawer_opened(book, { atMs, staffId }) {
    if (!book.calendar) throw new Error('a drawer was opened before the till was founded');
    const { day } = shopDay(atMs, book.calendar);
    addSums(book.day(day), { figures: { drawerOpenedCount: 1 }, staff: { [staffId ?? '']: { drawerOpenedCount: 1 } } });
  },
};

/** The kinds of facts that change sums; others need not be read. */
export const COUNTED_KINDS = Object.keys(COUNTING) as FactKind[];

export function countEntry(book: SumsBook, entry: JournalEntry): void {
  (COUNTING[entry.kind] as ((book: SumsBook, entry: JournalEntry) => void) | undefined)?.(book, entry);
}
