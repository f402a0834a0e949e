// The five pages, as words above them, or within the thumb's reach on a phone. What needs a person is counted here too.
import { BellRing, ChartNoAxesColumn, type LucideIcon, ReceiptText, Settings2, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../screen.tsx';
import { Icon } from '../ui/icon.tsx';
import { printerNeedsSomebody } from './attention/print-jobs.tsx';
import { HOME, hashOf, PAGES, type Page } from './route.ts';
import { useTill } from './till.ts';
import { go } from './use-route.ts';

const DRAWINGS: Record<Page, LucideIcon> = { today: ChartNoAxesColumn, sales: ReceiptText, attention: BellRing, lightning: Zap, settings: Settings2 };

export function Navigation({ page }: { page: Page }) {
  const { t } = useTranslation('manager');
  const waiting = useTill(
    (till) =>
      till.attention.open.length +
      till.printing.jobs.filter((job) => job.status === 'unconfirmed').length +
      (printerNeedsSomebody(till.printing.condition) ? 1 : 0) +
      (till.upkeep.damaged ? 1 : 0),
  );
  useShortcut('1', () => go({ ...HOME, page: 'today' }));
  useShortcut('2', () => go({ ...HOME, page: 'sales' }));
  useShortcut('3', () => go({ ...HOME, page: 'attention' }));
  useShortcut('4', () => go({ ...HOME, page: 'lightning' }));
  useShortcut('5', () => go({ ...HOME, page: 'settings' }));
  return (
    <nav className="navigation" aria-label={t('nav.label')}>
      {PAGES.map((one, index) => (
        <a
          key={one}
          href={hashOf({ ...HOME, page: one })}
          aria-current={one === page ? 'page' : undefined}
          aria-keyshortcuts={String(index + 1)}
          title={t('nav.key', { key: index + 1 })}
        >
          <Icon of={DRAWINGS[one]} size={22} />
          <span>{t(`nav.${one}`)}</span>
          {one === 'attention' && waiting > 0 && (
            <b className="navigation-count">
              <span className="visually-hidden">{t('nav.waiting', { count: waiting })}</span>
              <span aria-hidden>{waiting}</span>
            </b>
          )}
        </a>
      ))}
    </nav>
  );
}
