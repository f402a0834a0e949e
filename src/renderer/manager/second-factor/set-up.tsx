// Setting up an authenticator app: the PIN, the code to be scanned with the phone (or the key to be typed), the first code of the app,
// and then the recovery codes, which are said once.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../screen.tsx';
import { CODE_LENGTHS } from '../../sign-in/pin-entry.tsx';
import { PinPad } from '../../sign-in/pin-pad.tsx';
import { Button } from '../../ui/button.tsx';
import { Qr } from '../../ui/qr.tsx';
import './second-factor.css';

const [APP_LENGTH] = CODE_LENGTHS;

export interface SetUpProps {
  /** The recovery codes are on the screen, and nothing says them again. */
  onCodes?: () => void;
  /** They were written down. */
  onShown: () => void;
}

export function SetUpSecondFactor({ onCodes, onShown }: SetUpProps) {
  const { t } = useTranslation('staff');
  const call = useCall();
  const [begun, setBegun] = useState<{ uri: string; key: string } | null>(null);
  const [recoveryCodes, setCodes] = useState<readonly string[] | null>(null);
  if (recoveryCodes) {
    return (
      <div className="second-factor">
        <h2>{t('secondFactor.recovery')}</h2>
        <p>{t('secondFactor.recoveryExplained')}</p>
        <ol className="second-factor-codes money selectable">
          {recoveryCodes.map((code) => (
            <li key={code}>{groupsOf(code, 4)}</li>
          ))}
        </ol>
        <Button kind="primary" size="large" wide onClick={onShown}>
          {t('secondFactor.written')}
        </Button>
      </div>
    );
  }
  if (!begun) {
    const begin = async (pin: string) => {
      const outcome = await call((till) => till.session.beginSecondFactor({ pin }), { quiet: true });
      if (outcome.ok) setBegun(outcome.value);
      return outcome;
    };
    return (
      <div className="second-factor second-factor-pin">
        <p>{t('secondFactor.explained')}</p>
        <PinPad key="pin" title={t('secondFactor.yourPin')} action={t('pin.next')} onPin={begin} />
      </div>
    );
  }
  const confirm = async (code: string) => {
    const outcome = await call((till) => till.session.confirmSecondFactor({ code }), { quiet: true });
    if (outcome.ok) {
      setCodes(outcome.value.recoveryCodes);
      onCodes?.();
    } else if (outcome.failure.code === 'ENROLMENT_OVER') setBegun(null);
    return outcome;
  };
  return (
    <div className="second-factor second-factor-beside">
      <div>
        <p>{t('secondFactor.scan')}</p>
        <Qr data={begun.uri} label={t('secondFactor.qr')} />
        <p>{t('secondFactor.orType')}</p>
        <p className="second-factor-key selectable">{groupsOf(begun.key, 4)}</p>
      </div>
      <PinPad key="code" title={t('secondFactor.firstCode')} action={t('secondFactor.confirm')} lengths={[APP_LENGTH]} onPin={confirm} />
    </div>
  );
}

/** As it is read aloud and written down. */
function groupsOf(text: string, length: number): string {
  return (text.match(new RegExp(`.{1,${length}}`, 'g')) ?? []).join(' ');
}
