// What is taken at once for the sale in hand, and given back before the sale is complete. What is asked for by a code is not.
import { TillError } from '../../shared/errors.ts';
import { isTakenTender, type TakenTender } from '../../shared/tender.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { FactBody } from '../store/facts.ts';
import type { Append } from '../store/journal.ts';
import type { Completion } from './completion.ts';
import { factOfSale } from './fact-of-sale.ts';
import type { Hand } from './hand.ts';
import { addTender, replaceTender } from './sale-rules.ts';
import { cashTender } from './tender-rules.ts';

export interface TenderingParts {
  hand: Hand;
  completion: Completion;
  shop: () => ShopSettings;
  newId: () => string;
}

/** What the customer gives. */
export type Offer = { kind: 'cash'; givenMinor: number };

export interface Tendering {
  /** `dueMinor` is what the cashier saw. Pressing twice takes it once. */
  take(request: { saleId: string; dueMinor: number }, offer: Offer, staffId: string): void;
  giveBack(request: { saleId: string; tenderId: string }, staffId: string): void;
}

export function createTendering({ hand, completion, shop, newId }: TenderingParts): Tendering {
  return {
    take({ saleId, dueMinor }, offer, staffId) {
      const { sale } = hand;
      if (sale.id !== saleId) throw new TillError('SALE_CHANGED');
      if (sale.status === 'completed') {
        const last = sale.tenders.at(-1);
        if (last?.kind === offer.kind && last.givenMinor === offer.givenMinor && last.amountMinor === dueMinor) return;
        throw new TillError('SALE_CHANGED');
      }
      if (sale.dueMinor !== dueMinor) throw new TillError('SALE_CHANGED');
      hand.record((append) => {
        const tender = cashTender(sale, offer.givenMinor, shop().currency, newId());
        append(
          'tender_taken',
          {
            ...factOfSale(sale),
            lines: tender.amountMinor < sale.dueMinor ? sale.lines : null,
            position: sale.tenders.length,
            tender: asTaken(tender),
          },
          staffId,
        );
        return { sale: completion.completeWhenPaid(append, addTender(sale, tender), staffId), staffId };
      });
    },
    giveBack({ saleId, tenderId }, staffId) {
      const { sale } = hand;
      if (sale.id !== saleId || sale.status !== 'tendering') throw new TillError('SALE_CHANGED');
      const tender = sale.tenders.find(({ id }) => id === tenderId);
      if (!tender || !isTakenTender(tender)) throw new TillError('SALE_CHANGED');
      if (tender.status === 'returned') return;
      hand.record((append) => {
        returnTender(append, saleId, tender, staffId);
        return { sale: replaceTender(sale, { ...tender, status: 'returned' }), staffId };
      });
    },
  };
}

/** Within the fact by which it goes back: by the cashier's wish, or because the sale is cancelled. */
export function returnTender(append: Append, saleId: string, tender: TakenTender, staffId: string): void {
  append('tender_returned', { saleId, tender: asTaken(tender) }, staffId);
}

/** What the journal says of it: what became of it is said by the facts that follow. */
function asTaken({ status: _, ...taken }: TakenTender): FactBody<'tender_taken'>['tender'] {
  return taken;
}
