// An amount without an article: from the keypad, and for a barcode that no article has.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, MAX_AMOUNT_MINOR } from '../../shared/money.ts';
import { localeOf } from '../i18n/i18n.ts';
import { useCall } from '../screen.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../ui/keypad.tsx';
import { Money } from '../ui/money.tsx';
import { FigureKeys, KeyButton } from './key-button.tsx';
import { useTill } from './till.ts';

export interface OpenAmountDialogProps {
  title: string;
  /** What stands over the amount, and beside the button that adds it. */
  children?: ReactNode;
  other?: ReactNode;
  onClose: () => void;
}

export function OpenAmountDialog({ title, children, other, onClose }: OpenAmountDialogProps) {
  const { t, i18n } = useTranslation('cashier');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const [amountMinor, setAmount] = useState(0);
  const [name, setName] = useState('');
  const press = (key: KeypadKey) => setAmount((before) => amountAfterKey(before, key, MAX_AMOUNT_MINOR));
  const [busy, setBusy] = useState(false);
  const add = async () => {
    if (amountMinor === 0 || busy) return;
    setBusy(true);
    const outcome = await call((client) => client.sale.addOpenAmount({ amountMinor, name: name.trim() }));
    setBusy(false);
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          {other}
          <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} disabled={amountMinor === 0} onClick={() => void add()}>
            {amountMinor === 0
              ? t('openAmount.addNothing')
              : t('openAmount.add', { amount: formatMinor(amountMinor, currency, localeOf(i18n.language)) })}
          </KeyButton>
        </>
      }
    >
      <FigureKeys onKey={press} />
      {children}
      <output className="cashier-entry" data-empty={amountMinor === 0 || undefined}>
        <Money minor={amountMinor} currency={currency} />
      </output>
      <Keypad kind="amount" onKey={press} />
      <label className="cashier-field">
        <span>{t('openAmount.name')}</span>
        <input
          className="field"
          type="text"
          maxLength={120}
          autoComplete="off"
          placeholder={t('openAmount.nameHint')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && void add()}
        />
      </label>
    </Dialog>
  );
}
