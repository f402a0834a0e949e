// Says on every staff screen of the practice shop that nothing is real, and leads to the shop that is.
import { useTranslation } from 'react-i18next';
import { tillHook, useCall } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import './practice-banner.css';

const useTill = tillHook<'cashier' | 'manager'>();

/** Nothing in a shop of one's own. `onSetUp` shows `SetUp`. */
export function PracticeBanner({ onSetUp }: { onSetUp: () => void }) {
  const { t } = useTranslation('setup');
  const call = useCall();
  const practice = useTill((till) => till.shop.practice);
  const ownShopExists = useTill((till) => till.shop.ownShopExists);
  if (!practice) return null;
  return (
    <aside className="practice-banner" aria-label={t('banner.label')}>
      <p>
        <span className="practice-banner-long">{t('banner.explained')}</span>
        <span className="practice-banner-short">{t('banner.short')}</span>
      </p>
      {ownShopExists ? (
        <Button kind="plain" onClick={() => void call((till) => till.shop.open({ which: 'own' }))}>
          {t('banner.open')}
        </Button>
      ) : (
        <Button kind="plain" onClick={onSetUp}>
          {t('banner.setUp')}
        </Button>
      )}
    </aside>
  );
}
