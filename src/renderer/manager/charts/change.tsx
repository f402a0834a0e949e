// How a number stands against the one before: a sign, an arrow and words, so that no colour is needed.
import { ArrowDownRight, ArrowUpRight, Equal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { differenceOf } from './difference.ts';
import './change.css';

const ARROWS = { more: ArrowUpRight, less: ArrowDownRight, same: Equal };

export interface ChangeProps {
  now: number;
  before: number;
  /** What the difference comes to, without its sign. */
  words: (difference: number) => string;
}

export function Change({ now, before, words }: ChangeProps) {
  const { t, i18n } = useTranslation('reports');
  const { by, percent, way } = differenceOf(now, before);
  if (by === 0 && now === 0) return null;
  const share =
    percent !== null && new Intl.NumberFormat(localeOf(i18n.language), { style: 'percent', signDisplay: 'exceptZero' }).format(percent / 100);
  return (
    <span className="change">
      <Icon of={ARROWS[way]} size={16} />
      {way === 'same' ? (
        t('compared.same')
      ) : (
        <>
          {share || t('compared.new')}
          <span className="change-by">
            {by > 0 ? '+' : '−'}
            {words(Math.abs(by))}
          </span>
        </>
      )}
    </span>
  );
}
