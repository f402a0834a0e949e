// Why Lightning cannot be paid now, said before Charge and in the payment view, with what to do.
import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatSat } from '../../shared/money.ts';
import { localeOf } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { lightningObstacle } from './stage.ts';
import { useTill } from './till.ts';

export function ObstacleWords() {
  const { t, i18n } = useTranslation('cashier');
  const obstacle = useTill(({ lightning, checkout }) => lightningObstacle(lightning, checkout.sale.dueMinor));
  const canReceiveSat = useTill((till) => till.lightning.canReceiveSat);
  if (!obstacle) return null;
  return (
    <p className="cashier-obstacle" data-quiet={obstacle === 'missing' || undefined} role="status">
      <Icon of={CircleAlert} size={20} />
      {t(`pay.obstacle.${obstacle}`, { amount: formatSat(canReceiveSat ?? 0, localeOf(i18n.language)) })}
    </p>
  );
}
