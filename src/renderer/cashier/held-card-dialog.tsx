// A card that pays nothing was held to the reader, or typed by one: the customer whose it is, with what can be done for them; or nobody's
// yet, to be linked by whoever may.
import { HandCoins, Link2, NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../shared/account.ts';
import { useCall, useScreen } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Money } from '../ui/money.tsx';
import { CustomerChoice } from './payment/account-payment.tsx';
import { useTill } from './till.ts';

/** What stands for the card, and whose it is; null: nobody's. */
export interface BroughtCard {
  scanned: string;
  customer: Customer | null;
}

export interface HeldCardProps {
  card: BroughtCard;
  onClose: () => void;
  /** The sale in hand goes on the customer's account. */
  onAccount: (customer: Customer) => void;
  onPayAccount: (customer: Customer) => void;
}

export function HeldCardDialog({ card, onClose, onAccount, onPayAccount }: HeldCardProps) {
  const { t } = useTranslation('taps');
  const { scanned } = card;
  const [customer, setCustomer] = useState(card.customer);
  return (
    <Dialog title={customer?.name ?? t('card.title')} onClose={onClose}>
      {customer ? (
        <Known customer={customer} onAccount={onAccount} onPayAccount={onPayAccount} onClose={onClose} />
      ) : (
        <Nobodys scanned={scanned} onLinked={setCustomer} />
      )}
    </Dialog>
  );
}

function Known({ customer, onAccount, onPayAccount, onClose }: Omit<HeldCardProps, 'card'> & { customer: Customer }) {
  const { t } = useTranslation('taps');
  const currency = useTill((till) => till.shop.currency);
  const takesAccounts = useTill((till) => till.shop.tenders.kinds.includes('account'));
  const dueMinor = useTill((till) => (till.checkout.sale.status === 'completed' ? 0 : till.checkout.sale.dueMinor));
  const { name, phone, balanceMinor, active } = customer;
  const done = (act: (customer: Customer) => void) => () => {
    onClose();
    act(customer);
  };
  return (
    <div className="held-card">
      {phone !== '' && <p>{phone}</p>}
      <p>
        {name} {t('card.owes')}{' '}
        <b>
          <Money minor={balanceMinor} currency={currency} />
        </b>
      </p>
      {!active && <p>{t('card.pastCustomer')}</p>}
      <div className="held-card-keys">
        {active && takesAccounts && dueMinor > 0 && (
          <Button kind="primary" icon={NotebookPen} onClick={done(onAccount)}>
            {t('card.useAccount')}
          </Button>
        )}
        {balanceMinor > 0 && dueMinor === 0 && (
          <Button icon={HandCoins} onClick={done(onPayAccount)}>
            {t('card.payAccount')}
          </Button>
        )}
      </div>
    </div>
  );
}

const isActive = ({ active }: Customer) => active;

function Nobodys({ scanned, onLinked }: { scanned: string; onLinked: (customer: Customer) => void }) {
  const { t } = useTranslation('taps');
  const call = useCall();
  const { store } = useScreen();
  const [chosen, choose] = useState<Customer | null>(null);
  const [busy, setBusy] = useState(false);
  const link = async (customer: Customer) => {
    setBusy(true);
    const outcome = await call((client) => client.accounts.linkCard({ customerId: customer.id, scanned }));
    setBusy(false);
    if (!outcome.ok) return;
    store.getState().notify({ tone: 'done', title: t('card.linked', { name: customer.name }) });
    onLinked(customer);
  };
  return (
    <div className="held-card">
      <p>
        <b>{t('card.unknown')}</b> {t('card.unknownExplained')}
      </p>
      <CustomerChoice which={isActive} chosen={chosen} onChoose={choose} />
      {chosen && (
        <Button kind="primary" icon={Link2} busy={busy} onClick={() => void link(chosen)}>
          {t('card.link', { name: chosen.name })}
        </Button>
      )}
    </div>
  );
}
