// The third answer: the owner's PIN, twice. The till refuses what is easy to guess, and its words are shown here.
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONG_PIN } from '../../shared/rights.ts';
import type { Failure } from '../failure.ts';
import { wordsForFailure } from '../i18n/failure-words.ts';
import { useShortcut, useTyping } from '../screen.tsx';
import { PinDots } from '../sign-in/pin-dots.tsx';
import { Button } from '../ui/button.tsx';
import { Keypad, type KeypadKey, pinAfterKey } from '../ui/keypad.tsx';

export interface PinStepProps {
  /** The shop is being opened. */
  busy: boolean;
  /** Why it could not be opened with the PIN given. */
  failure: Failure | null;
  onBack: () => void;
  onPin: (pin: string) => void;
}

export function PinStep({ busy, failure, onBack, onPin }: PinStepProps) {
  const { t, i18n } = useTranslation(['setup', 'common']);
  const { t: tError } = useTranslation('errors');
  const [pin, setPin] = useState('');
  const [first, setFirst] = useState<string | null>(null);
  const [differed, setDiffered] = useState(false);
  const again = first !== null;

  const press = (key: KeypadKey) => {
    if (!busy) setPin((before) => pinAfterKey(before, key));
  };
  const startOver = () => {
    setFirst(null);
    setPin('');
  };
  const enter = () => {
    if (busy || pin.length < LONG_PIN) return;
    if (first === null) {
      setFirst(pin);
      setDiffered(false);
    } else {
      setFirst(null);
      setDiffered(first !== pin);
      if (first === pin) onPin(pin);
    }
    setPin('');
  };
  useTyping((key) => {
    if (/^\d$/.test(key)) press(key as KeypadKey);
    else if (key === 'Backspace') press('back');
  });
  useShortcut('Enter', enter);

  const wordsOf = (refused: Failure) =>
    refused.code === 'SALE_HAS_PAYMENT' ? { title: t('saleWaits'), body: t('saleWaitsNext') } : wordsForFailure(refused, tError, i18n.language);
  const words = failure && !again ? wordsOf(failure) : null;
  return (
    <div className="set-up-form set-up-pin">
      <div aria-live="polite">
        <h2>{t(again ? 'pinAgain' : 'pin')}</h2>
        <p className="set-up-note">{t(again ? 'pinAgainNote' : 'pinNote')}</p>
      </div>
      <PinDots length={pin.length} />
      <p className="set-up-refusal" role="alert">
        {differed && !again && t('pinDiffers')}
        {words && (
          <>
            <b>{words.title}</b> {words.body}
          </>
        )}
      </p>
      <Keypad kind="pin" disabled={busy} onKey={press} />
      <div className="set-up-actions">
        <Button kind="plain" size="large" icon={ArrowLeft} disabled={busy} onClick={again ? startOver : onBack}>
          {again ? t('startOver') : t('common:back')}
        </Button>
        <Button kind="primary" size="large" busy={busy} disabled={pin.length < LONG_PIN} onClick={enter}>
          {t(again || busy ? 'openShop' : 'next')}
        </Button>
      </div>
    </div>
  );
}
