// A card at the terminal, as the customer reads of it: hold it there, or wait, and never pay twice.
import { CreditCard, Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LiveCardMove } from '../../shared/card-payment.ts';
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
