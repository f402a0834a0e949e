// Customers who may pay later: what they owe together, each with their own, and one of them opened with its statement.
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { OwedPage, OwedRow } from '../owed-page.tsx';
import { useTill } from '../till.ts';
import { useAnswer } from '../use-answer.ts';
import { CustomerSheet } from './customer-sheet.tsx';

export function AccountsPage() {
  const { t } = useTranslation('tenders');
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const [text, setText] = useState('');
  const [opened, open] = useState<{ customerId: string | null } | null>(null);
  const searched = text.trim();
  const answer = useAnswer(searched, journalSeq, (till) => till.accounts.all({ text: searched }));
  const customers = answer.value?.customers ?? [];
  return (
    <OwedPage
      title={t('customers.title')}
      owed={t('customers.owed')}
      owedMinor={answer.value?.owedMinor ?? 0}
      search={{ label: t('account.search'), maxLength: 80, text, onText: setText }}
      beside={
        <Button icon={UserPlus} onClick={() => open({ customerId: null })}>
          {t('customers.add')}
        </Button>
      }
      answer={answer}
      rows={customers.map(({ id, name, active, phone, email, balanceMinor, limitMinor }) => (
        <OwedRow
          key={id}
          name={name}
          note={active ? '' : t('customers.inactive')}
          away={!active}
          about={phone || email}
          balanceMinor={balanceMinor}
          ofMinor={limitMinor}
          onOpen={() => open({ customerId: id })}
        />
      ))}
      none={{ icon: TENDER_ICONS.account, title: t('customers.none'), explained: t('customers.noneExplained') }}
    >
      {opened && <CustomerSheet customerId={opened.customerId} onClose={() => open(null)} />}
    </OwedPage>
  );
}
