// A field with its name above and, where that does not say it all, what it means below.
import { useId } from 'react';

export interface TextFieldProps {
  label: string;
  hint?: string;
  value: string;
  onValue: (value: string) => void;
  /** What is typed cannot be kept. */
  wrong?: boolean;
  numeric?: boolean;
  type?: 'text' | 'date' | 'time';
  maxLength?: number;
  placeholder?: string;
}

export function TextField({
  label,
  hint,
  value,
  onValue,
  wrong = false,
  numeric = false,
  type = 'text',
  maxLength = 120,
  placeholder,
}: TextFieldProps) {
  const id = useId();
  return (
    <div className="settings-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        type={type}
        inputMode={numeric ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        placeholder={placeholder}
        aria-invalid={wrong}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="settings-hint" data-wrong={wrong || undefined}>
          {hint}
        </p>
      )}
    </div>
  );
}
