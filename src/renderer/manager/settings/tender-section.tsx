// The ways to pay: which the shop takes and with which Charge begins, how long vouchers are good, and foreign notes at their rates.
import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minorDigits, minorToDecimal } from '../../../shared/money.ts';
import { foreignCashSchema, OFFERED_KINDS, type OfferedKind, type TenderSettings } from '../../../shared/tender-settings.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { typedMinor } from '../../shift/typed-minor.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { useTill } from '../till.ts';
import { SettingsSection } from './settings-section.tsx';
import { microMinorOf, typedOf } from './typed-rate.ts';

const MONTHS = [null, 12, 24, 36, 60] as const;

export function TenderSection() {
  const { t } = useTranslation('tenders');
  const call = useCall();
  const tenders = useTill((till) => till.shop.tenders);
  const { kinds, voucherMonths } = tenders;
  const change = (to: Partial<TenderSettings>) => void call((till) => till.shop.change({ tenders: { ...tenders, ...to } }));
  const takes = (kind: OfferedKind) => kinds.includes(kind);
  const toggle = (kind: OfferedKind) => change({ kinds: takes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind] });
  return (
    <SettingsSection title={t('settings.title')} explained={t('settings.intro')}>
      <ul className="staff-list">
        {[...kinds, ...OFFERED_KINDS.filter((kind) => !takes(kind))].map((kind) => (
          <li key={kind} className="settings-row">
            <label className="staff-option">
              <input type="checkbox" checked={takes(kind)} disabled={takes(kind) && kinds.length === 1} onChange={() => toggle(kind)} />
              <Icon of={TENDER_ICONS[kind]} size={22} />
              {t(`kind.${kind}`)}
            </label>
            {kinds[0] === kind ? (
              <b>{t('settings.first')}</b>
            ) : (
              takes(kind) && (
                <Button kind="plain" onClick={() => change({ kinds: [kind, ...kinds.filter((one) => one !== kind)] })}>
                  {t('settings.makeFirst')}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {takes('voucher') && (
        <div className="settings-row">
          <span>{t('settings.voucherMonths')}</span>
          <Segmented
            label={t('settings.voucherMonths')}
            segments={MONTHS.map((months) => ({
              value: String(months),
              label: months === null ? t('settings.forEver') : t('settings.months', { count: months }),
            }))}
            value={String(voucherMonths)}
            onChange={(value) => change({ voucherMonths: value === 'null' ? null : Number(value) })}
          />
        </div>
      )}
      {takes('foreign_cash') && <ForeignNotes onSave={(foreignCash) => change({ foreignCash })} />}
    </SettingsSection>
  );
}

interface TypedNotes {
  /** What tells them apart while their currency is being typed. */
  key: string;
  currency: string;
  rate: string;
  step: string;
}

function ForeignNotes({ onSave }: { onSave: (foreignCash: TenderSettings['foreignCash']) => void }) {
  const { t } = useTranslation('tenders');
  const { store } = useScreen();
  const own = useTill((till) => till.shop.currency);
  const kept = useTill((till) => till.shop.tenders.foreignCash);
  const asKept = useMemo(
    () =>
      kept.map(
        ({ currency, microMinorPerUnit, stepMinor }): TypedNotes => ({
          key: currency,
          currency,
          rate: typedOf(microMinorPerUnit, own),
          step: minorToDecimal(stepMinor, minorDigits(currency)),
        }),
      ),
    [kept, own],
  );
  const [typed, setTyped] = useState(asKept);
  useEffect(() => setTyped(asKept), [asKept]);
  const read = typed.map(({ currency, rate, step }) => {
    const notes = {
      currency: currency.trim().toUpperCase(),
      microMinorPerUnit: microMinorOf(rate, own),
      stepMinor: typedMinor(step, currency.trim().toUpperCase()),
    };
    return foreignCashSchema.safeParse(notes).data ?? null;
  });
  const whole = read.every((notes) => notes !== null && notes.currency !== own) && new Set(read.map((notes) => notes?.currency)).size === read.length;
  const changed = JSON.stringify(typed) !== JSON.stringify(asKept);
  const put = (index: number, to: Partial<TypedNotes>) => setTyped(typed.map((one, at) => (at === index ? { ...one, ...to } : one)));
  const save = () => {
    onSave(read.flatMap((notes) => notes ?? []));
    store.getState().notify({ tone: 'done', title: t('settings.saved') });
  };
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && whole) save();
      }}
    >
      <h3>{t('settings.foreign')}</h3>
      <p className="settings-hint">{t('settings.foreignIntro')}</p>
      {typed.map((notes, index) => (
        <div key={notes.key} className="settings-row tender-notes">
          <label className="settings-field">
            <span>{t('settings.currency')}</span>
            <input
              className="field"
              maxLength={3}
              autoCapitalize="characters"
              value={notes.currency}
              onChange={(event) => put(index, { currency: event.target.value })}
            />
          </label>
          <label className="settings-field">
            <span>
              {t('settings.rate')} ({own})
            </span>
            <input
              className="field"
              inputMode="decimal"
              maxLength={20}
              value={notes.rate}
              onChange={(event) => put(index, { rate: event.target.value })}
            />
          </label>
          <label className="settings-field">
            <span>{t('settings.step')}</span>
            <input
              className="field"
              inputMode="decimal"
              maxLength={12}
              value={notes.step}
              onChange={(event) => put(index, { step: event.target.value })}
            />
          </label>
          <IconButton
            icon={Trash2}
            label={t('settings.removeForeign', { currency: notes.currency })}
            onClick={() => setTyped(typed.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {!whole && (
        <p className="settings-hint" data-wrong>
          {t('settings.wrong')}
        </p>
      )}
      <div className="settings-actions">
        <Button kind="primary" submit disabled={!changed || !whole}>
          {t('settings.save')}
        </Button>
        <Button
          icon={Plus}
          disabled={typed.length >= 8}
          onClick={() => setTyped([...typed, { key: Date.now().toString(36), currency: '', rate: '', step: '1' }])}
        >
          {t('settings.addForeign')}
        </Button>
      </div>
    </form>
  );
}
