// The sale in hand as screens are shown it: a code's tender also says what came for it and waits on the manager's list. The
// customer's screen sees no list, and must say that this money is safe; when it is applied or given back, it says so no more.
import type { AttentionItem, CheckoutState } from '../../shared/state.ts';

type Listed = Pick<AttentionItem, 'kind' | 'paymentHash' | 'amountMsat'>;

export interface ShownCheckout {
  show(checkout: CheckoutState): void;
  showListed(listed: readonly Listed[]): void;
  /** Calls with what is shown now, and with what is from now on. Returns its disposer. */
  follow(listener: (checkout: CheckoutState) => void): () => void;
}

export function createShownCheckout(publish: (checkout: CheckoutState) => void): ShownCheckout {
  let checkout: CheckoutState | null = null;
  let listed: readonly Listed[] = [];
  const followers = new Set<(checkout: CheckoutState) => void>();
  return {
    show(state) {
      checkout = state;
      publish(withListedMoney(state, listed));
      for (const listener of [...followers]) listener(state);
    },
    showListed(now) {
      const never = listed.length === 0 && now.every(({ kind }) => kind === 'lost');
      // A loss is no money that came.
      listed = now.filter(({ kind }) => kind !== 'lost');
      if (checkout && !never) publish(withListedMoney(checkout, listed));
    },
    follow(listener) {
      followers.add(listener);
      if (checkout) listener(checkout);
      return () => followers.delete(listener);
    },
  };
}

function withListedMoney(checkout: CheckoutState, listed: readonly Listed[]): CheckoutState {
  if (listed.length === 0) return checkout;
  const { sale } = checkout;
  const tenders = sale.tenders.map((tender) => {
    if (tender.kind !== 'lightning') return tender;
    const more = listed.filter(({ paymentHash }) => paymentHash === tender.paymentHash).reduce((sum, { amountMsat }) => sum + amountMsat, 0);
    return more === 0 ? tender : { ...tender, receivedMsat: tender.receivedMsat + more };
  });
  return { ...checkout, sale: { ...sale, tenders } };
}
