// Which days the report is over: by name, from one day to another, or those right before or after; also by the arrow keys.
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DayRange, rangeTrouble } from '../../../shared/day-range.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useShortcut } from '../../screen.tsx';
import { IconButton } from '../../ui/button.tsx';
import { FileKeys } from '../file-keys.tsx';
import { HOME, hashOf } from '../route.ts';
import { rangeWords } from '../when.ts';
import { RANGE_NAMES, type RangeChoice, rangeOf, steppedFrom } from './ranges.ts';

export interface RangeChooserProps {
  choice: RangeChoice;
  today: string;
  onChoice: (choice: RangeChoice) => void;
}

export function RangeChooser({ choice, today, onChoice }: RangeChooserProps) {
  const { t, i18n } = useTranslation('reports');
  const range = rangeOf(choice, today);
  const before = steppedFrom(choice, -1, today);
  const after = steppedFrom(choice, 1, today);
  const earlier = () => before && onChoice(before);
  const later = () => after && onChoice(after);
  useShortcut('ArrowLeft', earlier, before !== null);
  useShortcut('ArrowRight', later, after !== null);
  return (
    <header className="range-chooser">
      <div className="range-shown">
        <IconButton icon={ChevronLeft} label={t('range.earlier')} aria-keyshortcuts="ArrowLeft" disabled={before === null} onClick={earlier} />
        <h1 aria-live="polite">{rangeWords(range, localeOf(i18n.language))}</h1>
        <IconButton icon={ChevronRight} label={t('range.later')} aria-keyshortcuts="ArrowRight" disabled={after === null} onClick={later} />
      </div>
      <OwnDays range={range} today={today} onRange={onChoice} />
      <nav aria-label={t('range.label')}>
        <ul className="chips">
          {RANGE_NAMES.map((name) => (
            <li key={name}>
              <a
                className="chip"
                href={hashOf({ ...HOME, page: 'reports', range: name })}
                aria-current={name === choice || undefined}
                data-set={name === choice || undefined}
              >
                {t(`range.${name}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <FileKeys report={{ kind: 'range', ...range }} of={t('whole')} />
    </header>
  );
}

/** Two days typed or picked; taken as soon as they are a range that can be reported on. */
export function OwnDays({ range, today, onRange }: { range: DayRange; today: string; onRange: (range: DayRange) => void }) {
  const { t } = useTranslation('reports');
  const [typed, setTyped] = useState(range);
  const troubleId = useId();
  const { from, to } = range;
  useEffect(() => setTyped({ from, to }), [from, to]);
  const trouble = rangeTrouble(typed, today);
  // A date that is still being typed is none for a while: that is no trouble worth a word.
  const told = trouble === 'no_day' ? null : trouble;
  const type = (changed: DayRange) => {
    setTyped(changed);
    if (rangeTrouble(changed, today) === null) onRange(changed);
  };
  return (
    <fieldset className="own-days" aria-describedby={told ? troubleId : undefined}>
      <legend className="visually-hidden">{t('range.label')}</legend>
      {(['from', 'to'] as const).map((end) => (
        <label key={end}>
          <span>{t(`range.${end}`)}</span>
          <input
            className="field"
            type="date"
            max={today}
            value={typed[end]}
            aria-invalid={told !== null}
            onChange={(event) => type({ ...typed, [end]: event.target.value })}
          />
        </label>
      ))}
      {told && (
        <p id={troubleId} role="alert">
          {t(`range.${told}`)}
        </p>
      )}
    </fieldset>
  );
}
