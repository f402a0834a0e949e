// The pages that whoever is signed in may open, in groups, above them, or within the thumb's reach on a phone. What needs a person is
// counted here too.
import {
  BadgePercent,
  BellRing,
  BookUp,
  Calculator,
  ChartNoAxesCombined,
  type LucideIcon,
  NotebookPen,
  Plug,
  ReceiptText,
  Settings2,
  Sun,
  Tags,
  Ticket,
  Users,
  Zap,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceNeedsSomebody } from '../../shared/devices.ts';
import { useShortcut } from '../screen.tsx';
import { Icon } from '../ui/icon.tsx';
import { printerNeedsSomebody } from './attention/print-jobs.tsx';
import { HOME, hashOf, PAGE_GROUPS, PAGES, type Page } from './route.ts';
import { useTill } from './till.ts';
import { go } from './use-route.ts';
import './navigation.css';

const DRAWINGS: Record<Page, LucideIcon> = {
  today: Sun,
  reports: ChartNoAxesCombined,
  closing: Calculator,
  sales: ReceiptText,
  vouchers: Ticket,
  accounts: NotebookPen,
  promotions: BadgePercent,
  attention: BellRing,
  articles: Tags,
  lightning: Zap,
  staff: Users,
  devices: Plug,
  settings: Settings2,
  exports: BookUp,
};

export function Navigation({ pages, page }: { pages: readonly Page[]; page: Page }) {
  const { t } = useTranslation('manager');
  const waiting = useTill(
    (till) =>
      till.attention.open.length +
      till.cards.unknown.length +
      till.cards.listed.length +
      till.cards.differing.length +
      (till.cards.contradicted ? 1 : 0) +
      till.refunds.unfinished.length +
      till.refunds.credits.length +
      till.mail.askCount +
      till.printing.jobs.filter((job) => job.status === 'unconfirmed').length +
      till.printing.printers.filter(({ condition }) => printerNeedsSomebody(condition)).length +
      till.devices.devices.filter(({ condition }) => deviceNeedsSomebody(condition)).length +
      (till.upkeep.damaged ? 1 : 0),
  );
  return (
    <nav className="navigation" aria-label={t('nav.label')}>
      {PAGE_GROUPS.map((group) => group.filter((one) => pages.includes(one)))
        .filter((group) => group.length > 0)
        .map((group) => (
          <ul key={group[0]}>
            {group.map((one) => (
              <li key={one}>
                <PageLink page={one} current={one === page}>
                  {one === 'attention' && waiting > 0 && (
                    <b className="navigation-count">
                      <span className="visually-hidden">{t('nav.waiting', { count: waiting })}</span>
                      <span aria-hidden>{waiting}</span>
                    </b>
                  )}
                </PageLink>
              </li>
            ))}
          </ul>
        ))}
    </nav>
  );
}

/** The row of keys above the letters, and on into theirs. A page's key is its place among all pages, so that it is the same for everybody. */
const KEYS = '1234567890-=qw';

function PageLink({ page, current, children }: { page: Page; current: boolean; children: ReactNode }) {
  const { t } = useTranslation('manager');
  const key = KEYS[PAGES.indexOf(page)];
  useShortcut(key ?? '', () => go({ ...HOME, page }), key !== undefined);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // On a phone there are more than fit.
    if (current) link.current?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [current]);
  return (
    <a
      ref={link}
      href={hashOf({ ...HOME, page })}
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={key}
      title={key && t('nav.key', { key })}
    >
      <Icon of={DRAWINGS[page]} size={22} />
      <span>{t(`nav.${page}`)}</span>
      {children}
    </a>
  );
}
