// Giving listed money back: to a Lightning wallet of the customer's, or in cash from the drawer.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readPaymentText } from '../../../shared/payment-text.ts';
import type { AttentionItem } from '../../../shared/state.ts';
import type { Failure } from '../../failure.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { PayeeField } from '../../refunds/payee-field.tsx';
import { useCall, useScans, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Money } from '../../ui/money.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { countWords } from '../numbers.tsx';
import { isPin, PinField, Refused } from '../pin-field.tsx';
import { useTill } from '../till.ts';

type Method = 'lightning' | 'cash';

export function RefundDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const { t, i18n } = useTranslation(['refunds', 'common']);
  const call = useCall();
  const { store } = useScreen();
  const currency = useTill((till) => till.shop.currency);
  const [method, setMethod] = useState<Method>('lightning');
  const [to, setTo] = useState('');
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // Nobody is paid a fraction of a sat.
  const amountSat = Math.floor(item.amountMsat / 1000);
  const sat = countWords(amountSat, localeOf(i18n.language));
  const possible = method === 'cash' ? item.amountMinor !== null : amountSat > 0 && readPaymentText(to) !== null && isPin(pin);

  useScans(async (scanned) => {
    setMethod('lightning');
    setTo(scanned);
  });

  const refund = async () => {
    if (busy || !possible) return;
    setBusy(true);
    setFailure(null);
    const how = method === 'cash' ? { method } : { method, to, pin };
    const outcome = await call((till) => till.attention.refund({ itemId: item.id, how }), { quiet: true });
    setBusy(false);
    setPin('');
    if (!outcome.ok) return setFailure(outcome.failure);
    store.getState().notify({ tone: 'done', title: t('done'), body: t(method === 'cash' ? 'doneCash' : 'doneWallet', { sat }) });
    onClose();
  };

  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        failure?.code === 'REFUND_UNKNOWN' ? (
          <Button onClick={onClose}>{t('common:close')}</Button>
        ) : (
          <Button kind="primary" size="large" wide busy={busy} disabled={!possible} onClick={() => void refund()}>
            {t(method === 'cash' ? 'giveCash' : 'send', { sat })}
          </Button>
        )
      }
    >
      <div className="refund">
        <Segmented
          label={t('how')}
          segments={[
            { value: 'lightning', label: t('toWallet') },
            { value: 'cash', label: t('inCash') },
          ]}
          value={method}
          onChange={(chosen) => {
            setMethod(chosen);
            setFailure(null);
          }}
        />
        {method === 'lightning' ? (
          <>
            <PayeeField amountSat={amountSat} text={to} onText={setTo} />
            <PinField label={t('pin')} pin={pin} onPin={setPin} />
          </>
        ) : item.amountMinor === null ? (
          <p>{t('noWorth')}</p>
        ) : (
          <p className="refund-cash">
            {t('fromDrawer')}
            <b>
              <Money minor={item.amountMinor} currency={currency} />
            </b>
          </p>
        )}
        {busy && method === 'lightning' && (
          <p className="refund-hint" role="status">
            {t('sending')}
          </p>
        )}
        {failure && <Refused failure={failure} />}
      </div>
    </Dialog>
  );
}
