// An amount without an article: from the keypad, and for a barcode that no article has.
import { Ticket } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, MAX_AMOUNT_MINOR } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import type { TillClient } from '../../till-client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FigureKeys, KeyButton } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';

export interface OpenAmountDialogProps {
  title: string;
  /** What stands over the amount, and beside the button that adds it. */
  children?: ReactNode;
  other?: ReactNode;
  onClose: () => void;
}

export function OpenAmountDialog({ title, children, other, onClose }: OpenAmountDialogProps) {
  const { t, i18n } = useTranslation('cashier');
  const { t: tTenders } = useTranslation('tenders');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const [amountMinor, setAmount] = useState(0);
  const [name, setName] = useState('');
  const press = (key: KeypadKey) => setAmount((before) => amountAfterKey(before, key, MAX_AMOUNT_MINOR));
  const [busy, setBusy] = useState(false);
  // A barcode that nobody knows is no voucher.
  const sellsVouchers = useTill((till) => till.shop.tenders.kinds.includes('voucher')) && other === undefined;
  const sell = async (work: (client: TillClient) => Promise<unknown>) => {
    if (amountMinor === 0 || busy) return;
    setBusy(true);
    const outcome = await call(work);
    setBusy(false);
    if (outcome.ok) onClose();
  };
  const add = () => sell((client) => client.sale.addOpenAmount({ amountMinor, name: name.trim() }));
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          {other}
          {sellsVouchers && (
            <Button
              size="large"
              icon={Ticket}
              disabled={amountMinor === 0 || busy}
              onClick={() => void sell((client) => client.vouchers.sell({ amountMinor }))}
            >
              {tTenders('voucher.sell')}
            </Button>
          )}
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
        />
      </label>
    </Dialog>
  );
}
