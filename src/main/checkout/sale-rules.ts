// The rules of a sale in hand, pure: each function takes a sale and gives the next one, or throws the TillError that says why not.
// The only place where a sale's lines and tenders change.
import { TillError } from '../../shared/errors.ts';
import { type LineItem, lineTotalMinor } from '../../shared/line-item.ts';
import { type CurrencyCode, cashStepMinor, MAX_AMOUNT_MINOR, minorForMsat, roundForCash, satForMinor } from '../../shared/money.ts';
import type { Sale } from '../../shared/sale.ts';
import { type CashTender, excessMsatOf, type LightningTender, liveLightningTender, paidMinor, type Tender } from '../../shared/tender.ts';
import { EMPTY_TOTALS, type TaxMode, totalsOf } from '../../shared/totals.ts';

const MAX_QUANTITY = 9999;
const MAX_LINES = 1000;

export function emptySale(id: string, nowMs: number): Sale {
  return {
    id,
    status: 'open',
    openedAtMs: nowMs,
    lines: [],
    removedLineCount: 0,
    totals: EMPTY_TOTALS,
    tenders: [],
    dueMinor: 0,
    receiptNumber: null,
    completedAtMs: null,
  };
}

export function isFinal(sale: Sale): boolean {
  return sale.status === 'completed' || sale.status === 'cancelled';
}

function withLines(sale: Sale, lines: LineItem[], taxMode: TaxMode): Sale {
  if (lines.length > MAX_LINES || lines.some((line) => lineTotalMinor(line) > MAX_AMOUNT_MINOR))
    throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: MAX_AMOUNT_MINOR });
  const totals = totalsOf(lines, taxMode);
  if (totals.totalMinor > MAX_AMOUNT_MINOR) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: MAX_AMOUNT_MINOR });
  return { ...sale, lines, totals, dueMinor: totals.totalMinor - paidMinor(sale.tenders) };
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

/** Adds the line, or its quantity to a line of the same article, price and tax without a note. Tells which line it is on. */
export function addLine(sale: Sale, line: LineItem, taxMode: TaxMode): { sale: Sale; lineId: string } {
  refuseWhileTendering(sale);
  const same = sale.lines.find(
    (other) =>
      line.articleId !== null &&
      other.articleId === line.articleId &&
      other.unitPriceMinor === line.unitPriceMinor &&
      other.taxClassId === line.taxClassId &&
      other.taxRatePpm === line.taxRatePpm &&
      other.note === line.note,
  );
  if (!same) return { sale: withLines(sale, [...sale.lines, line], taxMode), lineId: line.id };
  const quantity = same.quantity + line.quantity;
  if (quantity > MAX_QUANTITY) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: MAX_AMOUNT_MINOR });
  const lines = sale.lines.map((other) => (other === same ? { ...other, quantity } : other));
  return { sale: withLines(sale, lines, taxMode), lineId: same.id };
}

export function changeLine(sale: Sale, lineId: string, change: { quantity?: number | undefined; note?: string | undefined }, taxMode: TaxMode): Sale {
  refuseWithPayment(sale);
  const line = sale.lines.find((other) => other.id === lineId);
  if (!line) throw new TillError('SALE_CHANGED');
  const changed = { ...line, quantity: change.quantity ?? line.quantity, note: change.note ?? line.note };
  return withLines(
    sale,
    sale.lines.map((other) => (other === line ? changed : other)),
    taxMode,
  );
}

export function removeLine(sale: Sale, lineId: string, taxMode: TaxMode): Sale {
  refuseWithPayment(sale);
  if (!sale.lines.some((line) => line.id === lineId)) throw new TillError('SALE_CHANGED');
  const lines = sale.lines.filter((line) => line.id !== lineId);
  return { ...withLines(sale, lines, taxMode), removedLineCount: sale.removedLineCount + 1 };
}

function withTenders(sale: Sale, tenders: Tender[]): Sale {
  return { ...sale, status: 'tendering', tenders, dueMinor: sale.totals.totalMinor - paidMinor(tenders) };
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

/**
 * Cash for what is due. Enough of it ends the sale with change, rounded to the currency's coins; less is a part,
 * taken at its face value.
 */
export function cashTender(sale: Sale, givenMinor: number, currency: CurrencyCode, id: string): CashTender {
  refuseUnlessPayable(sale);
  const stepMinor = cashStepMinor(currency);
  if (givenMinor % stepMinor !== 0) throw new TillError('CASH_NOT_PAYABLE', { stepMinor });
  const cashDueMinor = roundForCash(sale.dueMinor, currency);
  const common = { kind: 'cash', id, status: 'paid', givenMinor } as const;
  if (givenMinor >= cashDueMinor) {
    return { ...common, amountMinor: sale.dueMinor, changeMinor: givenMinor - cashDueMinor, roundingMinor: cashDueMinor - sale.dueMinor };
  }
  if (givenMinor === 0) throw new TillError('AMOUNT_TOO_SMALL');
  return { ...common, amountMinor: givenMinor, changeMinor: 0, roundingMinor: 0 };
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
