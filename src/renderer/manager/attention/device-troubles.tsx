// Devices beside the printers that somebody has to look after.
import { useTranslation } from 'react-i18next';
import { deviceNeedsSomebody } from '../../../shared/devices.ts';
import { Icon } from '../../ui/icon.tsx';
import { useDeviceWords } from '../devices/condition.tsx';
import { DRAWINGS } from '../devices/drawings.ts';
import { useTill } from '../till.ts';

export function DeviceTroubles() {
  const { t } = useTranslation('devices');
  const wordsOf = useDeviceWords();
  const troubled = useTill((till) => till.devices.devices).filter(({ condition }) => deviceNeedsSomebody(condition));
  if (troubled.length === 0) return null;
  return (
    <section aria-labelledby="attention-devices">
      <h2 id="attention-devices">{t('title')}</h2>
      {troubled.map(({ id, kind, name, condition }) => (
        <p key={id} className="printer-trouble" role="status">
          <Icon of={DRAWINGS[kind]} size={28} />
          <span>
            <b>
              {name}: {wordsOf(kind, condition).what}
            </b>{' '}
            {wordsOf(kind, condition).next}
          </span>
        </p>
      ))}
    </section>
  );
}
