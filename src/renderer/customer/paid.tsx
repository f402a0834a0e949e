// Paid: seen from across the counter. A check that draws itself; for cash, the change in the largest type there is; beside it the
// receipt as a code.
import { useTranslation } from 'react-i18next';
import { formatMinor, formatSat } from '../../shared/money.ts';
import { tookMinor, toPayMinor } from '../../shared/sale.ts';
import { changeMinorOf } from '../../shared/tender.ts';
import { localeOf } from '../i18n/i18n.ts';
import { Money } from '../ui/money.tsx';
import { PaidCheck } from '../ui/paid-check.tsx';
import { ReceiptCodePicture, useReceiptCode } from './receipt-code.tsx';
import { excessSat } from './scene.ts';
import { useTill } from './use-till.ts';

export function Paid() {
  const { t, i18n } = useTranslation('customer');
  const currency = useTill((till) => till.shop.currency);
  const sale = useTill((till) => till.checkout.sale);
  const change = changeMinorOf(sale.tenders);
  const excess = excessSat(sale);
  const locale = localeOf(i18n.language);
  const money = (minor: number) => formatMinor(minor, currency, locale);
  const [toPay, took] = [toPayMinor(sale), tookMinor(sale)];
  const code = useReceiptCode();
  const words = (
    <>
      <PaidCheck />
      <div className="customer-paid-words" role="status">
        <h1>{t('paid.title')}</h1>
        <p>{toPay === took ? t('paid.total', { amount: money(toPay) }) : t('paid.totalRounded', { amount: money(toPay), rounded: money(took) })}</p>
        {change > 0 && (
          <div className="customer-total customer-change">
            <p className="customer-label">{t('paid.change')}</p>
            <p className="customer-amount">
              <Money minor={change} currency={currency} />
            </p>
          </div>
        )}
        <p>{excess > 0 ? t('paid.excess', { amount: formatSat(excess, locale) }) : t('paid.thanks')}</p>
      </div>
    </>
  );
  return (
    <section className="customer-centre customer-paid" data-change={change > 0 || undefined} data-code={code !== null || undefined}>
      {code ? <div className="customer-paid-now">{words}</div> : words}
      {code && <ReceiptCodePicture code={code} />}
    </section>
  );
}
