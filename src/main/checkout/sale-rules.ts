// The rules of a sale in hand, pure: each function takes a sale and gives the next one, or throws the TillError that says why not.
// The only place where a sale's lines and tenders change.
import { TillError } from '../../shared/errors.ts';
import { type Discount, discountMinorOf, type LineItem, listMinorOf, stockOf } from '../../shared/line-item.ts';
import { MAX_AMOUNT_MINOR, minorForMsat, mulDivRound, satForMinor } from '../../shared/money.ts';
import { dueMinorOf, type Sale } from '../../shared/sale.ts';
import { excessMsatOf, type LightningTender, liveLightningTender, paidMinor, type Tender } from '../../shared/tender.ts';
import { type SalePricing, tipTaxOf } from '../../shared/tip-tax.ts';
import { totalsOf } from '../../shared/totals.ts';
import { isVoucherLine } from '../../shared/voucher.ts';

export const MAX_QUANTITY = 9999;
const MAX_LINES = 1000;

export function isFinal(sale: Sale): boolean {
  return sale.status === 'completed' || sale.status === 'cancelled';
}

/** The sale with this of it changed, and its totals worked out again. */
export function repriced(sale: Sale, change: Partial<Pick<Sale, 'lines' | 'discount' | 'dining' | 'taxExempt'>>, pricing: SalePricing): Sale {
  const changed = { ...sale, ...change };
  // What was said of the sale was said of what was on it: nothing of it, a discount least of all, is left over for other goods.
  const next = changed.lines.length === 0 ? { ...changed, discount: null, taxExempt: null } : changed;
  const sums = next.lines.reduce((sum, line) => sum + listMinorOf(line), 0);
  if (next.lines.length > MAX_LINES || sums > MAX_AMOUNT_MINOR) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: MAX_AMOUNT_MINOR });
  const totals = totalsOf(next, pricing);
  if (totals.totalMinor > MAX_AMOUNT_MINOR) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: MAX_AMOUNT_MINOR });
  // A tip is for something.
  const tipMinor = totals.totalMinor === 0 ? 0 : next.tipMinor;
  const priced = { ...next, totals, tipMinor, tipTax: tipTaxOf(tipMinor, pricing.tipTax, next.taxExempt !== null) };
  const dueMinor = dueMinorOf(priced);
  // A bundle, or a threshold that is reached, can make less of it than has been paid.
  if (dueMinor < 0 && dueMinor < sale.dueMinor) throw new TillError('SALE_HAS_PAYMENT');
  return { ...priced, dueMinor };
}

/** While a code can be paid, or a card, its amount must stay what it says; a sale that is over does not change at all. */
export function refuseWhileTendering(sale: Sale): void {
  if (isFinal(sale)) throw new TillError('SALE_CHANGED');
  if (liveLightningTender(sale.tenders) || sale.cardMove) throw new TillError('SALE_HAS_PAYMENT');
}

