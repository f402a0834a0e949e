// Customers who may pay later: what they owe together, each with their own, and one of them opened with its statement.
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../../shared/account.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Money } from '../../ui/money.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { CustomerSheet } from './customer-sheet.tsx';
import '../settings/settings.css';
import '../staff/staff.css';
import '../vouchers/vouchers.css';

export function AccountsPage() {
  const { t } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const [text, setText] = useState('');
  const [opened, open] = useState<{ customerId: string | null } | null>(null);
  const searched = text.trim();
  const answer = useAnswer(searched, journalSeq, (till) => till.accounts.all({ text: searched }));
  const customers = answer.value?.customers ?? [];
  return (
    <div className="settings vouchers">
      <header className="vouchers-head">
        <h1>{t('customers.title')}</h1>
        <p>
          {t('customers.owed')} <Money minor={answer.value?.owedMinor ?? 0} currency={currency} />
        </p>
      </header>
      <div className="vouchers-narrow">
        <input
          className="field"
          type="search"
          aria-label={t('account.search')}
          placeholder={t('account.search')}
          maxLength={80}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button icon={UserPlus} onClick={() => open({ customerId: null })}>
          {t('customers.add')}
        </Button>
      </div>
      {answer.value === null && answer.failure && <Unanswered failure={answer.failure} onAgain={answer.again} />}
      {answer.value && customers.length === 0 && (
        <EmptyState icon={TENDER_ICONS.account} title={t('customers.none')}>
          {t('customers.noneExplained')}
        </EmptyState>
      )}
      <ul className="staff-list">
        {customers.map((customer) => (
          <CustomerRow key={customer.id} customer={customer} onOpen={() => open({ customerId: customer.id })} />
        ))}
      </ul>
      {opened && <CustomerSheet customerId={opened.customerId} onClose={() => open(null)} />}
    </div>
  );
}

function CustomerRow({ customer, onOpen }: { customer: Customer; onOpen: () => void }) {
  const { t } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  return (
    <li>
      <button type="button" className="staff-row vouchers-row" onClick={onOpen}>
        <b className="staff-name" data-away={!customer.active || undefined}>
          {customer.name}
          {!customer.active && <small> {t('customers.inactive')}</small>}
        </b>
        <span>{customer.phone || customer.email}</span>
        <span className="vouchers-balance">
          <Money minor={customer.balanceMinor} currency={currency} /> <small>/ </small>
          <small>
            <Money minor={customer.limitMinor} currency={currency} />
          </small>
        </span>
      </button>
    </li>
  );
}
