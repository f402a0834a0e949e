// One tax class as it is typed: its name, its rate, the rate to come and from which day, and what counts where it is taken away.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaxClass } from '../../../shared/tax-class.ts';
import { ppmOfPercent } from './percent.ts';

export interface TypedTaxClass extends TaxClass {
  rate: string;
  nextRate: string;
  nextDay: string;
}

interface TaxClassFieldsProps {
  taxClass: TypedTaxClass;
  others: readonly TaxClass[];
  wrong: boolean;
  onChange: (taxClass: TypedTaxClass) => void;
}

export function TaxClassFields({ taxClass, others, wrong, onChange }: TaxClassFieldsProps) {
  const { t } = useTranslation('selling');
  const id = useId();
  const { name, rate, nextRate, nextDay, takeawayClassId, retired } = taxClass;
  const badRate = (text: string) => text.trim() !== '' && ppmOfPercent(text) === null;
  return (
    <fieldset className="tax-class" data-wrong={wrong || undefined} data-retired={retired || undefined}>
      <legend className="visually-hidden">{name || t('tax.unnamed')}</legend>
      <div className="settings-pair">
        <div className="settings-field">
          <label htmlFor={`${id}-name`}>{t('tax.name')}</label>
          <input
            id={`${id}-name`}
            className="field"
            maxLength={40}
            autoComplete="off"
            value={name}
            onChange={(event) => onChange({ ...taxClass, name: event.target.value })}
          />
        </div>
        <div className="settings-field">
          <label htmlFor={`${id}-rate`}>{t('tax.rate')}</label>
          <input
            id={`${id}-rate`}
            className="field"
            inputMode="decimal"
            autoComplete="off"
            aria-invalid={badRate(rate)}
            value={rate}
            onChange={(event) => onChange({ ...taxClass, rate: event.target.value })}
          />
        </div>
      </div>
      <div className="settings-pair">
        <div className="settings-field">
          <label htmlFor={`${id}-day`}>{t('tax.nextDay')}</label>
          <input
            id={`${id}-day`}
            className="field"
            type="date"
            value={nextDay}
            onChange={(event) => onChange({ ...taxClass, nextDay: event.target.value })}
          />
        </div>
        <div className="settings-field">
          <label htmlFor={`${id}-next`}>{t('tax.nextRate')}</label>
          <input
            id={`${id}-next`}
            className="field"
            inputMode="decimal"
            autoComplete="off"
            aria-invalid={badRate(nextRate)}
            value={nextRate}
            onChange={(event) => onChange({ ...taxClass, nextRate: event.target.value })}
          />
        </div>
      </div>
      <div className="settings-pair">
        <div className="settings-field">
          <label htmlFor={`${id}-takeaway`}>{t('tax.takeaway')}</label>
          <select
            id={`${id}-takeaway`}
            className="field"
            value={takeawayClassId ?? ''}
            onChange={(event) => onChange({ ...taxClass, takeawayClassId: event.target.value || null })}
          >
            <option value="">{t('tax.same')}</option>
            {others.map((other) => (
              <option key={other.id} value={other.id}>
                {other.name}
              </option>
            ))}
          </select>
        </div>
        <label className="settings-check">
          <input type="checkbox" checked={retired} onChange={(event) => onChange({ ...taxClass, retired: event.target.checked })} />
          <span>{t('tax.retired')}</span>
        </label>
      </div>
    </fieldset>
  );
}
