// Asks a manager for their PIN before something is done that needs it.
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../failure.ts';
import { useCall } from '../screen.tsx';
import type { TillClient } from '../till-client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { isPin, PinField, Refused } from './pin-field.tsx';

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
  const { t } = useTranslation('lightning');
  const formId = useId();
  const callTill = useCall();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ready = possible && isPin(pin);

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
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) void act();
        }}
      >
        {children}
        <PinField label={t('pin')} pin={pin} onPin={setPin} />
        {failure && <Refused failure={failure} />}
      </form>
    </Dialog>
  );
}
