// The end of the set-up: the own shop is open, and its owner is told how to get in and what works already.

import type { LucideIcon } from 'lucide-react';
import { ArrowRight, CircleCheck, GraduationCap, KeyRound, ShoppingBag, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OWNER } from '../../shared/rights.ts';
import { tillHook, useShortcut } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

const useTill = tillHook<'cashier' | 'manager'>();

export interface ShopOpenedProps {
  articleName: string;
  onGoOn: () => void;
  /** To where a node is connected, on a screen that has that. */
  onConnect?: (() => void) | undefined;
}

export function ShopOpened({ articleName, onGoOn, onConnect }: ShopOpenedProps) {
  const { t } = useTranslation('setup');
  const managerName = useTill((till) => till.staff.tiles.find((person) => person.role === OWNER)?.name ?? '');
  useShortcut('Enter', onGoOn);
  return (
    <main className="set-up-opened">
      <Icon of={CircleCheck} size={72} />
      <div role="status">
        <h1>{t('opened')}</h1>
        <p>{t('openedLead')}</p>
      </div>
      <ul>
        <Advice icon={KeyRound} title={t('signInTitle')} words={t('signInHow', { name: managerName })} />
        <Advice icon={ShoppingBag} title={t('sellTitle')} words={t('sellHow', { article: articleName })} />
        <Advice icon={Zap} title={t('lightningTitle')} words={t('lightningHow')} />
        <Advice icon={GraduationCap} title={t('practiceTitle')} words={t('practiceHow')} />
      </ul>
      <div className="set-up-on">
        <Button kind="primary" size="large" icon={ArrowRight} onClick={onGoOn}>
          {t('goOn')}
        </Button>
        {onConnect && (
          <Button size="large" icon={Zap} onClick={onConnect}>
            {t('connectNode')}
          </Button>
        )}
      </div>
    </main>
  );
}

function Advice({ icon, title, words }: { icon: LucideIcon; title: string; words: string }) {
  return (
    <li>
      <Icon of={icon} size={28} />
      <div>
        <h2>{title}</h2>
        <p>{words}</p>
      </div>
    </li>
  );
}
