// A card terminal tried out without a payment: whether it takes this till's commands, and the password that it wants for them.
import { CreditCard, KeyRound } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriedTerminal } from '../../../shared/device-trial.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { useDeviceCondition } from './condition.tsx';

const PASSWORD = /^\d{6}$/;

export function TerminalTrial({ deviceId, simulated }: { deviceId: string; simulated: boolean }) {
  const { t } = useTranslation('devices');
  const call = useCall();
  const ready = useDeviceCondition(deviceId) === 'ready';
  const [said, setSaid] = useState<TriedTerminal | null>(null);
  const [asking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    const outcome = await call((till) => till.devices.testTerminal({ deviceId }));
    setAsking(false);
    setSaid(outcome.ok ? outcome.value : null);
  };
  return (
    <div className="device-trial">
      <Button icon={CreditCard} busy={asking} disabled={!ready} onClick={() => void ask()}>
        {t('trial.register')}
      </Button>
      <div role="status">
        {said?.registered === true && <p>{t('trial.registered')}</p>}
        {said?.registered === false && <p>{t(`trial.notRegistered.${said.why}`, { code: said.code })}</p>}
      </div>
      {/* A simulated one has the password that terminals leave the factory with. */}
      {!simulated && <PasswordForm deviceId={deviceId} onSet={() => void (ready && ask())} />}
    </div>
  );
}

/** What was set is never shown again. */
function PasswordForm({ deviceId, onSet }: { deviceId: string; onSet: () => void }) {
  const { t } = useTranslation('devices');
  const call = useCall();
  const { store } = useScreen();
  const id = useId();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const wrong = password !== '' && !PASSWORD.test(password);
  const set = async () => {
    setBusy(true);
    const outcome = await call((till) => till.devices.setTerminalPassword({ deviceId, password }));
    setBusy(false);
    if (!outcome.ok) return;
    setPassword('');
    store.getState().notify({ tone: 'done', title: t('trial.passwordSet') });
    onSet();
  };
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (PASSWORD.test(password) && !busy) void set();
      }}
    >
      <div className="settings-field">
        <label htmlFor={id}>{t('trial.password')}</label>
        <input
          id={id}
          className="field"
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          aria-describedby={`${id}-hint`}
          aria-invalid={wrong}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <p id={`${id}-hint`} className="settings-hint">
          {t('trial.passwordHint')}
        </p>
      </div>
      <Button icon={KeyRound} submit busy={busy} disabled={!PASSWORD.test(password)}>
        {t('trial.setPassword')}
      </Button>
    </form>
  );
}
