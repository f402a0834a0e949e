// Sales that are parked now: what each comes to, whose it is, and for how long it has been open. They are no takings yet.
import { useTranslation } from 'react-i18next';
import { ageWords } from '../../i18n/age-words.ts';
import { useMainNow } from '../../screen.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';

const LOOK_EVERY_MS = 15_000;

export function OpenSales() {
  const { t, i18n } = useTranslation('parking');
  const sales = useTill((till) => till.parking.sales);
  const currency = useTill((till) => till.shop.currency);
  const nowMs = useMainNow(LOOK_EVERY_MS);
  if (sales.length === 0) return null;
  const words = ({ staffName, openedAtMs, awaitsPayment }: (typeof sales)[number]) =>
    [staffName, ageWords(openedAtMs, nowMs, i18n.language) || t('justNow'), awaitsPayment && t('awaits')].filter(Boolean).join(' · ');
  return (
    <section className="day-section" aria-labelledby="open-sales">
      <h2 id="open-sales">{t('title')}</h2>
      <table className="figures-table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('toPay')}</th>
          </tr>
        </thead>
        <tbody>
          {sales.map((sale) => (
            <tr key={sale.id}>
              <th scope="row">
                {sale.label} <small>{words(sale)}</small>
              </th>
              <td>
                <Money minor={sale.totalMinor + sale.tipMinor - sale.paidMinor} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
