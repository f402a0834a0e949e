// Why Lightning cannot be paid now, or may not be, said before Charge and in the payment view, with what to do.
import { CircleAlert, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatSat } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { lightOf } from '../stage.ts';
import { useTill } from '../till.ts';
import { useLightningOutlook } from './use-lightning-outlook.ts';

export function ObstacleWords() {
  const { t, i18n } = useTranslation('cashier');
  const outlook = useLightningOutlook();
  const canReceiveSat = useTill((till) => till.lightning.canReceiveSat);
  const canReceiveSingleSat = useTill((till) => till.lightning.canReceiveSingleSat);
  const light = lightOf(outlook);
  if (outlook === 'fine' || outlook === 'unknown') return null;
  const locale = localeOf(i18n.language);
  const amounts = { amount: formatSat(canReceiveSat ?? 0, locale), single: formatSat(canReceiveSingleSat ?? 0, locale) };
  return (
    <p className="cashier-obstacle" data-quiet={outlook === 'missing' || undefined} data-light={light} role="status">
      <Icon of={light === 'tight' ? CircleAlert : CircleX} size={20} />
      {t(`pay.obstacle.${outlook}`, amounts)}
    </p>
  );
}
