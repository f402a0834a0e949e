// Cash for the sale in hand: taken, or handed back before the sale is complete.
import { TillError } from '../../shared/errors.ts';
import type { CashTender } from '../../shared/tender.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Completion } from './completion.ts';
import type { Hand } from './hand.ts';
import { addTender, cashTender, replaceTender } from './sale-rules.ts';

export interface CashParts {
  hand: Hand;
  completion: Completion;
  shop: () => ShopSettings;
  newId: () => string;
}

export interface Cash {
  /** `dueMinor` is what the cashier saw. Pressing twice takes it once. */
  take(request: { saleId: string; dueMinor: number; givenMinor: number }, staffId: string): void;
  giveBack(request: { saleId: string; tenderId: string }, staffId: string): void;
}

export function createCash({ hand, completion, shop, newId }: CashParts): Cash {
  return {
    take({ saleId, dueMinor, givenMinor }, staffId) {
      const { sale } = hand;
      if (sale.id !== saleId) throw new TillError('SALE_CHANGED');
      if (sale.status === 'completed') {
        const last = sale.tenders.at(-1);
        if (last?.kind === 'cash' && last.givenMinor === givenMinor && last.amountMinor === dueMinor) return;
        throw new TillError('SALE_CHANGED');
      }
      if (sale.dueMinor !== dueMinor) throw new TillError('SALE_CHANGED');
      const tender = cashTender(sale, givenMinor, shop().currency, newId());
      hand.record((append) => {
        const { id, amountMinor, changeMinor, roundingMinor } = tender;
        append(
          'cash_taken',
          {
            saleId,
            openedAtMs: sale.openedAtMs,
            totals: sale.totals,
            removedLineCount: sale.removedLineCount,
            lines: amountMinor < sale.dueMinor ? sale.lines : null,
            tenderId: id,
            position: sale.tenders.length,
            amountMinor,
            givenMinor,
            changeMinor,
            roundingMinor,
          },
          staffId,
        );
        return { sale: completion.completeWhenPaid(append, addTender(sale, tender), staffId), staffId };
      });
    },
    giveBack({ saleId, tenderId }, staffId) {
      const { sale } = hand;
      if (sale.id !== saleId || sale.status !== 'tendering') throw new TillError('SALE_CHANGED');
      const tender = sale.tenders.find((other): other is CashTender => other.kind === 'cash' && other.id === tenderId);
      if (!tender) throw new TillError('SALE_CHANGED');
      if (tender.status === 'returned') return;
      hand.record((append) => {
        append('cash_returned', { saleId, tenderId, amountMinor: tender.amountMinor }, staffId);
        return { sale: replaceTender(sale, { ...tender, status: 'returned' }), staffId };
      });
    },
  };
}
