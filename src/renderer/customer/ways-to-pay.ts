// How one can pay here right now, for whoever has just come in. Pure.
import type { OfferedKind, TenderSettings } from '../../shared/tender-settings.ts';

/** On account pay those whom the shop knows: it is not offered to everybody. */
export type NamedWay = Exclude<OfferedKind, 'account'>;

/** The usual one first. `canMakeCodes`: the node is there, and a rate. */
export function waysToPay({ kinds, foreignCash }: Pick<TenderSettings, 'kinds' | 'foreignCash'>, canMakeCodes: boolean): NamedWay[] {
  return kinds.flatMap((kind) => {
    if (kind === 'account') return [];
    if (kind === 'lightning' && !canMakeCodes) return [];
    return kind === 'foreign_cash' && foreignCash.length === 0 ? [] : kind;
  });
}
