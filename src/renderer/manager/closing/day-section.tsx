// When the shop's day begins, and by which clock.
import { useTranslation } from 'react-i18next';
import { useCall } from '../../screen.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';

const HOURS = Array.from({ length: 13 }, (_, hour) => hour);

export function DaySection() {
  const { t } = useTranslation('shifts');
  const call = useCall();
  const starts = useTill((till) => till.shop.dayStartsAtHour);
  const zone = useTill((till) => till.shop.timeZone);
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <SettingsSection title={t('day.title')} explained={t('day.explained')}>
      <label className="closing-field">
        <span>{t('day.starts')}</span>
        <select
          className="field"
          value={starts}
          onChange={(event) => void call((till) => till.shop.change({ dayStartsAtHour: Number(event.target.value) }))}
        >
          {HOURS.map((hour) => (
            <option key={hour} value={hour}>
              {hour === 0 ? t('day.midnight') : `${String(hour).padStart(2, '0')}:00`}
            </option>
          ))}
        </select>
      </label>
      <label className="closing-field">
        <span>{t('day.zone')}</span>
        <select className="field" value={zone} onChange={(event) => void call((till) => till.shop.change({ timeZone: event.target.value }))}>
          {[...new Set([zone, ...zones])].map((one) => (
            <option key={one} value={one}>
              {one.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </label>
    </SettingsSection>
  );
}