/** Less may not be owed than has been paid: with money taken, lines can be added and nothing else. */
function refuseWithPayment(sale: Sale): void {
  refuseWhileTendering(sale);
  if (paidMinor(sale.tenders) > 0) throw new TillError('SALE_HAS_PAYMENT');
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

/** Whether more of the one can be told by the quantity of the other. What was weighed, discounted or noted stays by itself. */
function isMoreOf(line: LineItem, other: LineItem): boolean {
  const plain = ({ unit, discount, note }: LineItem) => unit === 'piece' && discount === null && note === '';
  const idsOf = ({ modifiers }: LineItem) => modifiers.map(({ id }) => id);
  return (
    line.articleId !== null &&
    line.articleId === other.articleId &&
    line.unitPriceMinor === other.unitPriceMinor &&
    line.pieceGrams === other.pieceGrams &&
    line.expiredOn === other.expiredOn &&
    line.usualPriceMinor === other.usualPriceMinor &&
    line.taxClassId === other.taxClassId &&
    line.taxRatePpm === other.taxRatePpm &&
    plain(line) &&
    plain(other) &&
    same(idsOf(line), idsOf(other)) &&
    same(line.promotionIds, other.promotionIds)
  );
}

/** How much of the same article, in the unit of its stock, the sale has. */
export function quantityOf(sale: Sale, line: Pick<LineItem, 'articleId' | 'unit' | 'quantity' | 'pieceGrams'>): number {
  const { unit } = stockOf(line);
  const its = sale.lines.filter(({ articleId }) => articleId === line.articleId).map(stockOf);
  return its.reduce((sum, stock) => (stock.unit === unit ? sum + stock.quantity : sum), 0);
}

/** Adds the line, or its quantity to one that is the same. Tells which line it is on. */
export function addLine(sale: Sale, line: LineItem, pricing: SalePricing): { sale: Sale; lineId: string } {
  refuseWhileTendering(sale);
  const more = sale.lines.find((other) => isMoreOf(line, other));
  if (!more) return { sale: repriced(sale, { lines: [...sale.lines, line] }, pricing), lineId: line.id };
  const quantity = more.quantity + line.quantity;
  if (quantity > MAX_QUANTITY) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: MAX_AMOUNT_MINOR });
  const lines = sale.lines.map((other) => (other === more ? { ...other, quantity } : other));
  return { sale: repriced(sale, { lines }, pricing), lineId: more.id };
}

/** What can be changed of a line that is rung up. */
export type LineChange = Partial<Pick<LineItem, 'quantity' | 'note' | 'modifiers' | 'discount' | 'unitPriceMinor' | 'usualPriceMinor'>>;

export function changeLine(sale: Sale, lineId: string, change: LineChange, pricing: SalePricing): Sale {
  refuseWithPayment(sale);
  if (!sale.lines.some((line) => line.id === lineId)) throw new TillError('SALE_CHANGED');
  return repriced(sale, { lines: sale.lines.map((line) => (line.id === lineId ? { ...line, ...change } : line)) }, pricing);
}

/** Changes the sale as a whole, and with it perhaps the tax of its lines. */
export function changeSale(sale: Sale, change: Partial<Pick<Sale, 'lines' | 'discount' | 'dining' | 'taxExempt'>>, pricing: SalePricing): Sale {
  refuseWithPayment(sale);
  return repriced(sale, change, pricing);
}

/** No more than the sale itself: a figure too many is a slip. Not once a code is shown or money was taken. */
export function tipSale(sale: Sale, tipMinor: number, { tipTax }: Pick<SalePricing, 'tipTax'>): Sale {
  refuseWithPayment(sale);
  const { totalMinor } = sale.totals;
  if (totalMinor === 0) throw new TillError('SALE_EMPTY');
  if (tipMinor > totalMinor) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: totalMinor });
  const tipped = { ...sale, tipMinor, tipTax: tipTaxOf(tipMinor, tipTax, sale.taxExempt !== null) };
  return { ...tipped, dueMinor: dueMinorOf(tipped) };
}

/** The largest share, in parts per million, that was taken off a line by hand: by its own discount and the sale's together. */
export function largestDiscountPpm({ lines, totals, discount }: Pick<Sale, 'lines' | 'totals' | 'discount'>): number {
  const left = lines.map((line, at) => {
    const { listMinor, promotionMinor } = totals.lines[at] ?? { listMinor: 0, promotionMinor: 0 };
    const fromMinor = isVoucherLine(line) ? 0 : listMinor - promotionMinor;
    return { fromMinor, offMinor: discountMinorOf(line.discount, fromMinor), ppm: shareOf(line.discount, fromMinor) };
  });
  const ppmOfSale = shareOf(
    discount,
    left.reduce((sum, { fromMinor, offMinor }) => sum + fromMinor - offMinor, 0),
  );
  return left.reduce((most, { ppm }) => Math.max(most, ppm + ppmOfSale - mulDivRound(ppm, ppmOfSale, 1_000_000)), 0);
}

/** As it was meant: ten percent is ten percent, however it is rounded. */
function shareOf(discount: Discount | null, fromMinor: number): number {
  if (discount === null) return 0;
  if (discount.kind === 'percent') return discount.ppm;
  return fromMinor === 0 ? 0 : mulDivRound(discountMinorOf(discount, fromMinor), 1_000_000, fromMinor);
}

