// When a promotion holds: from and until which day, on which weekdays, between which hours.
import { useTranslation } from 'react-i18next';
import { TextField } from '../text-field.tsx';
import type { PromotionDraft } from './promotion-draft.ts';
import { weekdayName } from './use-promotion-words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export function ValidityFields({ draft, onChange }: { draft: PromotionDraft; onChange: (more: Partial<PromotionDraft>) => void }) {
  const { t, i18n } = useTranslation('selling');
  const { weekdays, fromDay, untilDay, fromTime, untilTime } = draft;
  const toggle = (day: number) => onChange({ weekdays: weekdays.includes(day) ? weekdays.filter((one) => one !== day) : [...weekdays, day] });
  return (
    <>
      <div className="settings-pair promotion-even">
        <TextField label={t('promotions.fromDay')} type="date" value={fromDay} onValue={(text) => onChange({ fromDay: text })} />
        <TextField label={t('promotions.untilDay')} type="date" value={untilDay} onValue={(text) => onChange({ untilDay: text })} />
      </div>
      <fieldset className="promotion-chips">
        <legend>
          {t('promotions.weekdays')} <small>{t('promotions.everyDay')}</small>
        </legend>
        {WEEKDAYS.map((day) => (
          <button key={day} type="button" className="promotion-chip" aria-pressed={weekdays.includes(day)} onClick={() => toggle(day)}>
            {weekdayName(day, i18n.language)}
          </button>
        ))}
      </fieldset>
      <div className="settings-pair promotion-even">
        <TextField label={t('promotions.fromTime')} type="time" value={fromTime} onValue={(text) => onChange({ fromTime: text })} />
        <TextField label={t('promotions.untilTime')} type="time" value={untilTime} onValue={(text) => onChange({ untilTime: text })} />
      </div>
      <p className="settings-hint">{t('promotions.allDay')}</p>
    </>
  );
}
