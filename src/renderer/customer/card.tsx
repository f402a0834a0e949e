// A card at the terminal, as the customer reads of it: hold it there, or wait, and never pay twice; and that it was not charged.
import { CircleX, CreditCard, Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CardRefusal, LiveCardMove, RefusedCard } from '../../shared/card-payment.ts';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { useTill } from './use-till.ts';

export function Card({ move }: { move: LiveCardMove }) {
  const { t } = useTranslation('cards');
  const currency = useTill((till) => till.shop.currency);
  const unknown = move.status === 'unknown';
  const what = unknown ? 'unknown' : move.kind === 'reversal' ? 'returning' : 'asking';
  return (
    <section className="customer-centre" role="status">
      <Icon of={unknown ? Hourglass : CreditCard} size={96} />
      <h1>{t(`customer.${what}`)}</h1>
      <p className="customer-amount">
        <Money minor={move.amountMinor} currency={currency} />
      </p>
      <p className="customer-next">{t(unknown ? 'customer.unknownNext' : 'customer.askingNext')}</p>
    </section>
  );
}

/** Why, as far as a customer can do something about it. */
function whyOf(reason: CardRefusal) {
  switch (reason) {
    case 'declined':
    case 'amount':
      return 'declined';
    case 'aborted':
      return 'stopped';
    case 'timed_out':
    case 'card_error':
    case 'wrong_pin':
      return reason;
    default:
      return 'failed';
  }
}

export function CardRefused({ refused: { kind, reason } }: { refused: RefusedCard }) {
  const { t } = useTranslation('cards');
  const { t: tCustomer } = useTranslation('customer');
  const currency = useTill((till) => till.shop.currency);
  const dueMinor = useTill((till) => till.checkout.sale.dueMinor);
  const paying = kind === 'payment';
  const what = paying ? whyOf(reason) : 'notReturned';
  return (
    <section className="customer-centre customer-refused" role="status">
      <Icon of={CircleX} size={96} />
      <h1>{t(`customer.refused.${what}.title`)}</h1>
      <p className="customer-next">{t(`customer.refused.${what}.next`)}</p>
      {paying && (
        <p className="customer-safe">
          {t('customer.refused.safe')} {tCustomer('ringing.due')}: <Money minor={dueMinor} currency={currency} />
        </p>
      )}
    </section>
  );
}
