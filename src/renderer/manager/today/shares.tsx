// What the takings are made of: by tender, by article, by cashier. Each row is a bar, its numbers and a link to its sales.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayReport, SalesFilter } from '../../../shared/reports.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Money } from '../../ui/money.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { countWords, SalesLink, satWords } from '../numbers.tsx';
import { useTill } from '../till.ts';
import { lengthOf } from './figures.ts';

/** More are shown when asked for. */
const FIRST_ROWS = 8;

interface Share {
  key: string;
  name: string;
  drawing?: ReactNode;
  note: string;
  amountMinor: number;
  filter: SalesFilter;
  lightning?: boolean;
}

export function TenderShares({ report }: { report: DayReport }) {
  const { t, i18n } = useTranslation('manager');
  const locale = localeOf(i18n.language);
  const { t: tTenders } = useTranslation('tenders');
  const used = report.byTender.filter(({ kind, tenderCount }) => tenderCount > 0 || kind === 'cash' || kind === 'lightning');
  const rows = used.map(({ kind, tenderCount, amountMinor, receivedMsat }): Share => {
    const payments = t('tenders.payments', { count: tenderCount, amount: countWords(tenderCount, locale) });
    return {
      key: kind,
      name: tTenders(`kind.${kind}`),
      drawing: <Icon of={TENDER_ICONS[kind]} size={20} />,
      note: kind === 'lightning' ? `${payments} · ${satWords(receivedMsat, locale)} sat` : payments,
      amountMinor,
      filter: { day: report.day, tenderKind: kind, status: 'completed' },
      lightning: kind === 'lightning',
    };
  });
  return <Shares title={t('tenders.title')} columns={[t('tenders.tender'), t('takings.title')]} rows={rows} />;
}

export function ArticleShares({ report }: { report: DayReport }) {
  const { t, i18n } = useTranslation('manager');
  const locale = localeOf(i18n.language);
  const rows = report.byArticle.map(({ articleId, names, quantity, totalMinor }): Share => {
    const name = articleId === null ? t('openAmount') : nameIn(names, i18n.language);
    return {
      key: articleId ?? '',
      name,
      note: t('articles.pieces', { count: quantity, amount: countWords(quantity, locale) }),
      amountMinor: totalMinor,
      filter: { day: report.day, articleId, status: 'completed' },
    };
  });
  return <Shares title={t('articles.title')} columns={[t('articles.article'), t('takings.title')]} rows={rows} />;
}

export function StaffShares({ report }: { report: DayReport }) {
  const { t, i18n } = useTranslation('manager');
  const locale = localeOf(i18n.language);
  const rows = report.byStaff.map(
    ({ staffId, name, saleCount, totalMinor }): Share => ({
      key: staffId ?? '',
      name: staffId === null ? t('nobody') : name,
      note: t('people.sales', { count: saleCount, amount: countWords(saleCount, locale) }),
      amountMinor: totalMinor,
      filter: { day: report.day, staffId, status: 'completed' },
    }),
  );
  return <Shares title={t('people.title')} columns={[t('people.person'), t('takings.title')]} rows={rows} />;
}

function Shares({ title, columns, rows }: { title: string; columns: [name: string, amount: string]; rows: readonly Share[] }) {
  const { t } = useTranslation('manager');
  const currency = useTill((till) => till.shop.currency);
  const [all, showAll] = useState(false);
  const largest = Math.max(...rows.map((row) => row.amountMinor));
  return (
    <section className="day-section shares">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="day-nothing">{t('nothingYet')}</p>
      ) : (
        <table>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{columns[0]}</th>
              <th scope="col">{columns[1]}</th>
            </tr>
          </thead>
          <tbody>
            {(all ? rows : rows.slice(0, FIRST_ROWS)).map((row) => (
              <tr key={row.key} data-lightning={row.lightning}>
                <th scope="row">
                  <SalesLink filter={row.filter} named={row.name}>
                    {row.drawing}
                    <span className="shares-name">{row.name}</span>
                    <small>{row.note}</small>
                  </SalesLink>
                  <span className="shares-bar" aria-hidden style={{ inlineSize: `${lengthOf(row.amountMinor, largest) * 100}%` }} />
                </th>
                <td>
                  <Money minor={row.amountMinor} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > FIRST_ROWS && (
        <Button kind="plain" aria-expanded={all} onClick={() => showAll(!all)}>
          {all ? t('fewer') : t('allOf', { count: rows.length })}
        </Button>
      )}
    </section>
  );
}
