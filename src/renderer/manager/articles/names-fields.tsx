// A name in each language that the shop's screens and papers speak; one of them is enough.
import { useId } from 'react';
import type { Names } from '../../../shared/line-item.ts';
import { LANGUAGES } from '../../../shared/state.ts';
import { LANGUAGE_NAMES } from '../../i18n/i18n.ts';

export function NamesFields({
  label,
  names,
  onNames,
  firstFocus = false,
}: {
  label: string;
  names: Names;
  onNames: (names: Names) => void;
  firstFocus?: boolean;
}) {
  const id = useId();
  return (
    <div className="articles-names">
      {LANGUAGES.map((language, index) => (
        <div key={language} className="settings-field">
          <label htmlFor={`${id}-${language}`}>
            {label} <small lang={language}>{LANGUAGE_NAMES[language]}</small>
          </label>
          <input
            id={`${id}-${language}`}
            className="field"
            lang={language}
            maxLength={120}
            autoComplete="off"
            data-first-focus={(firstFocus && index === 0) || undefined}
            value={names[language] ?? ''}
            onChange={(event) => onNames({ ...names, [language]: event.target.value })}
          />
        </div>
      ))}
    </div>
  );
}
