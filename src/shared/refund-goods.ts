// What can still be given back of the goods of a sale, and what a part of it is worth: by line, by quantity, by weight, or as an
// amount spread over all. Pure. Each part is a share of what is left, so the last one ends at zero: for every line and for every
// tax of it, sale + refunds = 0, however discounts and roundings fell.
import type { LineItem, Names } from './line-item.ts';
import { mulDivRound } from './money.ts';
import type { Sale } from './sale.ts';
import { spread } from './spread.ts';
import type { TaxTotal } from './totals.ts';
import { isVoucherLine } from './voucher.ts';

/** What a refund gives back of a line; `grossMinor` = net + tax is what the customer gets for it. */
export interface RefundLine {
  /** The sale's; its own where there is no receipt. */
  lineId: string;
  articleId: string | null;
  names: Names;
  unit: LineItem['unit'];
  /** Pieces or grams; zero where only money goes back. */
  quantity: number;
  /** What a piece weighs, where the line says so. */
  pieceGrams: number | null;
  taxClassId: string;
  taxRatePpm: number;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
  /** Whether the goods can be sold again. */
  restock: boolean;
}

/** What is left of a line of the sale, at the rate that it was taxed at. */
export interface LineLeft {
  line: LineItem;
  taxRatePpm: number;
  quantity: number;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
}

/** Of each line what was paid for it, less what refunds that stand have given back. */
export function goodsLeft({ lines, totals, taxExempt }: Pick<Sale, 'lines' | 'totals' | 'taxExempt'>, given: readonly RefundLine[]): LineLeft[] {
  const paid = new Map(totals.lines.map((line) => [line.lineId, line]));
  return lines.map((line) => {
    const { netMinor = 0, taxMinor = 0 } = paid.get(line.id) ?? {};
    const taxRatePpm = taxExempt ? 0 : line.taxRatePpm;
    const left = { line, taxRatePpm, quantity: line.quantity, netMinor, taxMinor, grossMinor: netMinor + taxMinor };
    for (const part of given) {
      if (part.lineId !== line.id) continue;
      left.quantity -= part.quantity;
      left.netMinor -= part.netMinor;
      left.taxMinor -= part.taxMinor;
      left.grossMinor -= part.grossMinor;
    }
    return left;
  });
}

function part(
  { line, taxRatePpm, netMinor, taxMinor, grossMinor: leftMinor }: LineLeft,
  quantity: number,
  grossMinor: number,
  restock: boolean,
): RefundLine {
  const tax = grossMinor === leftMinor ? taxMinor : mulDivRound(taxMinor, grossMinor, leftMinor);
  const { articleId, names, unit, pieceGrams, taxClassId } = line;
  const amounts = { netMinor: grossMinor === leftMinor ? netMinor : grossMinor - tax, taxMinor: tax, grossMinor };
  return { lineId: line.id, articleId, names, unit, quantity, pieceGrams, taxClassId, taxRatePpm, ...amounts, restock: restock && quantity > 0 };
}

/** So much of the line, at what was paid for it: its share of what is left, and with the last of it whatever is left. */
export function partOf(left: LineLeft, quantity: number, restock: boolean): RefundLine {
  return part(left, quantity, quantity === left.quantity ? left.grossMinor : mulDivRound(left.grossMinor, quantity, left.quantity), restock);
}

/** All goods that are left. */
export function allOf(left: readonly LineLeft[], restock: boolean): RefundLine[] {
  return left.filter(({ quantity, grossMinor }) => quantity > 0 || grossMinor > 0).map((line) => partOf(line, line.quantity, restock));
}

/** An amount of what is left, over all lines in proportion; no goods come back for it. */
export function spreadOver(left: readonly LineLeft[], amountMinor: number): RefundLine[] {
  const shares = spread(
    amountMinor,
    left.map(({ grossMinor }) => grossMinor),
  );
  return left.flatMap((line, index) => ((shares[index] ?? 0) > 0 ? part(line, 0, shares[index] ?? 0, false) : []));
}

/** What an amount can be spread over: a voucher goes back whole, or not at all. */
export function withoutVouchers(left: readonly LineLeft[]): LineLeft[] {
  return left.filter(({ line }) => !isVoucherLine(line));
}

/** What lines come to, or what is left of them. */
export function grossOf(lines: readonly { grossMinor: number }[]): number {
  return lines.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
}

/** The taxes that go back with the lines, by rate. */
export function taxesOf(lines: readonly RefundLine[]): TaxTotal[] {
  const taxes = new Map<string, TaxTotal>();
  for (const { taxClassId, taxRatePpm: ratePpm, netMinor, taxMinor, grossMinor } of lines) {
    if (grossMinor === 0) continue;
    const key = `${ratePpm}|${taxClassId}`;
    const total = taxes.get(key) ?? { taxClassId, ratePpm, netMinor: 0, taxMinor: 0, grossMinor: 0 };
    total.netMinor += netMinor;
    total.taxMinor += taxMinor;
    total.grossMinor += grossMinor;
    taxes.set(key, total);
  }
  return [...taxes.values()].sort((a, b) => a.ratePpm - b.ratePpm || (a.taxClassId < b.taxClassId ? -1 : 1));
}
