// A sale of which nothing is to be paid, since all of it was taken off: it ends without a tender, and with a receipt.
import { TillError } from '../../shared/errors.ts';
import type { Completion } from './completion.ts';
import type { Hand } from './hand.ts';
import { refuseUnlessFree } from './sale-rules.ts';

export interface FreeSale {
  /** SALE_EMPTY without lines; SALE_CHANGED while something is to be paid. Pressing twice ends it once. */
  complete(saleId: string, staffId: string): void;
}

export function createFreeSale({ hand, completion }: { hand: Hand; completion: Completion }): FreeSale {
  return {
    complete(saleId, staffId) {
      const { sale } = hand;
      if (sale.id !== saleId) throw new TillError('SALE_CHANGED');
      if (sale.status === 'completed' && sale.totals.totalMinor === 0) return;
      refuseUnlessFree(sale);
      hand.record((append) => ({ sale: completion.completeWhenPaid(append, sale, staffId), staffId }));
    },
  };
}
