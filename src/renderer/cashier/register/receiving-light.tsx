// The quiet light beside the amount in sat: whether the node can receive it, by shape and colour, and in words for whoever asks.
import { CircleAlert, CircleCheck, CircleX, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon.tsx';
import { lightOf } from '../stage.ts';
import { useLightningOutlook } from './use-lightning-outlook.ts';

const SHAPES: Record<'fine' | 'tight' | 'no', LucideIcon> = { fine: CircleCheck, tight: CircleAlert, no: CircleX };

export function ReceivingLight() {
  const { t } = useTranslation('cashier');
  const light = lightOf(useLightningOutlook());
  if (light === 'unknown') return null;
  const words = t(`cart.light.${light}`);
  return (
    <span className="cashier-light" data-light={light} role="img" aria-label={words} title={words}>
      <Icon of={SHAPES[light]} size={18} />
    </span>
  );
}
