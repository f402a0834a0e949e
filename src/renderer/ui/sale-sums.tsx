// What stands between the lines of a sale and its total: promotions, the discount of the whole sale, why it bears no tax. Nothing
// where there is none of it.
import { useTranslation } from 'react-i18next';
import type { Sale } from '../../shared/sale.ts';
import { exemptMinor, percentOf, saleDiscountMinor } from '../../shared/sale-sums.ts';
import { nameIn } from '../i18n/name-in.ts';
import { Money } from './money.tsx';
import './sale-sums.css';

export function SaleSums({ sale, currency }: { sale: Sale; currency: string }) {
  const { t, i18n } = useTranslation('selling');
  const { promotions } = sale.totals;
  const discountMinor = saleDiscountMinor(sale);
  const taxOffMinor = exemptMinor(sale);
  const percent = sale.discount && percentOf(sale.discount);
  if (promotions.length === 0 && discountMinor === 0 && sale.taxExempt === null) return null;
  return (
    <dl className="sale-sums">
      {promotions.map(({ id, names, amountMinor }) => (
        <div key={id}>
          <dt>{nameIn(names, i18n.language)}</dt>
          <dd>
            <Money minor={-amountMinor} currency={currency} />
          </dd>
        </div>
      ))}
      {discountMinor > 0 && (
        <div>
          <dt>
            {sale.discount?.reason || t('sums.discount')}
            {percent !== null && ` ${t('line.discountOf', { percent })}`}
          </dt>
          <dd>
            <Money minor={-discountMinor} currency={currency} />
          </dd>
        </div>
      )}
      {sale.taxExempt && (
        <div>
          <dt>{t('sums.exempt', { reason: sale.taxExempt.reason })}</dt>
          {taxOffMinor > 0 && (
            <dd>
              <Money minor={-taxOffMinor} currency={currency} />
            </dd>
          )}
        </div>
      )}
    </dl>
  );
}
