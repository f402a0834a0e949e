// Asks a manager for their PIN before something is done with the node that needs it; what was refused is said where it was asked.
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../failure.ts';
import { wordsForFailure } from '../../i18n/failure-words.ts';
import { useCall } from '../../screen.tsx';
import type { TillClient } from '../../till-client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface PinDialogProps {
  title: string;
  action: string;
  /** What is asked besides the PIN is there. */
  possible?: boolean;
  call: (till: TillClient, pin: string) => Promise<void>;
  onDone: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function PinDialog({ title, action, possible = true, call, onDone, onClose, children }: PinDialogProps) {
  const { t, i18n } = useTranslation('lightning');
  const { t: tError } = useTranslation('errors');
  const pinId = useId();
  const formId = useId();
  const callTill = useCall();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ready = possible && /^\d{4,8}$/.test(pin);
  const refused = failure && wordsForFailure(failure, tError, i18n.language);

  const act = async () => {
    setBusy(true);
    setFailure(null);
    const outcome = await callTill((till) => call(till, pin), { quiet: true });
    setBusy(false);
    setPin('');
    if (outcome.ok) onDone();
    else setFailure(outcome.failure);
  };

  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button kind="primary" size="large" wide submit form={formId} busy={busy} disabled={!ready}>
          {action}
        </Button>
      }
    >
      <form
        id={formId}
        className="pin-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) void act();
        }}
      >
        {children}
        <div className="settings-field">
          <label htmlFor={pinId}>{t('pin')}</label>
          <input
            id={pinId}
            className="field"
            type="password"
            inputMode="numeric"
            autoComplete="off"
            maxLength={8}
            value={pin}
            onChange={(event) => setPin(event.target.value)}
          />
        </div>
        {refused && (
          <p className="settings-hint" data-wrong role="alert">
            <b>{refused.title}</b> {refused.body}
          </p>
        )}
      </form>
    </Dialog>
  );
}
