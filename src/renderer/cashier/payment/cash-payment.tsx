// Cash: the exact amount by Enter alone, a note by one tap, anything else on the keypad, and the change before it is counted out.
import { useTranslation } from 'react-i18next';
import { formatMinor, MAX_AMOUNT_MINOR, quickCashMinor, roundForCash } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { FigureKeys } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import type { Desk } from '../desk.ts';
import { usePayNowMinor } from '../open-sales/use-pay-now.ts';
import { useTill } from '../till.ts';
import { AmountDue } from './amount-due.tsx';
import { cashOffer } from './cash-offer.ts';

export function CashPayment({ desk }: { desk: Desk }) {
  const { t, i18n } = useTranslation('cashier');
  const dueMinor = usePayNowMinor();
  const currency = useTill((till) => till.shop.currency);
  const cashDueMinor = roundForCash(dueMinor, currency);
  const offer = cashOffer(dueMinor, desk.enteredMinor, currency);
  const amount = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const press = (key: KeypadKey) => desk.enter(amountAfterKey(desk.enteredMinor, key, MAX_AMOUNT_MINOR));
  return (
    <div className="cashier-cash-view">
      <FigureKeys onKey={press} />
      <div className="cashier-cash-words">
        <AmountDue />
        {cashDueMinor !== dueMinor && <p className="cashier-rounded">{t('cash.rounded', { amount: amount(cashDueMinor) })}</p>}
        <dl className="cashier-preview" aria-live="polite">
          <div>
            <dt>{t('cash.given')}</dt>
            <dd data-empty={desk.enteredMinor === 0 || undefined}>
              <Money minor={offer.kind === 'not_payable' ? desk.enteredMinor : offer.givenMinor} currency={currency} />
            </dd>
          </div>
          <div data-large>
            <dt>{t(offer.kind === 'part' ? 'cash.left' : 'cash.change')}</dt>
            <dd>
              {offer.kind === 'not_payable' ? '–' : <Money minor={offer.kind === 'part' ? offer.leftMinor : offer.changeMinor} currency={currency} />}
            </dd>
          </div>
        </dl>
        <p className="cashier-entry-trouble" role="alert">
          {offer.kind === 'not_payable' && t('cash.notPayable', { step: amount(offer.stepMinor) })}
        </p>
      </div>
      <div className="cashier-cash-keys">
        <fieldset className="cashier-notes" aria-label={t('cash.quick')}>
          <Button size="large" disabled={desk.busy} onClick={() => desk.takeCash(cashDueMinor)}>
            <span className="cashier-note-word">{t('cash.exact')}</span> <Money minor={cashDueMinor} currency={currency} />
          </Button>
          {quickCashMinor(cashDueMinor, currency).map((minor) => (
            <Button key={minor} size="large" disabled={desk.busy} onClick={() => desk.takeCash(minor)}>
              <Money minor={minor} currency={currency} />
            </Button>
          ))}
        </fieldset>
        <Keypad kind="amount" onKey={press} />
      </div>
    </div>
  );
}
