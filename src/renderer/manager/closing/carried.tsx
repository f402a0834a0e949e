// What is still under way as the shift ends: named, and in nobody's way.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { CarriedOver } from '../../../shared/z-report.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';

export function Carried({ carried }: { carried: CarriedOver }) {
  const { t, i18n } = useTranslation('shifts');
  const currency = useTill((till) => till.shop.currency);
  const counts = [
    ['code', carried.codes.length],
    ['refund', carried.refunds.length],
    ['payout', carried.payouts.length],
    ['card', carried.cards.length],
    ['cardListed', carried.cardsListed.count],
    ['cardDay', carried.cardDays.length],
    ['listed', carried.listed.count],
    ['chain', carried.chain.length],
    ['paper', carried.papers.length],
  ] as const;
  const some = counts.filter(([, count]) => count > 0);
  const nothing = carried.sales.length === 0 && some.length === 0;
  return (
    <section className="closing-carried">
      <h3>{t('closing.carried')}</h3>
      <p className="closing-hint">{t(nothing ? 'closing.nothingCarried' : 'closing.carriedExplained')}</p>
      <ul>
        {carried.sales.map(({ saleId, label, staffName, totalMinor, paidMinor, parked }) => (
          <li key={saleId}>
            <span>
              {t(parked ? 'closing.saleParked' : 'closing.sale', { name: label || staffName })}
              {paidMinor > 0 && <small>{t('closing.salePaid', { amount: formatMinor(paidMinor, currency, localeOf(i18n.language)) })}</small>}
            </span>
            <Money minor={totalMinor} currency={currency} />
          </li>
        ))}
        {some.map(([what, count]) => (
          <li key={what}>{t(`closing.${what}`, { count })}</li>
        ))}
      </ul>
    </section>
  );
}
