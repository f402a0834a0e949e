// A labelled field of a form.
import { useId } from 'react';

export interface FieldProps {
  label: string;
  value: string;
  onText: (text: string) => void;
  numeric?: boolean;
  type?: 'text' | 'date' | 'time';
}

export function Field({ label, value, onText, numeric = false, type = 'text' }: FieldProps) {
  const id = useId();
  return (
    <div className="settings-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        type={type}
        maxLength={60}
        autoComplete="off"
        inputMode={numeric ? 'decimal' : 'text'}
        value={value}
        onChange={(event) => onText(event.target.value)}
      />
    </div>
  );
}
