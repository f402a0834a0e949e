// What a kitchen or a bar is told: of each line once, and of what changes afterwards the difference only. Pure: from the lines as
// they are and what was told of them, to the slips that make both equal.
import type { Names, Unit } from './line-item.ts';

/** What a kitchen has to know of a line: another one of these is another order. */
export interface Order {
  articleId: string | null;
  names: Names;
  unit: Unit;
  modifiers: { id: string; names: Names }[];
  note: string;
}

/** A line of a slip: so much more, or (below zero) so much less. Pieces, or grams. */
export interface SlipLine extends Order {
  lineId: string;
  quantity: number;
}

/** What was told of a line, all slips together, and by which printer. */
export interface ToldLine extends SlipLine {
  printerId: string;
}

/** A line of the sale; null where no printer prints slips of it. */
export interface OrderedLine extends SlipLine {
  printerId: string | null;
}

/** The slips that tell what has not been told, by printer. What was told once goes on at the printer that told it, while there is that one. */
export function slipsFor(
  lines: readonly OrderedLine[],
  told: readonly ToldLine[],
  hasPrinter: (printerId: string) => boolean,
): Map<string, SlipLine[]> {
  const slips = new Map<string, SlipLine[]>();
  const tell = (printerId: string | null, order: Order, lineId: string, quantity: number) => {
    if (printerId === null || quantity === 0) return;
    const { articleId, names, unit, modifiers, note } = order;
    slips.set(printerId, [
      ...(slips.get(printerId) ?? []),
      { lineId, articleId, names, unit, modifiers: modifiers.map(({ id, names: its }) => ({ id, names: its })), note, quantity },
    ]);
  };
  const before = new Map(told.map((line) => [line.lineId, line]));
  for (const line of told) if (!lines.some(({ lineId }) => lineId === line.lineId)) tell(line.printerId, line, line.lineId, -line.quantity);
  for (const line of lines) {
    const already = before.get(line.lineId);
    if (!already) {
      tell(line.printerId, line, line.lineId, line.quantity);
      continue;
    }
    const at = hasPrinter(already.printerId) ? already.printerId : (line.printerId ?? already.printerId);
    if (isSameOrder(already, line)) {
      tell(at, line, line.lineId, line.quantity - already.quantity);
    } else {
      tell(already.printerId, already, line.lineId, -already.quantity);
      tell(at, line, line.lineId, line.quantity);
    }
  }
  return slips;
}

export function isSameOrder(one: Order, other: Order): boolean {
  return orderText(one) === orderText(other);
}

/** In one spelling, whatever the order of its keys was: a modifier's or a name's languages are sorted. */
function orderText({ articleId, names, unit, modifiers, note }: Order): string {
  const sorted = (of: Names) => Object.entries(of).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([articleId, sorted(names), unit, modifiers.map(({ id, names: its }) => [id, sorted(its)]), note]);
}

/** What is told once a slip is out. */
export function withSlip(told: readonly ToldLine[], printerId: string, slip: readonly SlipLine[]): ToldLine[] {
  const after = new Map(told.map((line) => [line.lineId, line]));
  for (const line of slip) {
    const already = after.get(line.lineId);
    const quantity = (already && isSameOrder(already, line) ? already.quantity : 0) + line.quantity;
    if (quantity > 0) after.set(line.lineId, { ...line, quantity, printerId });
    else after.delete(line.lineId);
  }
  return [...after.values()];
}

/**
 * A part of a line that goes to another sale goes as a line of its own: what was told of the line goes along with it, as far as it is
 * more than what stays. `stays` are the lines as they are after it.
 */
export function withPartsMoved(told: readonly ToldLine[], stays: readonly SlipLine[], moved: readonly SlipLine[]): ToldLine[] {
  const after = new Map(told.map((line) => [line.lineId, line]));
  for (const part of moved) {
    if (after.has(part.lineId)) continue;
    let wanted = part.quantity;
    for (const line of stays) {
      const from = after.get(line.lineId);
      if (!from || !isSameOrder(from, part)) continue;
      const taken = Math.min(wanted, Math.max(0, from.quantity - line.quantity));
      if (taken === 0) continue;
      wanted -= taken;
      const already = after.get(part.lineId);
      after.set(line.lineId, { ...from, quantity: from.quantity - taken });
      after.set(part.lineId, { ...from, lineId: part.lineId, quantity: (already?.quantity ?? 0) + taken });
    }
  }
  return [...after.values()].filter(({ quantity }) => quantity > 0);
}

/** What the cashier's screen knows of it. */
export interface KitchenState {
  /** Some printer prints slips. */
  used: boolean;
  saleId: string;
  /** How many lines of the sale in hand have something that the kitchen was not told. */
  unsentLines: number;
}
