// A line as it will be when what was typed is kept: for the amount on the button. Main works it out again.
import { type Discount, type LineItem, listMinorOf } from '../../../shared/line-item.ts';
import type { ModifierGroup } from '../../../shared/offers.ts';

export interface LineChanges {
  quantity?: number;
  priceMinor?: number;
  modifierIds?: string[];
  discount: Discount | null;
}

export function lineAfter(line: LineItem, { quantity, priceMinor, modifierIds, discount }: LineChanges, groups: readonly ModifierGroup[]) {
  const chosen = modifierIds ?? line.modifiers.map(({ id }) => id);
  const modifiers =
    modifierIds === undefined ? line.modifiers : groups.flatMap((group) => group.modifiers.filter(({ id }) => modifierIds.includes(id)));
  const after = { ...line, quantity: quantity ?? line.quantity, unitPriceMinor: priceMinor ?? line.unitPriceMinor, modifiers, discount };
  return { line: after, listMinor: listMinorOf(after), modifierIds: chosen };
}
