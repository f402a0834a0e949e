// A card at a terminal that the till does not speak to, or not now: somebody types the amount there, and says here what the terminal said.
import { CreditCard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { KeyButton } from '../../ui/key-button.tsx';
import type { Desk } from '../desk.ts';
import { usePayNowMinor } from '../open-sales/use-pay-now.ts';
import { useTill } from '../till.ts';
import { TakeAtTerminal } from './card-at-terminal.tsx';
import { TakeButton } from './take-button.tsx';
import { enteredOf, TenderEntry } from './tender-entry.tsx';

export function CardPayment({ desk }: { desk: Desk }) {
  const { t, i18n } = useTranslation('tenders');
  const { t: tCards } = useTranslation('cards');
  const driven = useTill((till) => till.cards.terminal !== null);
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
      {driven && (
        <div className="cashier-card-keys">
          <KeyButton kind="plain" icon={CreditCard} shortcut="F3" onClick={() => desk.typeCardByHand(false)}>
            {tCards('atTerminal')}
          </KeyButton>
        </div>
      )}
    </TenderEntry>
  );
}

export function TakeCard({ desk }: { desk: Desk }) {
  const driven = useTill((till) => till.cards.terminal !== null || till.checkout.sale.cardMove !== null);
  return driven && !desk.cardByHand ? <TakeAtTerminal desk={desk} /> : <TakeByHand desk={desk} />;
}

function TakeByHand({ desk }: { desk: Desk }) {
  const { t } = useTranslation('tenders');
  const dueMinor = usePayNowMinor();
  const { amountMinor, tooMuch } = enteredOf(desk.enteredMinor, dueMinor);
  const take = () => desk.take((client, sale) => client.checkout.takeCard({ ...sale, amountMinor, reference: desk.reference.trim() }));
  return <TakeButton words={(amount) => t('card.take', { amount })} minor={amountMinor} busy={desk.busy} disabled={tooMuch} onTake={take} />;
}
