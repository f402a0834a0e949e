// The password of a locked wallet, on its way to the node: typed, passed on, gone.
import { LockOpen } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeAccessGiven } from '../../../../shared/connecting.ts';
import type { Failure } from '../../../failure.ts';
import { wordsForFailure } from '../../../i18n/failure-words.ts';
import { useCall, useScreen } from '../../../screen.tsx';
import { Button } from '../../../ui/button.tsx';

export interface UnlockFormProps {
  /** The node that is being connected; the connected one without it. */
  node?: NodeAccessGiven;
  onUnlocked?: () => void;
}

export function UnlockForm({ node, onUnlocked }: UnlockFormProps) {
  const { t, i18n } = useTranslation('connect');
  const { t: tError } = useTranslation('errors');
  const call = useCall();
  const { store } = useScreen();
  const id = useId();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const refused = failure && wordsForFailure(failure, tError, i18n.language);

  const unlock = async () => {
    setBusy(true);
    setFailure(null);
    const outcome = await call((till) => till.lightning.unlock({ password, ...(node && { node }) }), { quiet: true });
    setBusy(false);
    setPassword('');
    if (!outcome.ok && outcome.failure.code !== 'ALREADY_DONE') return setFailure(outcome.failure);
    store.getState().notify({ tone: 'done', title: t('unlock.done'), body: t('unlock.doneNext') });
    onUnlocked?.();
  };

  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '' && !busy) void unlock();
      }}
    >
      <div className="settings-field">
        <label htmlFor={id}>{t('unlock.password')}</label>
        <input
          id={id}
          className="field"
          type="password"
          autoComplete="off"
          maxLength={1_000}
          aria-describedby={`${id}-hint`}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <p id={`${id}-hint`} className="settings-hint">
          {t('unlock.explained')}
        </p>
      </div>
      {refused && (
        <p className="settings-hint" data-wrong role="alert">
          <b>{refused.title}</b> {refused.body}
        </p>
      )}
      <Button kind="primary" icon={LockOpen} submit busy={busy} disabled={password === ''}>
        {t('unlock.action')}
      </Button>
    </form>
  );
}
