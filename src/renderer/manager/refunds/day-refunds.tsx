// What went back on a day: by how it went back, and each refund, those without a receipt apart. Nothing where nothing did.
import { useTranslation } from 'react-i18next';
import type { DayReport, RefundRow } from '../../../shared/reports.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Money } from '../../ui/money.tsx';
import { Count } from '../numbers.tsx';
import { HOME, hashOf } from '../route.ts';
import { useTill } from '../till.ts';
import { timeWords } from '../when.ts';

export function DayRefunds({ report: { refunds } }: { report: DayReport }) {
  const { t } = useTranslation(['refunds', 'tenders']);
  const currency = useTill((till) => till.shop.currency);
  if (refunds.refundCount === 0 && refunds.byTender.length === 0) return null;
  const withoutReceipt = refunds.latest.filter(({ saleId }) => saleId === null);
  return (
    <section className="day-section">
      <h2>{t('day.title')}</h2>
      <table className="figures-table">
        <thead>
          <tr>
            <th scope="col">{t('day.byWay')}</th>
            <th scope="col">{t('day.count')}</th>
            <th scope="col">{t('day.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {refunds.byTender.map(({ kind, legCount, amountMinor }) => (
            <tr key={kind}>
              <th scope="row">{t(`tenders:kind.${kind}`)}</th>
              <td>
                <Count of={legCount} />
              </td>
              <td>
                <Money minor={amountMinor} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Rows title={t('day.receipt')} rows={refunds.latest.filter(({ saleId }) => saleId !== null)} />
      {withoutReceipt.length > 0 && <Rows title={t('day.withoutReceipt')} rows={withoutReceipt} />}
    </section>
  );
}

function Rows({ title, rows }: { title: string; rows: readonly RefundRow[] }) {
  const { i18n } = useTranslation();
  const { t } = useTranslation('refunds');
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  if (rows.length === 0) return null;
  return (
    <table className="figures-table">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{t('list.by')}</th>
          <th scope="col">{t('day.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ refundId, receiptNumber, atMs, saleId, saleReceiptNumber, amountMinor, reason, staffName }) => (
          <tr key={refundId}>
            <th scope="row">
              {saleId === null ? receiptNumber : <a href={hashOf({ ...HOME, saleId })}>{receiptNumber}</a>}
              {' · '}
              {saleReceiptNumber ?? reason}
            </th>
            <td>{[staffName, timeWords(atMs, localeOf(i18n.language), timeZone)].filter(Boolean).join(', ')}</td>
            <td>
              <Money minor={amountMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
