// Nobody is being served: the shop's name, a picture of a shop, and how one can pay here right now.
import { Banknote, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { ShopPicture } from './shop-picture.tsx';
import { useTill } from './use-till.ts';

export function Idle() {
  const { t } = useTranslation('customer');
  const name = useTill((till) => till.shop.name);
  const lightning = useTill((till) => till.lightning.health === 'ready' && till.lightning.rate.ok);
  return (
    <section className="customer-idle">
      <div className="customer-idle-words">
        <p className="customer-idle-welcome">{t('idle.welcome')}</p>
        <h1>{name}</h1>
        <ul aria-label={t('idle.accepted')}>
          <li>
            <Icon of={Banknote} size={32} />
            {t('idle.cash')}
          </li>
          {lightning && (
            <li>
              <Icon of={Zap} size={32} />
              {t('idle.lightning')}
            </li>
          )}
        </ul>
      </div>
      <ShopPicture />
    </section>
  );
}
