// Nobody is being served: the shop's name, a picture of a shop, and how one can pay here right now.
import { useTranslation } from 'react-i18next';
import { localeOf } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { TENDER_ICONS } from '../ui/tender-icons.ts';
import { ShopPicture } from './shop-picture.tsx';
import { useTill } from './use-till.ts';
import { waysToPay } from './ways-to-pay.ts';

export function Idle() {
  const { t, i18n } = useTranslation('customer');
  const name = useTill((till) => till.shop.name);
  const tenders = useTill((till) => till.shop.tenders);
  const canMakeCodes = useTill((till) => till.lightning.health === 'ready' && till.lightning.rate.ok);
  const currencies = new Intl.ListFormat(localeOf(i18n.language), { type: 'unit' }).format(tenders.foreignCash.map(({ currency }) => currency));
  return (
    <section className="customer-idle">
      <div className="customer-idle-words">
        <p className="customer-idle-welcome">{t('idle.welcome')}</p>
        <h1>{name}</h1>
        <ul aria-label={t('idle.accepted')}>
          {waysToPay(tenders, canMakeCodes).map((kind) => (
            <li key={kind}>
              <Icon of={TENDER_ICONS[kind]} size={32} />
              {t(`idle.ways.${kind}`, { currencies })}
            </li>
          ))}
        </ul>
      </div>
      <ShopPicture />
    </section>
  );
}
