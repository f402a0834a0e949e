// What needs the owner's macaroon once: forgetting the node for good, and paying out with one's PIN.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../failure.ts';
import { wordsForFailure } from '../../../i18n/failure-words.ts';
import { useCall, useScreen } from '../../../screen.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { PinDialog } from '../../pin-dialog.tsx';
import { EMPTY, FileField } from './file-field.tsx';

export function ForgetDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation(['connect', 'common']);
  const { t: tError } = useTranslation('errors');
  const call = useCall();
  const { store } = useScreen();
  const [revoking, setRevoking] = useState(false);
  const [macaroon, setMacaroon] = useState(EMPTY);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const refused = failure && wordsForFailure(failure, tError, i18n.language);
  const ownerMacaroon = revoking ? macaroon.text.trim() : null;

  const forget = async () => {
    setBusy(true);
    setFailure(null);
    const outcome = await call((till) => till.lightning.forget({ ownerMacaroon }), { quiet: true });
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.failure);
    store.getState().notify({ tone: 'done', title: t('forgetting.done'), body: t('forgetting.doneNext') });
    onClose();
  };

  return (
    <Dialog
      title={t('forgetting.title')}
      onClose={onClose}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button kind="danger" size="large" wide busy={busy} disabled={ownerMacaroon === ''} onClick={() => void forget()}>
            {t('forgetting.action')}
          </Button>
        </>
      }
    >
      <div className="connect">
        <p>{t('forgetting.words')}</p>
        <label className="connect-check">
          <input type="checkbox" checked={revoking} onChange={(event) => setRevoking(event.target.checked)} />
          <span>
            {t('forgetting.revoke')}
            <small>{t('forgetting.revokeHint')}</small>
          </span>
        </label>
        {revoking && <FileField label={t('owner.field')} hint={t('owner.hint')} value={macaroon} onValue={setMacaroon} />}
        {refused && (
          <p className="settings-hint" data-wrong role="alert">
            <b>{refused.title}</b> {refused.body}
          </p>
        )}
      </div>
    </Dialog>
  );
}

export function SpendingDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation('connect');
  const { store } = useScreen();
  const [macaroon, setMacaroon] = useState(EMPTY);
  const ownerMacaroon = macaroon.text.trim();
  return (
    <PinDialog
      title={t('spendingSetUp.title')}
      action={t('spendingSetUp.action')}
      possible={ownerMacaroon !== ''}
      call={(till, pin) => till.lightning.setUpSpending({ pin, ownerMacaroon })}
      onDone={() => {
        store.getState().notify({ tone: 'done', title: t('spendingSetUp.done'), body: t('spendingSetUp.doneNext') });
        onDone();
      }}
      onClose={onClose}
    >
      <p>{t('spendingSetUp.words')}</p>
      <FileField label={t('owner.field')} hint={t('owner.hint')} value={macaroon} onValue={setMacaroon} />
    </PinDialog>
  );
}
