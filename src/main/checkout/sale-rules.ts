// The rules of a sale in hand, pure: each function takes a sale and gives the next one, or throws the TillError that says why not.
// The only place where a sale's lines and tenders change.
import { TillError } from '../../shared/errors.ts';
import { type LineItem, listMinorOf } from '../../shared/line-item.ts';
import { MAX_AMOUNT_MINOR, minorForMsat, satForMinor } from '../../shared/money.ts';
import { dueMinorOf, type Sale } from '../../shared/sale.ts';
import { excessMsatOf, type LightningTender, liveLightningTender, paidMinor, type Tender } from '../../shared/tender.ts';
import { EMPTY_TOTALS, type Pricing, totalsOf } from '../../shared/totals.ts';

const MAX_QUANTITY = 9999;
const MAX_LINES = 1000;

export function emptySale(id: string, nowMs: number): Sale {
  return {
    id,
    status: 'open',
    openedAtMs: nowMs,
    lines: [],
    removedLineCount: 0,
    discount: null,
    dining: null,
    taxExempt: null,
    totals: EMPTY_TOTALS,
    tipMinor: 0,
    tenders: [],
    dueMinor: 0,
    label: '',
    staffId: null,
    receiptNumber: null,
    completedAtMs: null,
  };
}

export function isFinal(sale: Sale): boolean {
  return sale.status === 'completed' || sale.status === 'cancelled';
}

/** The sale with this of it changed, and its totals worked out again. */
export function repriced(sale: Sale, change: Partial<Pick<Sale, 'lines' | 'discount' | 'dining' | 'taxExempt'>>, pricing: Pricing): Sale {
  const next = { ...sale, ...change };
  const sums = next.lines.reduce((sum, line) => sum + listMinorOf(line), 0);
  if (next.lines.length > MAX_LINES || sums > MAX_AMOUNT_MINOR) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: MAX_AMOUNT_MINOR });
  const totals = totalsOf(next, pricing);
  if (totals.totalMinor > MAX_AMOUNT_MINOR) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: MAX_AMOUNT_MINOR });
  const priced = { ...next, totals };
  return { ...priced, dueMinor: dueMinorOf(priced) };
}

/** While a code can be paid its amount must stay what it says; a sale that is over does not change at all. */
function refuseWhileTendering(sale: Sale): void {
  if (isFinal(sale)) throw new TillError('SALE_CHANGED');
  if (liveLightningTender(sale.tenders)) throw new TillError('SALE_HAS_PAYMENT');
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
    line.taxClassId === other.taxClassId &&
    line.taxRatePpm === other.taxRatePpm &&
    plain(line) &&
    plain(other) &&
    same(idsOf(line), idsOf(other)) &&
    same(line.promotionIds, other.promotionIds)
  );
}

/** Adds the line, or its quantity to one that is the same. Tells which line it is on. */
export function addLine(sale: Sale, line: LineItem, pricing: Pricing): { sale: Sale; lineId: string } {
  refuseWhileTendering(sale);
  const more = sale.lines.find((other) => isMoreOf(line, other));
  if (!more) return { sale: repriced(sale, { lines: [...sale.lines, line] }, pricing), lineId: line.id };
  const quantity = more.quantity + line.quantity;
  if (quantity > MAX_QUANTITY) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: MAX_AMOUNT_MINOR });
  const lines = sale.lines.map((other) => (other === more ? { ...other, quantity } : other));
  return { sale: repriced(sale, { lines }, pricing), lineId: more.id };
}

export function changeLine(sale: Sale, lineId: string, change: { quantity?: number | undefined; note?: string | undefined }, pricing: Pricing): Sale {
  refuseWithPayment(sale);
  const line = sale.lines.find((other) => other.id === lineId);
  if (!line) throw new TillError('SALE_CHANGED');
  const changed = { ...line, quantity: change.quantity ?? line.quantity, note: change.note ?? line.note };
  return repriced(sale, { lines: sale.lines.map((other) => (other === line ? changed : other)) }, pricing);
}

export function removeLine(sale: Sale, lineId: string, pricing: Pricing): Sale {
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
