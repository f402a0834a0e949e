// A PIN, and where the till asks for it the code of the second factor after it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../screen.tsx';
import { PinPad, type PinPadProps } from './pin-pad.tsx';

/** Of an authenticator app, and of recovery. */
export const CODE_LENGTHS = [6, 12] as const;
const TAKEN: Outcome<undefined> = { ok: true, value: undefined };

export interface PinEntryProps extends Omit<PinPadProps, 'onPin' | 'min' | 'lengths'> {
  /** Makes the call, and says nothing itself of what it ended with. */
  onGiven: (pin: string, code: string | undefined) => Promise<Outcome<unknown>>;
}

export function PinEntry({ onGiven, ...pad }: PinEntryProps) {
  const { t } = useTranslation('signIn');
  const [pin, setPin] = useState<string | null>(null);
  const withPin = async (given: string) => {
    const outcome = await onGiven(given, undefined);
    if (outcome.ok || outcome.failure.code !== 'CODE_NEEDED') return outcome;
    setPin(given);
    return TAKEN;
  };
  if (pin === null) return <PinPad {...pad} onPin={withPin} />;
  return (
    <PinPad
      key="code"
      title={t('codeOf')}
      action={pad.action}
      lengths={CODE_LENGTHS}
      note={t('codeNote')}
      onPin={(code) => onGiven(pin, code)}
      onBack={() => setPin(null)}
    />
  );
}
