// A customer pays what they owe, or a part of it: no sale. In cash with its change, or by a card at its terminal.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCOUNT_PAYMENT_WAYS, type AccountPaymentWay, type Customer } from '../../../shared/account.ts';
import { formatMinor, MAX_AMOUNT_MINOR, roundForCash } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FigureKeys, KeyButton } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { CustomerChoice } from './account-payment.tsx';

const owes = ({ balanceMinor }: Customer) => balanceMinor > 0;

/** Whose card was held to the reader, or whoever is chosen here. */
export function PayAccountDialog({ customer: brought = null, onClose }: { customer?: Customer | null; onClose: () => void }) {
  const { t, i18n } = useTranslation('tenders');
  const call = useCall();
  const { store } = useScreen();
  const currency = useTill((till) => till.shop.currency);
  const [customer, choose] = useState<Customer | null>(brought);
  const [enteredMinor, enter] = useState(0);
  const [way, setWay] = useState<AccountPaymentWay>('cash');
  const [busy, setBusy] = useState(false);
  const amount = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const owedMinor = customer?.balanceMinor ?? 0;
  const givenMinor = enteredMinor === 0 ? (way === 'cash' ? roundForCash(owedMinor, currency) : owedMinor) : enteredMinor;
  // More cash than is owed comes back as change; a card is asked for no more than that.
  const paidMinor = Math.min(enteredMinor === 0 ? owedMinor : enteredMinor, owedMinor);
  const possible = customer !== null && paidMinor > 0 && (way === 'cash' || enteredMinor <= owedMinor);
  const press = (key: KeypadKey) => enter((before) => amountAfterKey(before, key, MAX_AMOUNT_MINOR));
  const pay = async () => {
    if (!customer || !possible || busy) return;
    setBusy(true);
    const money = way === 'cash' ? { way, givenMinor } : { way, reference: '' };
    const outcome = await call((client) => client.accounts.pay({ customerId: customer.id, balanceMinor: owedMinor, amountMinor: paidMinor, money }));
    setBusy(false);
    if (!outcome.ok) return;
    onClose();
    const { receiptNumber, changeMinor } = outcome.value;
    const title = changeMinor > 0 ? t('account.payChange', { amount: amount(changeMinor) }) : t('account.payDone', { number: receiptNumber });
    store.getState().notify({ tone: changeMinor > 0 ? 'info' : 'done', title, body: t('account.payDoneBody') });
  };
  return (
    <Dialog
      title={t('account.payTitle')}
      onClose={onClose}
      actions={
        <KeyButton kind="primary" size="large" wide shortcut="Enter" busy={busy} disabled={!possible} onClick={() => void pay()}>
          {possible ? t('account.payTake', { amount: amount(givenMinor) }) : t('account.payTakeNothing')}
        </KeyButton>
      }
    >
      <FigureKeys onKey={press} />
      <CustomerChoice which={owes} chosen={customer} onChoose={choose} />
      {customer && (
        <div className="cashier-pay-account">
          <p>
            {owedMinor > 0
              ? t('account.payOwes', { name: customer.name, amount: amount(owedMinor) })
              : t('account.payOwesNothing', { name: customer.name })}
          </p>
          <Segmented
            label={t('account.payWay')}
            segments={ACCOUNT_PAYMENT_WAYS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={way}
            onChange={setWay}
          />
          {way === 'card' && <p>{t('account.payApproved')}</p>}
          <output className="cashier-entry" data-empty={enteredMinor === 0 || undefined}>
            <Money minor={givenMinor} currency={currency} />
          </output>
          <Keypad kind="amount" onKey={press} />
        </div>
      )}
    </Dialog>
  );
}
