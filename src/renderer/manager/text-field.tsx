// A field with its name above and what it means below.
import { useId } from 'react';

export interface TextFieldProps {
  label: string;
  hint: string;
  value: string;
  onValue: (value: string) => void;
  /** What is typed cannot be kept. */
  wrong?: boolean;
  numeric?: boolean;
  maxLength?: number;
  placeholder?: string;
}

export function TextField({ label, hint, value, onValue, wrong = false, numeric = false, maxLength = 120, placeholder }: TextFieldProps) {
  const id = useId();
  return (
    <div className="settings-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        inputMode={numeric ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        placeholder={placeholder}
        aria-invalid={wrong}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
      <p id={`${id}-hint`} className="settings-hint" data-wrong={wrong || undefined}>
        {hint}
      </p>
    </div>
  );
}
