// How the shop sells: reasons for discounts, tips, and whether it is asked where it is eaten.
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DININGS, type SellingSettings } from '../../../shared/selling.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { percentOfPpm, ppmOfPercent } from './percent.ts';
import { SettingsSection } from './settings-section.tsx';

const MOST_SHARES = 4;
const MOST_REASONS = 12;
const NOT_TAXED = '';

const asTyped = ({ discountReasons, tips }: SellingSettings) => ({
  reasons: discountReasons.join('\n'),
  shares: tips.sharesPpm.map(percentOfPpm).join(' '),
});

export function SellingSection() {
  const { t } = useTranslation('selling');
  const { t: common } = useTranslation('manager');
  const call = useCall();
  const { store } = useScreen();
  const id = useId();
  const selling = useTill((till) => till.shop.selling);
  const taxClasses = useTill((till) => till.shop.taxClasses);
  const [typed, setTyped] = useState(() => asTyped(selling));
  const [busy, setBusy] = useState(false);
  useEffect(() => setTyped(asTyped(selling)), [selling]);

  const reasons = [...new Set(typed.reasons.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
  const shares = typed.shares
    .split(/\s+/)
    .filter((share) => share !== '')
    .map(ppmOfPercent);
  const sharesFit = shares.length <= MOST_SHARES && shares.every((ppm) => ppm !== null && ppm > 0);
  const fits = sharesFit && reasons.length <= MOST_REASONS && reasons.every((reason) => reason.length <= 60);
  const changed = JSON.stringify(typed) !== JSON.stringify(asTyped(selling));
  const change = (to: Partial<SellingSettings>) => call((till) => till.shop.change({ selling: to }));
  const save = async () => {
    setBusy(true);
    const outcome = await change({ discountReasons: reasons, tips: { ...selling.tips, sharesPpm: shares.filter((ppm) => ppm !== null) } });
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('settings.saved'), body: t('settings.savedNext') });
  };
  const onOff = [
    { value: 'on', label: t('settings.on') },
    { value: 'off', label: t('settings.off') },
  ] as const;
  const { taxClassId: tipClassId } = selling.tips;
  const tipClasses = taxClasses.filter(({ id, retired }) => !retired || id === tipClassId);
  return (
    <SettingsSection title={t('settings.title')} explained={t('settings.explained')}>
      <div className="settings-row">
        <span>{t('settings.tips')}</span>
        <Segmented
          label={t('settings.tips')}
          segments={onOff}
          value={selling.tips.asked ? 'on' : 'off'}
          onChange={(value) => void change({ tips: { ...selling.tips, asked: value === 'on' } })}
        />
      </div>
      <div className="settings-row">
        <label htmlFor={`${id}-tip-tax`}>{t('settings.tipTax')}</label>
        <select
          id={`${id}-tip-tax`}
          className="field"
          value={tipClassId ?? NOT_TAXED}
          onChange={({ target: { value } }) => void change({ tips: { ...selling.tips, taxClassId: value === NOT_TAXED ? null : value } })}
        >
          <option value={NOT_TAXED}>{t('settings.tipNotTaxed')}</option>
          {tipClasses.map(({ id, name, ratePpm }) => (
            <option key={id} value={id}>
              {name} {percentOfPpm(ratePpm)} %
            </option>
          ))}
        </select>
      </div>
      <div className="settings-row">
        <span>{t('settings.dining')}</span>
        <Segmented
          label={t('settings.dining')}
          segments={onOff}
          value={selling.dining.asked ? 'on' : 'off'}
          onChange={(value) => void change({ dining: { ...selling.dining, asked: value === 'on' } })}
        />
      </div>
      {selling.dining.asked && (
        <div className="settings-row">
          <span>{t('settings.usual')}</span>
          <Segmented
            label={t('settings.usual')}
            segments={DININGS.map((value) => ({ value, label: t(`dining.${value}`) }))}
            value={selling.dining.usual}
            onChange={(usual) => void change({ dining: { ...selling.dining, usual } })}
          />
        </div>
      )}
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && fits) void save();
        }}
      >
        <div className="settings-field">
          <label htmlFor={`${id}-shares`}>{t('settings.shares')}</label>
          <input
            id={`${id}-shares`}
            className="field"
            inputMode="decimal"
            autoComplete="off"
            aria-invalid={!sharesFit}
            value={typed.shares}
            onChange={(event) => setTyped({ ...typed, shares: event.target.value })}
          />
          <p className="settings-hint" data-wrong={!sharesFit || undefined}>
            {t('settings.sharesHint')}
          </p>
        </div>
        <div className="settings-field">
          <label htmlFor={`${id}-reasons`}>{t('settings.reasons')}</label>
          <textarea
            id={`${id}-reasons`}
            className="field"
            rows={5}
            value={typed.reasons}
            onChange={(event) => setTyped({ ...typed, reasons: event.target.value })}
          />
        </div>
        <div className="settings-actions">
          <Button kind="primary" submit busy={busy} disabled={!changed || !fits}>
            {common('settings.save')}
          </Button>
          {changed && (
            <Button kind="plain" onClick={() => setTyped(asTyped(selling))}>
              {common('settings.undo')}
            </Button>
          )}
        </div>
      </form>
    </SettingsSection>
  );
}
