// Tax by rate, and the small numbers a manager looks at: cancelled sales, lines taken off, copies, cash rounding.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayReport, SalesFilter } from '../../../shared/reports.ts';
import type { TaxTotal } from '../../../shared/totals.ts';
import { VOUCHER_TAX_CLASS } from '../../../shared/voucher.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Money } from '../../ui/money.tsx';
import { Count, rateWords, SalesLink } from '../numbers.tsx';
import { useTill } from '../till.ts';

export function Taxes({ report }: { report: DayReport }) {
  const { t, i18n } = useTranslation(['manager', 'refunds', 'tenders', 'selling']);
  const locale = localeOf(i18n.language);
  const currency = useTill((till) => till.shop.currency);
  const classes = useTill((till) => till.shop.taxClasses);
  const nameOf = ({ taxClassId, ratePpm }: TaxTotal) =>
    taxClassId === VOUCHER_TAX_CLASS
      ? t('tenders:vouchers.sold')
      : `${classes.find(({ id }) => id === taxClassId)?.name ?? ''} ${rateWords(ratePpm, locale)}`.trim();
  const beside = [
    [t('refunds:day.refunded'), report.refunds.taxes, -1],
    [t('selling:day.inTips'), report.tipTaxes, 1],
    [t('selling:day.inTipsRefunded'), report.refunds.tipTaxes, -1],
  ] as const;
  return (
    <section className="day-section">
      <h2>{t('taxes.title')}</h2>
      {report.taxes.length === 0 && beside.every(([, taxes]) => taxes.length === 0) ? (
        <p className="day-nothing">{t('nothingYet')}</p>
      ) : (
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">{t('taxes.rate')}</th>
              <th scope="col">{t('taxes.net')}</th>
              <th scope="col">{t('taxes.tax')}</th>
            </tr>
          </thead>
          <tbody>
            {report.taxes.map((tax) => (
              <tr key={`${tax.ratePpm}|${tax.taxClassId}`}>
                <th scope="row">
                  <SalesLink filter={{ day: report.day, taxRatePpm: tax.ratePpm, taxClassId: tax.taxClassId, status: 'completed' }}>
                    {nameOf(tax)}
                  </SalesLink>
                </th>
                <td>
                  <Money minor={tax.netMinor} currency={currency} />
                </td>
                <td>
                  <Money minor={tax.taxMinor} currency={currency} />
                </td>
              </tr>
            ))}
            {beside.map(([what, taxes, sign]) =>
              taxes.map((tax) => (
                <tr key={`${what} ${tax.ratePpm}|${tax.taxClassId}`}>
                  <th scope="row">
                    {nameOf(tax)}, {what}
                  </th>
                  <td>
                    <Money minor={sign * tax.netMinor} currency={currency} />
                  </td>
                  <td>
                    <Money minor={sign * tax.taxMinor} currency={currency} />
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function AlsoThatDay({ report }: { report: DayReport }) {
  const { t } = useTranslation('manager');
  const { t: tSelling } = useTranslation('selling');
  const currency = useTill((till) => till.shop.currency);
  const { day } = report;
  return (
    <section className="day-section">
      <h2>{t('also.title')}</h2>
      <table className="figures-table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('also.what')}</th>
            <th scope="col">{t('also.howMany')}</th>
          </tr>
        </thead>
        <tbody>
          <Row name={t('also.cancelled')} filter={report.cancelledSaleCount > 0 ? { day, status: 'cancelled' } : null}>
            <Count of={report.cancelledSaleCount} />
          </Row>
          <Row name={t('also.removed')} filter={report.removedLineCount > 0 ? { day } : null}>
            <Count of={report.removedLineCount} />
          </Row>
          <Row name={t('also.copies')} filter={report.copyCount > 0 ? { day } : null}>
            <Count of={report.copyCount} />
          </Row>
          {(['discount', 'promotion', 'tip'] as const).map(
            (what) =>
              report[`${what}Minor`] !== 0 && (
                <Row key={what} name={tSelling(`day.${what}`)} filter={{ day, status: 'completed' }}>
                  <Money minor={report[`${what}Minor`]} currency={currency} />
                </Row>
              ),
          )}
          {report.cashRoundingMinor !== 0 && (
            <Row name={t('also.rounding')} filter={{ day, tenderKind: 'cash', status: 'completed' }}>
              <Money minor={report.cashRoundingMinor} currency={currency} />
            </Row>
          )}
        </tbody>
      </table>
    </section>
  );
}

function Row({ name, filter, children }: { name: string; filter: SalesFilter | null; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{filter ? <SalesLink filter={filter}>{name}</SalesLink> : name}</th>
      <td>{children}</td>
    </tr>
  );
}
