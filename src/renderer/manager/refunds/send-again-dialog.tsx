// A refund of which nobody knows whether it arrived, handed to the node once more: the node sends one code once.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../failure.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { isPin, PinField, Refused } from './payee-fields.tsx';

export function SendAgainDialog({ refundId, onClose }: { refundId: string; onClose: () => void }) {
  const { t } = useTranslation('refunds');
  const call = useCall();
  const { store } = useScreen();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async () => {
    setBusy(true);
    setFailure(null);
    const outcome = await call((till) => till.refunds.sendAgain({ refundId, pin }), { quiet: true });
    setBusy(false);
    setPin('');
    if (!outcome.ok) return setFailure(outcome.failure);
    store.getState().notify({ tone: 'done', title: t('done') });
    onClose();
  };
  return (
    <Dialog
      title={t('list.sendAgainAct')}
      onClose={onClose}
      actions={
        <Button kind="primary" size="large" wide busy={busy} disabled={!isPin(pin)} onClick={() => void send()}>
          {t('list.sendAgainAct')}
        </Button>
      }
    >
      <div className="refund">
        <p>{t('list.sendAgainExplained')}</p>
        <PinField pin={pin} onPin={setPin} />
        {failure && <Refused failure={failure} />}
      </div>
    </Dialog>
  );
}
