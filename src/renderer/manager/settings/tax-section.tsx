// The tax rates. A change holds for lines that are rung up from then on: a sale keeps the rate it was made at.
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaxClass } from '../../../shared/totals.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { useTill } from '../till.ts';
import { percentOfPpm, ppmOfPercent } from './percent.ts';
import { SettingsSection } from './settings-section.tsx';

const asTyped = (taxClasses: readonly TaxClass[]) => Object.fromEntries(taxClasses.map(({ id, ratePpm }) => [id, percentOfPpm(ratePpm)]));

export function TaxSection() {
  const { t } = useTranslation('manager');
  const call = useCall();
  const { store } = useScreen();
  const hintId = useId();
  const taxClasses = useTill((till) => till.shop.taxClasses);
  const taxMode = useTill((till) => till.shop.taxMode);
  const [typed, setTyped] = useState(() => asTyped(taxClasses));
  const [busy, setBusy] = useState(false);
  useEffect(() => setTyped(asTyped(taxClasses)), [taxClasses]);

  const rates = taxClasses.map(({ id, ratePpm }) => ({ id, ratePpm: ppmOfPercent(typed[id] ?? ''), kept: ratePpm }));
  const fits = rates.every((rate) => rate.ratePpm !== null);
  const changed = rates.some((rate) => rate.ratePpm !== rate.kept);
  const save = async () => {
    setBusy(true);
    const taxRates = rates.flatMap(({ id, ratePpm }) => (ratePpm === null ? [] : [{ id, ratePpm }]));
    const outcome = await call((till) => till.shop.change({ taxRates }));
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('settings.saved'), body: t('settings.taxSavedNext') });
  };

  return (
    <SettingsSection title={t('settings.taxes')} explained={t(`settings.taxMode.${taxMode}`)}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && fits) void save();
        }}
      >
        {taxClasses.map(({ id, name }) => (
          <div key={id} className="settings-field">
            <label htmlFor={`${hintId}-${id}`}>{t('settings.taxRate', { name })}</label>
            <input
              id={`${hintId}-${id}`}
              className="field"
              inputMode="decimal"
              autoComplete="off"
              aria-describedby={hintId}
              aria-invalid={ppmOfPercent(typed[id] ?? '') === null}
              value={typed[id] ?? ''}
              onChange={(event) => setTyped({ ...typed, [id]: event.target.value })}
            />
          </div>
        ))}
        <p id={hintId} className="settings-hint" data-wrong={!fits || undefined}>
          {t('settings.taxHint')}
        </p>
        <div className="settings-actions">
          <Button kind="primary" submit busy={busy} disabled={!changed || !fits}>
            {t('settings.save')}
          </Button>
          {changed && (
            <Button kind="plain" onClick={() => setTyped(asTyped(taxClasses))}>
              {t('settings.undo')}
            </Button>
          )}
        </div>
      </form>
    </SettingsSection>
  );
}
