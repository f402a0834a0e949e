// What a shop offers beside its articles, as a manager makes it and screens show it: modifiers and promotions.
import type { Modifier, Names } from './line-item.ts';
import type { Promotion } from './promotion.ts';

/** Choices that go together ("Milk"); articles name the groups that they have. */
export interface ModifierGroup {
  id: string;
  names: Names;
  /** Whether several of them can be chosen, or one. */
  many: boolean;
  modifiers: Modifier[];
}

export interface OffersState {
  /** In the order in which they are asked. */
  modifierGroups: ModifierGroup[];
  /** The newest first; those that have ended too, at most so many. */
  promotions: Promotion[];
}

/** The chosen modifiers of a line, in the order of the groups; undefined when one is not there, or a group is chosen from twice. */
export function chosenModifiers(groups: readonly ModifierGroup[], modifierIds: readonly string[]): Modifier[] | undefined {
  const chosen = groups.map((group) => group.modifiers.filter(({ id }) => modifierIds.includes(id)));
  if (chosen.some((of, at) => of.length > 1 && groups[at]?.many === false)) return undefined;
  const all = chosen.flat();
  return all.length === new Set(modifierIds).size ? all : undefined;
}
