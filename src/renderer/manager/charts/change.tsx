// How a number stands against the one before: an arrow, and the difference with its sign, so that no colour is needed.
import { ArrowDownRight, ArrowUpRight, Equal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { differenceOf } from './difference.ts';
import './change.css';

export const ARROWS = { more: ArrowUpRight, less: ArrowDownRight, same: Equal };

export interface ChangeProps {
  now: number;
  before: number;
  /** What an amount of it is called, without a sign. */
  words: (difference: number) => string;
}

export function Change({ now, before, words }: ChangeProps) {
  const { t, i18n } = useTranslation('reports');
  if (now === 0 && before === 0) return null;
  const { by, percent, way } = differenceOf(now, before);
  if (way === 'same') return <Told way={way}>{t('compared.same')}</Told>;
  if (before === 0) return <Told way={way}>{t('compared.new')}</Told>;
  const share = new Intl.NumberFormat(localeOf(i18n.language), { style: 'percent', signDisplay: 'exceptZero' });
  return (
    <Told way={way}>
      {percent !== null && <span>{share.format(percent / 100)}</span>}
      <span>
        {by > 0 ? '+' : '−'}
        {words(Math.abs(by))}
      </span>
    </Told>
  );
}

function Told({ way, children }: { way: keyof typeof ARROWS; children: ReactNode }) {
  return (
    <span className="change">
      <Icon of={ARROWS[way]} size={16} />
      {children}
    </span>
  );
}
