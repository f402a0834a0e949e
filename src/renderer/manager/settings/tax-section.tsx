// The tax classes: names, rates now and from a day on, what counts where it is taken away. A change holds for lines that are rung
// up from then on: a sale keeps the rate it was made at, and a class that articles have is retired rather than taken away.
import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PLAIN_TAX_CLASS, type TaxClass } from '../../../shared/tax-class.ts';
import { TAX_ROUNDINGS } from '../../../shared/totals.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { percentOfPpm, ppmOfPercent } from './percent.ts';
import { SettingsSection } from './settings-section.tsx';
import { TaxClassFields, type TypedTaxClass } from './tax-class-fields.tsx';

function asTyped(taxClass: TaxClass): TypedTaxClass {
  const [next] = taxClass.changes;
  return { ...taxClass, rate: percentOfPpm(taxClass.ratePpm), nextRate: next ? percentOfPpm(next.ratePpm) : '', nextDay: next?.fromDay ?? '' };
}

/** Null where a name, a rate or a day is missing. Later changes than the next one stay. */
function asKept({ rate, nextRate, nextDay, ...taxClass }: TypedTaxClass): TaxClass | null {
  const ratePpm = ppmOfPercent(rate);
  const name = taxClass.name.trim();
  if (ratePpm === null || name === '') return null;
  const later = taxClass.changes.slice(1);
  if (nextRate.trim() === '' && nextDay === '') return { ...taxClass, name, ratePpm, changes: later };
  const nextPpm = ppmOfPercent(nextRate);
  const inOrder = later[0] === undefined || nextDay < later[0].fromDay;
  if (nextPpm === null || nextDay === '' || !inOrder) return null;
  return { ...taxClass, name, ratePpm, changes: [{ fromDay: nextDay, ratePpm: nextPpm }, ...later] };
}

export function TaxSection() {
  const { t } = useTranslation('selling');
  const { t: common } = useTranslation('manager');
  const call = useCall();
  const { store } = useScreen();
  const taxClasses = useTill((till) => till.shop.taxClasses);
  const taxMode = useTill((till) => till.shop.taxMode);
  const taxRounding = useTill((till) => till.shop.taxRounding);
  const [typed, setTyped] = useState(() => taxClasses.map(asTyped));
  const [busy, setBusy] = useState(false);
  useEffect(() => setTyped(taxClasses.map(asTyped)), [taxClasses]);

  const kept = typed.map(asKept);
  const whole = kept.every((taxClass) => taxClass !== null) && kept.some((taxClass) => taxClass?.retired === false);
  const changed = JSON.stringify(typed) !== JSON.stringify(taxClasses.map(asTyped));
  const save = async () => {
    setBusy(true);
    const outcome = await call((till) => till.shop.change({ taxClasses: kept.filter((taxClass) => taxClass !== null) }));
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: common('settings.saved'), body: common('settings.taxSavedNext') });
  };
  const put = (index: number, taxClass: TypedTaxClass) => setTyped(typed.with(index, taxClass));
  const add = () =>
    setTyped([...typed, { id: `tax-${Date.now().toString(36)}`, name: '', ratePpm: 0, ...PLAIN_TAX_CLASS, rate: '', nextRate: '', nextDay: '' }]);

  return (
    <SettingsSection title={common('settings.taxes')} explained={common(`settings.taxMode.${taxMode}`)}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && whole) void save();
        }}
      >
        {typed.map((taxClass, index) => (
          <TaxClassFields
            key={taxClass.id}
            taxClass={taxClass}
            others={typed.filter(({ id }) => id !== taxClass.id)}
            wrong={kept[index] === null}
            onChange={(next) => put(index, next)}
          />
        ))}
        <p className="settings-hint" data-wrong={!whole || undefined}>
          {whole ? common('settings.taxHint') : t('tax.notWhole')}
        </p>
        <div className="settings-actions">
          <Button kind="primary" submit busy={busy} disabled={!changed || !whole}>
            {common('settings.save')}
          </Button>
          <Button icon={Plus} onClick={add}>
            {t('tax.add')}
          </Button>
          {changed && (
            <Button kind="plain" onClick={() => setTyped(taxClasses.map(asTyped))}>
              {common('settings.undo')}
            </Button>
          )}
        </div>
      </form>
      <div className="settings-row">
        <span>{t('tax.rounding')}</span>
        <Segmented
          label={t('tax.rounding')}
          segments={TAX_ROUNDINGS.map((value) => ({ value, label: t(`tax.roundingPer.${value}`) }))}
          value={taxRounding}
          onChange={(value) => void call((till) => till.shop.change({ taxRounding: value }))}
        />
      </div>
      <p className="settings-hint">{t('tax.roundingHint')}</p>
    </SettingsSection>
  );
}
