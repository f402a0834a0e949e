// What happens by itself and must be noticed: a short sound for an article added and for money received, and words when
// money came that needs a manager.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, formatSat } from '../../shared/money.ts';
import type { CheckoutState } from '../../shared/state.ts';
import { localeOf } from '../i18n/i18n.ts';
import { useScreen } from '../screen.tsx';

/** Whether the line touched last is more than it was: a tap, a scan, one more of it. */
export function lineWasAdded(before: CheckoutState, now: CheckoutState): boolean {
  const line = now.sale.lines.find(({ id }) => id === now.lastLineId);
  if (!line) return false;
  const same = before.sale.lines.find(({ id }) => id === line.id);
  return !same || line.quantity > same.quantity;
}

export function useHappenings(): void {
  const { store, sounds } = useScreen();
  const { t, i18n } = useTranslation(['cashier', 'parking']);
  useEffect(
    () =>
      store.subscribe(({ till, notify }, { till: before }) => {
        if (till.checkout && before.checkout && till.checkout !== before.checkout) {
          const paid = till.checkout.sale.status === 'completed';
          if (paid && before.checkout.sale.status !== 'completed') sounds.play('paid');
          else if (!paid && lineWasAdded(before.checkout, till.checkout)) sounds.play('added');
        }
        const tap = till.taps?.news;
        if (tap && tap.id !== before.taps?.news?.id && before.taps) {
          if (tap.kind === 'asking') sounds.play('read');
          // It says that it pays: the money makes the next sound.
          else if (tap.kind !== 'accepted') sounds.play('refused');
        }
        // Who signs in or out is shown more or less, and nothing has happened by that.
        if (!till.session?.staff || !before.session?.staff) return;
        if (till.parking && before.parking && till.parking !== before.parking) {
          const open = new Set([till.checkout?.sale.id, ...till.parking.sales.map(({ id }) => id)]);
          for (const { id, label, awaitsPayment } of before.parking.sales) {
            if (!awaitsPayment || open.has(id)) continue;
            sounds.play('paid');
            notify({ tone: 'done', title: t('parking:paidAside', { label }), body: t('parking:paidAsideExplained') });
          }
        }
        if (till.attention && before.attention && till.shop && till.attention !== before.attention) {
          const known = new Set(before.attention.open.map(({ id }) => id));
          const item = till.attention.open.find(({ id }) => !known.has(id));
          // What belongs to the sale in hand is said where the sale is.
          if (!item || item.saleId === till.checkout?.sale.id) return;
          const amount =
            item.amountMinor === null
              ? `${formatSat(Math.floor(item.amountMsat / 1000), localeOf(i18n.language))} sat`
              : formatMinor(item.amountMinor, till.shop.currency, localeOf(i18n.language));
          if (item.kind === 'lost') return notify({ tone: 'trouble', title: t('attention.lost'), body: t('attention.lostExplained', { amount }) });
          notify({
            tone: 'info',
            title: t('attention.arrived'),
            body: t('attention.arrivedExplained', { what: t(`attention.kind.${item.kind}`), amount }),
          });
        }
      }),
    [store, sounds, t, i18n],
  );
}
