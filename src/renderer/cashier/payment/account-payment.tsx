// On account: whose, found by a part of a name or telephone number, with what they owe already.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../../shared/account.ts';
import { formatMinor } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import { Money } from '../../ui/money.tsx';
import type { Desk } from '../desk.ts';
import { usePayNowMinor } from '../open-sales/use-pay-now.ts';
import { useTill } from '../till.ts';
import { TakeButton } from './take-button.tsx';
import { enteredOf, TenderEntry } from './tender-entry.tsx';

const isActive = ({ active }: Customer) => active;

export function AccountPayment({ desk }: { desk: Desk }) {
  const { t, i18n } = useTranslation('tenders');
  const dueMinor = usePayNowMinor();
  const currency = useTill((till) => till.shop.currency);
  const { amountMinor } = enteredOf(desk.enteredMinor, dueMinor);
  const { customer } = desk;
  const amount = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const overMinor = customer === null ? 0 : customer.balanceMinor + amountMinor - customer.limitMinor;
  return (
    <TenderEntry desk={desk} mostMinor={dueMinor}>
      <CustomerChoice which={isActive} chosen={customer} onChoose={desk.choose} />
      {overMinor > 0 && <p className="cashier-rounded">{t('account.overLimit', { amount: amount(overMinor) })}</p>}
    </TenderEntry>
  );
}

export function PutOnAccount({ desk }: { desk: Desk }) {
  const { t } = useTranslation('tenders');
  const dueMinor = usePayNowMinor();
  const { amountMinor, tooMuch } = enteredOf(desk.enteredMinor, dueMinor);
  const { customer } = desk;
  const put = () => {
    if (customer) desk.take((client, sale) => client.checkout.putOnAccount({ ...sale, customerId: customer.id, amountMinor }));
  };
  const words = (amount: string) => (customer ? t('account.take', { amount }) : t('account.chooseFirst'));
  return <TakeButton words={words} minor={amountMinor} busy={desk.busy} disabled={tooMuch || customer === null} onTake={put} />;
}

export interface CustomerChoiceProps {
  which: (customer: Customer) => boolean;
  chosen: Customer | null;
  onChoose: (customer: Customer) => void;
}

export function CustomerChoice({ which, chosen, onChoose }: CustomerChoiceProps) {
  const { t } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  const [text, setText] = useState('');
  const found = useCustomers(text)?.filter(which);
  return (
    <div className="cashier-customers">
      <label className="cashier-field">
        <span>{t('account.customer')}</span>
        <input
          className="field"
          type="search"
          maxLength={80}
          autoComplete="off"
          placeholder={t('account.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <ul aria-label={t('account.found')}>
        {found?.map((customer) => (
          <li key={customer.id}>
            <button type="button" aria-pressed={customer.id === chosen?.id} onClick={() => onChoose(customer)}>
              <span>
                {customer.name} <small>{customer.phone}</small>
              </span>
              <span>
                <small>{t('account.owes')}</small> <Money minor={customer.balanceMinor} currency={currency} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found?.length === 0 && <p className="cashier-rounded">{t('account.nobody')}</p>}
    </div>
  );
}

/** The newest answer; null before the first. */
function useCustomers(text: string): readonly Customer[] | null {
  const call = useCall();
  const [found, setFound] = useState<readonly Customer[] | null>(null);
  const searched = text.trim();
  useEffect(() => {
    let newest = true;
    void call((client) => client.accounts.search({ text: searched })).then((outcome) => {
      if (newest && outcome.ok) setFound(outcome.value);
    });
    return () => {
      newest = false;
    };
  }, [call, searched]);
  return found;
}