export function removeLine(sale: Sale, lineId: string, pricing: SalePricing): Sale {
  refuseWithPayment(sale);
  if (!sale.lines.some((line) => line.id === lineId)) throw new TillError('SALE_CHANGED');
  const lines = sale.lines.filter((line) => line.id !== lineId);
  return { ...repriced(sale, { lines }, pricing), removedLineCount: sale.removedLineCount + 1 };
}

function withTenders(sale: Sale, tenders: Tender[]): Sale {
  const next: Sale = { ...sale, status: 'tendering', tenders };
  return { ...next, dueMinor: dueMinorOf(next) };
}

export function addTender(sale: Sale, tender: Tender): Sale {
  return withTenders(sale, [...sale.tenders, tender]);
}

export function replaceTender(sale: Sale, tender: Tender): Sale {
  return withTenders(
    sale,
    sale.tenders.map((other) => (other.id === tender.id ? tender : other)),
  );
}

/** Whether it can end without any money; throws why not. */
export function refuseUnlessFree(sale: Sale): void {
  refuseWithPayment(sale);
  if (sale.lines.length === 0) throw new TillError('SALE_EMPTY');
  if (sale.dueMinor !== 0) throw new TillError('SALE_CHANGED');
}

/** Whether money can be asked for now. */
export function isPayable(sale: Sale): boolean {
  return !isFinal(sale) && !liveLightningTender(sale.tenders) && !sale.cardMove && sale.totals.totalMinor > 0 && sale.dueMinor > 0;
}

/** Whether money can be asked for now; throws why not. */
export function refuseUnlessPayable(sale: Sale): void {
  refuseWhileTendering(sale);
  if (sale.totals.totalMinor <= 0 || sale.dueMinor <= 0) throw new TillError('SALE_EMPTY');
}

/** What a settlement is worth to the tender it pays, and what of it is to be given back. */
export function creditOf(
  asked: Pick<LightningTender, 'amountMinor' | 'amountSat' | 'quote'>,
  receivedMsat: number,
): { creditedMinor: number; excessMsat: number } {
  if (receivedMsat < asked.amountSat * 1000)
    return { creditedMinor: Math.min(asked.amountMinor, minorForMsat(receivedMsat, asked.quote.minorPerBtc)), excessMsat: 0 };
  return { creditedMinor: asked.amountMinor, excessMsat: excessMsatOf(asked.amountSat, receivedMsat) };
}

/** An invoice paid in full is worth what was asked, to the minor unit; more or less of it what the quote makes of the msat. */
export function worthOf(asked: Pick<LightningTender, 'amountMinor' | 'amountSat' | 'quote'>, receivedMsat: number): number {
  const { creditedMinor, excessMsat } = creditOf(asked, receivedMsat);
  return excessMsat > 0 ? minorForMsat(receivedMsat, asked.quote.minorPerBtc) : creditedMinor;
}

/**
 * What listed money is worth when a manager makes it a tender of its sale: never more than is due. The rest, if it is a
 * sat or more, stays listed.
 */
export function applicationOf(
  item: { amountMsat: number; amountMinor: number },
  dueMinor: number,
  minorPerBtc: number,
): { creditedMinor: number; excessMsat: number } {
  if (item.amountMinor <= dueMinor) return { creditedMinor: item.amountMinor, excessMsat: 0 };
  const excessMsat = item.amountMsat - satForMinor(dueMinor, minorPerBtc) * 1000;
  return { creditedMinor: dueMinor, excessMsat: excessMsat >= 1000 ? excessMsat : 0 };
}

/** What came beyond what was asked or due, as the manager's list takes it; null when there is none. */
export function excessItem(id: string, excessMsat: number, minorPerBtc: number) {
  return excessMsat > 0 ? ({ id, kind: 'excess', amountMsat: excessMsat, amountMinor: minorForMsat(excessMsat, minorPerBtc) } as const) : null;
}
