// A field for what is in a file: the file is chosen, or its content pasted. What came from a file is named and not shown.
import { FileUp, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.tsx';
import { readFile } from './read-file.ts';

export interface FromFile {
  text: string;
  /** The file that it is from; null when it was typed or scanned. */
  fileName: string | null;
}

export const EMPTY: FromFile = { text: '', fileName: null };

export interface FileFieldProps {
  label: string;
  hint: string;
  value: FromFile;
  onValue: (value: FromFile) => void;
  rows?: number;
  firstFocus?: boolean;
  /** Nobody who looks over a shoulder reads it. */
  secret?: boolean;
}

export function FileField({ label, hint, value, onValue, rows = 2, firstFocus = false, secret = true }: FileFieldProps) {
  const { t } = useTranslation(['connect', 'common']);
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [unreadable, setUnreadable] = useState(false);
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const text = await readFile(file);
    setUnreadable(text === null);
    if (text !== null) onValue({ text, fileName: file.name });
  };
  return (
    <div className="settings-field">
      <label htmlFor={id}>{label}</label>
      {value.fileName === null ? (
        <textarea
          id={id}
          className="field connect-content"
          data-secret={secret || undefined}
          rows={rows}
          maxLength={20_000}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-describedby={`${id}-hint`}
          data-first-focus={firstFocus || undefined}
          value={value.text}
          onChange={(event) => onValue({ text: event.target.value, fileName: null })}
        />
      ) : (
        <div className="connect-chosen">
          <input id={id} className="field" readOnly aria-describedby={`${id}-hint`} value={t('wizard.chosen', { name: value.fileName })} />
          <IconButton icon={X} label={t('common:keypad.clear')} onClick={() => onValue(EMPTY)} />
        </div>
      )}
      <div className="connect-file">
        <p id={`${id}-hint`} className="settings-hint" data-wrong={unreadable || undefined} role={unreadable ? 'alert' : undefined}>
          {unreadable ? t('wizard.notAFile') : hint}
        </p>
        <Button icon={FileUp} onClick={() => chooser.current?.click()}>
          {t('wizard.chooseFile')}
        </Button>
        <input
          ref={chooser}
          className="visually-hidden"
          type="file"
          tabIndex={-1}
          aria-hidden
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = ''; // The same file can be chosen again.
          }}
        />
      </div>
    </div>
  );
}
