// The order as it grows: each line as it is added, the one touched last marked, and the total, which never moves.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type LineItem, listMinorOf } from '../../shared/line-item.ts';
import { formatMinor } from '../../shared/money.ts';
import { paidMinor } from '../../shared/tender.ts';
import { localeOf } from '../i18n/i18n.ts';
import { nameIn } from '../i18n/name-in.ts';
import { Money } from '../ui/money.tsx';
import { isPartPaid } from './scene.ts';
import { useTill } from './use-till.ts';

export function Ringing({ preparing }: { preparing: boolean }) {
  const { t } = useTranslation('customer');
  const lines = useTill((till) => till.checkout.sale.lines);
  const lastLineId = useTill((till) => till.checkout.lastLineId);
  const itemCount = useTill((till) => till.checkout.sale.totals.itemCount);
  return (
    <section className="customer-ringing">
      <div className="customer-order">
        <h1>
          {t('ringing.title')} <small>{t('ringing.items', { count: itemCount })}</small>
        </h1>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard. */}
        <ol tabIndex={0} aria-label={t('ringing.title')}>
          {lines.map((line) => (
            <OrderLine key={line.id} line={line} touched={line.id === lastLineId} />
          ))}
        </ol>
      </div>
      <Total preparing={preparing} />
    </section>
  );
}

function OrderLine({ line, touched }: { line: LineItem; touched: boolean }) {
  const { i18n } = useTranslation();
  const currency = useTill((till) => till.shop.currency);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // The line touched last is the one people look for.
    if (touched) item.current?.scrollIntoView({ block: 'nearest' });
  }, [touched]);
  return (
    <li ref={item} className="customer-line" data-touched={touched || undefined}>
      <span className="customer-line-name">
        {nameIn(line.names, i18n.language)}
        {line.quantity > 1 && (
          <small>
            {line.quantity} × <Money minor={line.unitPriceMinor} currency={currency} />
          </small>
        )}
      </span>
      <Money minor={listMinorOf(line)} currency={currency} lively={touched} />
    </li>
  );
}

function Total({ preparing }: { preparing: boolean }) {
  const { t, i18n } = useTranslation('customer');
  const currency = useTill((till) => till.shop.currency);
  const taxMode = useTill((till) => till.shop.taxMode);
  const sale = useTill((till) => till.checkout.sale);
  const partPaid = isPartPaid(sale);
  const tax = formatMinor(sale.totals.taxMinor, currency, localeOf(i18n.language));
  return (
    <div className="customer-total" role="status">
      {partPaid && (
        <dl className="customer-sums">
          <dt>{t('ringing.total')}</dt>
          <dd>
            <Money minor={sale.totals.totalMinor} currency={currency} />
          </dd>
          <dt>{t('ringing.paidSoFar')}</dt>
          <dd>
            <Money minor={paidMinor(sale.tenders)} currency={currency} />
          </dd>
        </dl>
      )}
      <p className="customer-label">{t(partPaid ? 'ringing.due' : 'ringing.total')}</p>
      <p className="customer-amount">
        <Money minor={partPaid ? sale.dueMinor : sale.totals.totalMinor} currency={currency} lively />
      </p>
      <p className="customer-note">
        {preparing
          ? t('ringing.preparing')
          : sale.totals.taxMinor > 0 && t(taxMode === 'included' ? 'ringing.taxIncluded' : 'ringing.taxAdded', { tax })}
      </p>
    </div>
  );
}
