// A part of what is due by Lightning; the rest stays due for another tender.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, MAX_AMOUNT_MINOR } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FigureKeys, KeyButton } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';

export function PartDialog({ onClose, onPart }: { onClose: () => void; onPart: (amountMinor: number) => void }) {
  const { t, i18n } = useTranslation('cashier');
  const currency = useTill((till) => till.shop.currency);
  const dueMinor = useTill((till) => till.checkout.sale.dueMinor);
  const [amountMinor, setAmount] = useState(0);
  const tooMuch = amountMinor > dueMinor;
  const press = (key: KeypadKey) => setAmount((before) => amountAfterKey(before, key, MAX_AMOUNT_MINOR));
  const ask = () => {
    if (amountMinor === 0 || tooMuch) return;
    onClose();
    onPart(amountMinor);
  };
  return (
    <Dialog
      title={t('part.title')}
      onClose={onClose}
      actions={
        <KeyButton kind="primary" size="large" wide shortcut="Enter" disabled={amountMinor === 0 || tooMuch} onClick={ask}>
          {amountMinor === 0 ? t('part.askNothing') : t('part.ask', { amount: formatMinor(amountMinor, currency, localeOf(i18n.language)) })}
        </KeyButton>
      }
    >
      <FigureKeys onKey={press} />
      <p>{t('part.explained')}</p>
      <output className="cashier-entry" data-empty={amountMinor === 0 || undefined}>
        <Money minor={amountMinor} currency={currency} />
      </output>
      <p className="cashier-entry-trouble" role="alert">
        {tooMuch && t('part.tooMuch')}
      </p>
      <Keypad kind="amount" onKey={press} />
    </Dialog>
  );
}
