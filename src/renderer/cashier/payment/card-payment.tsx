// A card at a terminal that the till does not speak to: somebody types the amount there, and says here what the terminal said.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import type { Desk } from '../desk.ts';
import { usePayNowMinor } from '../open-sales/use-pay-now.ts';
import { useTill } from '../till.ts';
import { TakeButton } from './take-button.tsx';
import { enteredOf, TenderEntry } from './tender-entry.tsx';

export function CardPayment({ desk }: { desk: Desk }) {
  const { t, i18n } = useTranslation('tenders');
  const dueMinor = usePayNowMinor();
  const currency = useTill((till) => till.shop.currency);
  const { amountMinor } = enteredOf(desk.enteredMinor, dueMinor);
  return (
    <TenderEntry desk={desk} mostMinor={dueMinor}>
      <div className="cashier-asked">
        <p>{t('card.atTerminal', { amount: formatMinor(amountMinor, currency, localeOf(i18n.language)) })}</p>
        <p>
          <b>{t('card.approved')}</b>
        </p>
      </div>
      <label className="cashier-field">
        <span>{t('card.reference')}</span>
        <input
          className="field"
          type="text"
          maxLength={40}
          autoComplete="off"
          placeholder={t('card.referenceHint')}
          value={desk.reference}
          onChange={(event) => desk.refer(event.target.value)}
        />
      </label>
    </TenderEntry>
  );
}

export function TakeCard({ desk }: { desk: Desk }) {
  const { t } = useTranslation('tenders');
  const dueMinor = usePayNowMinor();
  const { amountMinor, tooMuch } = enteredOf(desk.enteredMinor, dueMinor);
  const take = () => desk.take((client, sale) => client.checkout.takeCard({ ...sale, amountMinor, reference: desk.reference.trim() }));
  return <TakeButton words={(amount) => t('card.take', { amount })} minor={amountMinor} busy={desk.busy} disabled={tooMuch} onTake={take} />;
}
