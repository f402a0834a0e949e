// What the views of tenders that give no change have in common: what is due, how much of it is taken, and the keypad for less.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, MAX_AMOUNT_MINOR } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { FigureKeys } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import type { Desk } from '../desk.ts';
import { useTill } from '../till.ts';
import { AmountDue } from './amount-due.tsx';

/** With nothing entered, all that it can pay. */
export function enteredOf(enteredMinor: number, mostMinor: number): { amountMinor: number; tooMuch: boolean } {
  return { amountMinor: enteredMinor === 0 ? mostMinor : enteredMinor, tooMuch: enteredMinor > mostMinor };
}

export interface TenderEntryProps {
  desk: Desk;
  /** The most that it can pay now. */
  mostMinor: number;
  /** What stands under the amount due: what is asked, or looked for. */
  children: ReactNode;
}

export function TenderEntry({ desk, mostMinor, children }: TenderEntryProps) {
  const { t, i18n } = useTranslation('tenders');
  const dueMinor = useTill((till) => till.checkout.sale.dueMinor);
  const currency = useTill((till) => till.shop.currency);
  const { amountMinor, tooMuch } = enteredOf(desk.enteredMinor, mostMinor);
  const press = (key: KeypadKey) => desk.enter(amountAfterKey(desk.enteredMinor, key, MAX_AMOUNT_MINOR));
  return (
    <div className="cashier-cash-view">
      <FigureKeys onKey={press} />
      <div className="cashier-cash-words">
        <AmountDue />
        {children}
        <dl className="cashier-preview" aria-live="polite">
          <div>
            <dt>{t('entry.taken')}</dt>
            <dd>
              <Money minor={amountMinor} currency={currency} />
            </dd>
          </div>
          <div data-large>
            <dt>{t('entry.left')}</dt>
            <dd>{tooMuch ? '–' : <Money minor={dueMinor - amountMinor} currency={currency} />}</dd>
          </div>
        </dl>
        <p className="cashier-entry-trouble" role="alert">
          {tooMuch && t('entry.tooMuch', { amount: formatMinor(mostMinor, currency, localeOf(i18n.language)) })}
        </p>
      </div>
      <div className="cashier-cash-keys">
        <Keypad kind="amount" onKey={press} />
      </div>
    </div>
  );
}
