// How long the code still stands, as a ring that empties and as a time.
import { useTranslation } from 'react-i18next';
import type { LightningTender } from '../../../shared/tender.ts';
import { useMainNow } from '../../screen.tsx';
import { TimeRing } from '../../ui/time-ring.tsx';

export function CodeTime({ code: { createdAtMs, expiresAtMs } }: { code: LightningTender }) {
  const { t } = useTranslation('cashier');
  const nowMs = useMainNow(1000);
  const left = timeLeft(expiresAtMs - nowMs);
  return (
    <div className="cashier-code-time">
      <TimeRing share={(expiresAtMs - nowMs) / (expiresAtMs - createdAtMs)} label={t('code.left', { time: left })} />
      <span aria-hidden>{t('code.left', { time: left })}</span>
    </div>
  );
}

/** `9:05`. */
function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
