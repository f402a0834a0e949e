// A new PIN, entered twice; one's own after the old one. What the till refuses is said where it can be mended.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../failure.ts';
import type { Outcome } from '../screen.tsx';
import { MIN_PIN } from './pin-dots.tsx';
import { PinPad } from './pin-pad.tsx';

export interface PinStepsProps {
  /** The old one is asked for first. */
  own: boolean;
  /** The shortest new one. */
  min: number;
  /** `oldPin` is empty unless it was asked for. */
  onPins: (newPin: string, oldPin: string) => Promise<Outcome<unknown>>;
}

type Step = 'old' | 'new' | 'again';
const TAKEN: Outcome<undefined> = { ok: true, value: undefined };

export function PinSteps({ own, min, onPins }: PinStepsProps) {
  const { t } = useTranslation('staff');
  const first: Step = own ? 'old' : 'new';
  const [step, setStep] = useState<Step>(first);
  const [oldPin, setOld] = useState('');
  const [newPin, setNew] = useState('');
  const [differed, setDiffered] = useState(false);
  const [refused, setRefused] = useState<Failure | null>(null);

  const enter = async (pin: string): Promise<Outcome<unknown>> => {
    setDiffered(false);
    setRefused(null);
    if (step === 'old') {
      setOld(pin);
      setStep('new');
      return TAKEN;
    }
    if (step === 'new') {
      setNew(pin);
      setStep('again');
      return TAKEN;
    }
    if (pin !== newPin) {
      setDiffered(true);
      setStep('new');
      return TAKEN;
    }
    const outcome = await onPins(newPin, oldPin);
    if (!outcome.ok) {
      setRefused(outcome.failure);
      setStep(outcome.failure.code === 'PIN_TOO_SIMPLE' || outcome.failure.code === 'PIN_TOO_SHORT' ? 'new' : first);
    }
    return outcome;
  };

  return (
    <PinPad
      key={step}
      title={t(`pin.${step}`)}
      action={t(step === 'again' ? 'pin.set' : 'pin.next')}
      min={step === 'old' ? MIN_PIN : min}
      note={differed ? t('pin.differed') : step === 'new' ? t('pin.atLeast', { count: min }) : null}
      refused={refused}
      onPin={enter}
      {...(step !== first && { onBack: () => setStep(first) })}
    />
  );
}
