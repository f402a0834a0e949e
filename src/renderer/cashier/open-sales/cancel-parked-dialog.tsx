// Cancelling a parked sale, with the reason why.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParkedSale } from '../../../shared/parking.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyButton } from '../../ui/key-button.tsx';

export function CancelParkedDialog({ sale, onClose }: { sale: ParkedSale; onClose: () => void }) {
  const { t } = useTranslation('parking');
  const call = useCall();
  const { store } = useScreen();
  const [reason, setReason] = useState('');
  const { id: saleId, label } = sale;
  const given = reason.trim() !== '';
  const confirm = async () => {
    if (!given) return;
    onClose();
    const outcome = await call((client) => client.parking.cancel({ saleId, reason }));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('cancelled', { label }) });
  };
  return (
    <Dialog
      title={t('cancelTitle', { label })}
      onClose={onClose}
      actions={
        <>
          <Button size="large" shortcut="Esc" onClick={onClose}>
            {t('keep')}
          </Button>
          <KeyButton kind="danger" size="large" shortcut="Enter" disabled={!given} onClick={() => void confirm()}>
            {t('cancelIt')}
          </KeyButton>
        </>
      }
    >
      <p>{t('cancelExplained')}</p>
      <label className="cashier-field">
        <span>{t('reason')}</span>
        <input
          className="field"
          type="text"
          data-first-focus
          maxLength={120}
          autoComplete="off"
          placeholder={t('reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Dialog>
  );
}
