// The figures under a finger: for an amount (with 00) or a PIN. It holds nothing: the caller owns the value, so that a
// keyboard, a scanner and this pad can all write to the same place.
import { Delete } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

export type KeypadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | 'clear' | 'back';

const ROWS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export function Keypad({ kind, disabled = false, onKey }: { kind: 'amount' | 'pin'; disabled?: boolean; onKey: (key: KeypadKey) => void }) {
  const { t } = useTranslation();
  const key = (value: KeypadKey, label?: string) => (
    <button key={value} type="button" className="keypad-key" data-key={value} disabled={disabled} aria-label={label} onClick={() => onKey(value)}>
      {value === 'back' ? <Icon of={Delete} size={28} /> : value === 'clear' ? 'C' : value}
    </button>
  );
  return (
    <fieldset className="keypad" aria-label={t(kind === 'pin' ? 'keypad.pin' : 'keypad.amount')}>
      {ROWS.map((row) => key(row))}
      {kind === 'amount' ? key('00') : key('clear', t('keypad.clear'))}
      {key('0')}
      {key('back', t('keypad.back'))}
    </fieldset>
  );
}

/** The amount after a key: figures move in from the right, as on every cash register. Beyond `maxMinor` a key does nothing. */
export function amountAfterKey(minor: number, key: KeypadKey, maxMinor: number): number {
  if (key === 'clear') return 0;
  if (key === 'back') return Math.floor(minor / 10);
  const next = key === '00' ? minor * 100 : minor * 10 + Number(key);
  return next > maxMinor ? minor : next;
}

/** The PIN after a key, at most eight figures. */
export function pinAfterKey(pin: string, key: KeypadKey, longest = 8): string {
  if (key === 'clear') return '';
  if (key === 'back') return pin.slice(0, -1);
  return (pin + key).slice(0, longest);
}
