// Says on every screen of a shop whose node is not on Bitcoin's own network that its Lightning money is not real.
import { useTranslation } from 'react-i18next';
import { isRealMoney } from '../../shared/network.ts';
import { tillHook } from '../screen.tsx';
import './trial-banner.css';

const useTill = tillHook<'cashier' | 'customer' | 'manager'>();

export function TrialBanner() {
  const { t } = useTranslation();
  const trial = useTill(({ lightning: { prefix } }) => prefix !== null && !isRealMoney(prefix));
  return trial && <p className="trial-banner">{t('trialBanner')}</p>;
}
