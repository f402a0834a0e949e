// What is rung up is sent to the kitchen or the bar before it is paid, when somebody says so; what is left goes with the completed sale.
import { TillError } from '../../shared/errors.ts';
import type { KitchenState } from '../../shared/kitchen.ts';
import type { Hand } from '../checkout/hand.ts';
import type { OpenSales } from '../checkout/open-sales.ts';
import { isFinal } from '../checkout/sale-rules.ts';
import type { KitchenSlips } from './slips.ts';

export interface KitchenParts {
  slips: KitchenSlips;
  hand: Hand;
  openSales: OpenSales;
  publish: (state: KitchenState) => void;
}

export interface Kitchen {
  /** Of the sale in hand, or a parked one. SALE_CHANGED when it is neither, ALREADY_DONE when the kitchen knows all of it. */
  send(saleId: string, staffId: string): void;
  /** Looks anew at what the kitchen does not know. */
  look(): void;
}

export function createKitchen({ slips, hand, openSales, publish }: KitchenParts): Kitchen {
  let told = '';
  const look = () => {
    const { sale } = hand;
    const state: KitchenState = { used: slips.used(), saleId: sale.id, unsentLines: isFinal(sale) ? 0 : slips.unsentLines(sale) };
    const news = JSON.stringify(state);
    if (news === told) return;
    told = news;
    publish(state);
  };
  look();
  hand.onChange(look);
  return {
    send(saleId, staffId) {
      const sale = openSales.find(saleId);
      if (!sale || isFinal(sale)) throw new TillError('SALE_CHANGED');
      openSales.record(saleId, (append) => {
        if (slips.tell(append, sale, null, staffId) === 0) throw new TillError('ALREADY_DONE');
        return sale;
      });
      look();
    },
    look,
  };
}
