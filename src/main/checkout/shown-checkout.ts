// The sale in hand as screens are shown it: a code's tender also says what came for it and waits on the manager's list, and a card
// that was refused is told until something else happens. The customer's screen sees neither list nor terminal, and must say that money
// is safe, and that none was taken.
import type { CardsState, RefusedCard } from '../../shared/card-payment.ts';
import type { AttentionItem, CheckoutState } from '../../shared/state.ts';

type Listed = Pick<AttentionItem, 'kind' | 'paymentHash' | 'amountMsat'>;

export interface ShownCheckout {
  show(checkout: CheckoutState): void;
  showListed(listed: readonly Listed[]): void;
  /** What came of the card terminal's last try, as the cards' own slice has it. */
  showRefused(refused: CardsState['refused']): void;
  /** Calls with what is shown now, and with what is from now on. Returns its disposer. */
  follow(listener: (checkout: CheckoutState) => void): () => void;
}

export function createShownCheckout(publish: (checkout: CheckoutState) => void): ShownCheckout {
  let checkout: CheckoutState | null = null;
  let listed: readonly Listed[] = [];
  let refused: CardsState['refused'] = null;
  /** The sale as it was when that came. */
  let refusedOf: CheckoutState['sale'] | null = null;
  const followers = new Set<(checkout: CheckoutState) => void>();
  const tell = (state: CheckoutState) => publish(withRefused(withListedMoney(state, listed), refusedOf && refused));
  return {
    show(state) {
      checkout = state;
      if (refusedOf && !standsAsItDid(state, refusedOf)) refusedOf = null;
      tell(state);
      for (const listener of [...followers]) listener(state);
    },
    showListed(now) {
      const never = listed.length === 0 && now.every(({ kind }) => kind === 'lost');
      // A loss is no money that came.
      listed = now.filter(({ kind }) => kind !== 'lost');
      if (checkout && !never) tell(checkout);
    },
    showRefused(now) {
      if (now === refused) return;
      refused = now;
      refusedOf = now && checkout?.sale.id === now.saleId ? checkout.sale : null;
      if (checkout) tell(checkout);
    },
    follow(listener) {
      followers.add(listener);
      if (checkout) listener(checkout);
      return () => followers.delete(listener);
    },
  };
}

/** Nothing was rung up, paid or asked for since. */
function standsAsItDid({ sale, requestingInvoice, tip }: CheckoutState, before: CheckoutState['sale']): boolean {
  const goesOn = sale.id === before.id && sale.status !== 'completed' && sale.status !== 'cancelled';
  return goesOn && sale.lines === before.lines && sale.tenders === before.tenders && !requestingInvoice && tip !== 'asked';
}

function withRefused(checkout: CheckoutState, refused: RefusedCard | null): CheckoutState {
  if (!refused || checkout.sale.cardMove) return checkout;
  const { kind, reason } = refused;
  return { ...checkout, cardRefused: { kind, reason } };
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
