// What the takings are made of: by tender, by article, by cashier. Each row is a bar, its numbers and a link to its sales.
import { useTranslation } from 'react-i18next';
import type { DayReport } from '../../../shared/reports.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { Icon } from '../../ui/icon.tsx';
import { Money } from '../../ui/money.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { type Share, Shares } from '../charts/shares.tsx';
import { countWords, satWords, useSoldWords } from '../numbers.tsx';
import { useTill } from '../till.ts';

type DayShare = Omit<Share, 'value'>;

export function TenderShares({ report }: { report: DayReport }) {
  const { t, i18n } = useTranslation('manager');
  const locale = localeOf(i18n.language);
  const { t: tTenders } = useTranslation('tenders');
  const used = report.byTender.filter(({ kind, tenderCount }) => tenderCount > 0 || kind === 'cash' || kind === 'lightning');
  const rows = used.map(({ kind, tenderCount, amountMinor, receivedMsat }): DayShare => {
    const payments = t('tenders.payments', { count: tenderCount, amount: countWords(tenderCount, locale) });
    return {
      key: kind,
      name: tTenders(`kind.${kind}`),
      drawing: <Icon of={TENDER_ICONS[kind]} size={20} />,
      note: kind === 'lightning' ? `${payments} · ${satWords(receivedMsat, locale)} sat` : payments,
      amount: amountMinor,
      filter: { day: report.day, tenderKind: kind, status: 'completed' },
      lightning: kind === 'lightning',
    };
  });
  return <DayShares title={t('tenders.title')} columns={[t('tenders.tender'), t('tenders.amount')]} rows={rows} />;
}

export function ArticleShares({ report }: { report: DayReport }) {
  const { t, i18n } = useTranslation('manager');
  const soldWords = useSoldWords();
  const rows = report.byArticle.map(({ articleId, names, quantity, grams, totalMinor }): DayShare => {
    const name = articleId === null ? t('openAmount') : nameIn(names, i18n.language);
    return {
      key: articleId ?? '',
      name,
      note: soldWords({ quantity, grams }),
      amount: totalMinor,
      filter: { day: report.day, articleId, status: 'completed' },
    };
  });
  return <DayShares title={t('articles.title')} columns={[t('articles.article'), t('takings.title')]} rows={rows} />;
}

export function StaffShares({ report }: { report: DayReport }) {
  const { t, i18n } = useTranslation('manager');
  const locale = localeOf(i18n.language);
  const rows = report.byStaff.map(
    ({ staffId, name, saleCount, totalMinor }): DayShare => ({
      key: staffId ?? '',
      name: staffId === null ? t('nobody') : name,
      note: t('people.sales', { count: saleCount, amount: countWords(saleCount, locale) }),
      amount: totalMinor,
      filter: { day: report.day, staffId, status: 'completed' },
    }),
  );
  return <DayShares title={t('people.title')} columns={[t('people.person'), t('takings.title')]} rows={rows} />;
}

function DayShares({ title, columns, rows }: { title: string; columns: [name: string, amount: string]; rows: readonly DayShare[] }) {
  const { t } = useTranslation('manager');
  const currency = useTill((till) => till.shop.currency);
  return (
    <section className="day-section">
      <h2>{title}</h2>
      <Shares
        columns={columns}
        nothing={t('nothingYet')}
        rows={rows.map((row) => ({ ...row, value: <Money minor={row.amount} currency={currency} /> }))}
      />
    </section>
  );
}
