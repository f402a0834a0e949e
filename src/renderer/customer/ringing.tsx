// The order as it grows: each line as it is added, the one touched last marked, and the total, which never moves.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineItem } from '../../shared/line-item.ts';
import { formatMinor } from '../../shared/money.ts';
import { toPayMinor } from '../../shared/sale.ts';
import { ownDiscountsMinor } from '../../shared/sale-sums.ts';
import { paidMinor } from '../../shared/tender.ts';
import { localeOf } from '../i18n/i18n.ts';
import { lineAmountMinor, lineDetails } from '../i18n/line-details.ts';
import { nameIn } from '../i18n/name-in.ts';
import { TapOffer } from '../taps/tap-note.tsx';
import { Money } from '../ui/money.tsx';
import { SaleSums } from '../ui/sale-sums.tsx';
import { isPartPaid } from './scene.ts';
import { useTill } from './use-till.ts';

export function Ringing({ preparing }: { preparing: boolean }) {
  const { t } = useTranslation('customer');
  const sale = useTill((till) => till.checkout.sale);
  const discounts = ownDiscountsMinor(sale);
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
          {sale.lines.map((line, at) => (
            <OrderLine key={line.id} line={line} discountMinor={discounts[at] ?? 0} touched={line.id === lastLineId} />
          ))}
        </ol>
      </div>
      <Total preparing={preparing} />
    </section>
  );
}

function OrderLine({ line, discountMinor, touched }: { line: LineItem; discountMinor: number; touched: boolean }) {
  const { t, i18n } = useTranslation('selling');
  const currency = useTill((till) => till.shop.currency);
  const details = lineDetails(line, { t, language: i18n.language, currency }, (amount) => `${line.quantity} × ${amount}`);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // The line touched last is the one people look for.
    if (touched) item.current?.scrollIntoView({ block: 'nearest' });
  }, [touched]);
  return (
    <li ref={item} className="customer-line" data-touched={touched || undefined}>
      <span className="customer-line-name">
        {nameIn(line.names, i18n.language)}
        {details.map((words) => (
          <small key={words}>{words}</small>
        ))}
      </span>
      <Money minor={lineAmountMinor(line, discountMinor)} currency={currency} lively={touched} />
    </li>
  );
}

function Total({ preparing }: { preparing: boolean }) {
  const { t, i18n } = useTranslation('customer');
  const currency = useTill((till) => till.shop.currency);
  const { t: tSelling } = useTranslation('selling');
  const taxMode = useTill((till) => till.shop.taxMode);
  const sale = useTill((till) => till.checkout.sale);
  const partPaid = isPartPaid(sale);
  const tax = formatMinor(sale.totals.taxMinor, currency, localeOf(i18n.language));
  return (
    <div className="customer-total" role="status">
      <SaleSums sale={sale} currency={currency} />
      {(partPaid || sale.tipMinor > 0) && (
        <dl className="customer-sums">
          <dt>{t('ringing.total')}</dt>
          <dd>
            <Money minor={sale.totals.totalMinor} currency={currency} />
          </dd>
          {sale.tipMinor > 0 && (
            <>
              <dt>{tSelling('sums.tip')}</dt>
              <dd>
                <Money minor={sale.tipMinor} currency={currency} />
              </dd>
            </>
          )}
          {partPaid && (
            <>
              <dt>{t('ringing.paidSoFar')}</dt>
              <dd>
                <Money minor={paidMinor(sale.tenders)} currency={currency} />
              </dd>
            </>
          )}
        </dl>
      )}
      <p className="customer-label">{partPaid ? t('ringing.due') : sale.tipMinor > 0 ? tSelling('sums.toPay') : t('ringing.total')}</p>
      <p className="customer-amount">
        <Money minor={partPaid ? sale.dueMinor : toPayMinor(sale)} currency={currency} lively />
      </p>
      <p className="customer-note">
        {preparing
          ? t('ringing.preparing')
          : sale.totals.taxMinor > 0 && t(taxMode === 'included' ? 'ringing.taxIncluded' : 'ringing.taxAdded', { tax })}
      </p>
      {!preparing && <TapOffer first />}
    </div>
  );
}
