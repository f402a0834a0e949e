// An e-mail address as somebody says it across the counter: what is wrong with it is said once it is more than begun.
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { addressTrouble } from '../../shared/mail.ts';
import './digital-receipts.css';

export interface AddressFieldProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  /** What is told while nothing is wrong. */
  hint?: ReactNode;
  /** Sending was tried: what is missing is said, too. */
  tried: boolean;
}

export function AddressField({ label, value, onValue, hint, tried }: AddressFieldProps) {
  const { t } = useTranslation('digitalReceipts');
  const id = useId();
  const trouble = addressTrouble(value);
  // While the first half is typed it only looks unfinished.
  const said = trouble !== null && trouble !== 'empty' && (tried || (trouble !== 'no_at' && trouble !== 'no_place'));
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        type="email"
        inputMode="email"
        data-first-focus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        aria-invalid={said}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
      <p id={`${id}-hint`} className="mail-form-hint" data-wrong={said || undefined} role={said ? 'alert' : undefined}>
        {said ? t(`addressTrouble.${trouble}`) : hint}
      </p>
    </div>
  );
}
