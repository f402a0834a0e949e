// A manager's PIN, asked for in the moment of what needs it: signed in is not enough for money to leave. And what was refused,
// said where it was asked.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../failure.ts';
import { wordsForFailure } from '../i18n/failure-words.ts';
import './settings/settings.css';

export function isPin(text: string): boolean {
  return /^\d{4,8}$/.test(text);
}

export function PinField({ label, pin, onPin }: { label: string; pin: string; onPin: (pin: string) => void }) {
  const fieldId = useId();
  return (
    <div className="settings-field">
      <label htmlFor={fieldId}>{label}</label>
      <input
        id={fieldId}
        className="field"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        value={pin}
        onChange={(event) => onPin(event.target.value)}
      />
    </div>
  );
}

export function Refused({ failure }: { failure: Failure }) {
  const { t, i18n } = useTranslation('errors');
  const { title, body } = wordsForFailure(failure, t, i18n.language);
  return (
    <p className="settings-hint" data-wrong role="alert">
      <b>{title}</b> {body}
    </p>
  );
}
