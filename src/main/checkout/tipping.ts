// A tip: the customer is asked on their own screen before a code is shown, and is as free to give none. Whoever asked goes on
// with the sale when it is answered. A tip stands as soon as a code is shown or money was taken.
import { TillError } from '../../shared/errors.ts';
import type { Screen } from '../../shared/state.ts';
import type { SalePricing } from '../../shared/tip-tax.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Hand } from './hand.ts';
import { isFinal, refuseUnlessPayable, tipSale } from './sale-rules.ts';

export interface Tipping {
  /** Resolves when it is answered, on whichever screen, or the sale is another one by then. */
  ask(saleId: string, signal: AbortSignal | undefined): Promise<void>;
  stopAsking(saleId: string): void;
  /** From the customer's screen only while they are asked. */
  tip(request: { saleId: string; tipMinor: number }, screen: Screen): void;
}

export interface TippingParts {
  hand: Hand;
  shop: () => ShopSettings;
  pricing: () => SalePricing;
}

export function createTipping({ hand, shop, pricing }: TippingParts): Tipping {
  return {
    ask(saleId, signal) {
      if (hand.sale.id !== saleId) throw new TillError('SALE_CHANGED');
      refuseUnlessPayable(hand.sale);
      if (!shop().selling.tips.asked || hand.tip === 'answered' || hand.sale.tenders.some(({ status }) => status === 'paid'))
        return Promise.resolve();
      hand.show({ tip: 'asked' });
      return new Promise((resolve) => {
        const stop = () => {
          stopListening();
          signal?.removeEventListener('abort', stop);
          resolve();
        };
        const stopListening = hand.onChange(() => {
          if (hand.sale.id !== saleId || hand.tip !== 'asked') stop();
        });
        signal?.addEventListener('abort', stop);
      });
    },
    stopAsking(saleId) {
      if (hand.sale.id === saleId && hand.tip === 'asked') hand.show({ tip: 'not_asked' });
    },
    tip({ saleId, tipMinor }, screen) {
      const { sale } = hand;
      if (sale.id !== saleId || isFinal(sale)) throw new TillError('SALE_CHANGED');
      if (screen === 'customer' && hand.tip !== 'asked') throw new TillError('SALE_CHANGED');
      const tipped = tipSale(sale, tipMinor, pricing());
      if (tipMinor !== sale.tipMinor) hand.tap({ sale: tipped });
      hand.show({ tip: 'answered' });
    },
  };
}
