// Held money, where the code was: how long there is to check before it goes back by itself.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMainNow } from '../../screen.tsx';
import { TimeRing } from '../../ui/time-ring.tsx';
import { useTill } from '../till.ts';

export function HeldTime() {
  const { t } = useTranslation('cashier');
  const untilMs = useTill((till) => till.checkout.heldUntilMs);
  const nowMs = useMainNow(250);
  const [sinceMs] = useState(nowMs);
  if (untilMs === null) return null;
  const leftMs = Math.max(0, untilMs - nowMs);
  const seconds = Math.ceil(leftMs / 1000);
  return (
    <div className="cashier-held">
      <TimeRing share={leftMs / Math.max(1, untilMs - sinceMs)} label={t('held.left', { count: seconds })}>
        {seconds}
      </TimeRing>
      <p>{t('held.thenBack')}</p>
    </div>
  );
}
