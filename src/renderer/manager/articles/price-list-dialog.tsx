// One price list: when it holds, and what is how much cheaper or dearer meanwhile.
import { Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PriceListInput } from '../../../shared/contract/catalogue.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useTill } from '../till.ts';
import { saidNames } from './article-draft.ts';
import { NamesFields } from './names-fields.tsx';
import { PriceRuleFields, type RuleDraft, ruleDraftOf, ruleOf } from './price-rule-fields.tsx';
import { minuteOf, timeOf } from './typed-time.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday, for the names of the weekdays. */
const MONDAY_MS = Date.UTC(2024, 0, 1, 12);
const DAY_MS = 86_400_000;

interface PriceListDialogProps {
  before: PriceListInput;
  onClose: () => void;
  onSave: (list: PriceListInput) => Promise<void>;
  onRemove: (() => Promise<void>) | null;
}

export function PriceListDialog({ before, onClose, onSave, onRemove }: PriceListDialogProps) {
  const { t } = useTranslation('articles');
  const currency = useTill((till) => till.shop.currency);
  const [names, setNames] = useState(before.names);
  const [active, setActive] = useState(before.active);
  const [validity, setValidity] = useState(before.validity);
  const [rules, setRules] = useState<readonly RuleDraft[]>(() => before.rules.map((rule, key) => ruleDraftOf(rule, key, currency)));
  const [busy, setBusy] = useState(false);
  const said = saidNames(names);
  const read = rules.flatMap((rule) => ruleOf(rule, currency) ?? []);
  const ready = Object.keys(said).length > 0 && rules.length > 0 && read.length === rules.length;
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  return (
    <Dialog
      title={t(before.id === null ? 'prices.add' : 'prices.edit')}
      onClose={onClose}
      actions={
        <>
          {onRemove && (
            <Button kind="plain" icon={Trash2} busy={busy} onClick={() => void act(onRemove)}>
              {t('prices.remove')}
            </Button>
          )}
          <Button
            kind="primary"
            size="large"
            busy={busy}
            disabled={!ready}
            onClick={() => void act(() => onSave({ id: before.id, names: said, active, validity, rules: read }))}
          >
            {t('form.save')}
          </Button>
        </>
      }
    >
      <div className="settings-form">
        <NamesFields label={t('form.name')} names={names} onNames={setNames} firstFocus={before.id === null} />
        <label className="settings-check">
          <input type="checkbox" checked={active} onChange={({ target }) => setActive(target.checked)} />
          {t('prices.active')}
        </label>
        <ValidityFields validity={validity} onValidity={setValidity} />
        {rules.map((rule) => (
          <PriceRuleFields
            key={rule.key}
            rule={rule}
            onRule={(next) => setRules(rules.map((one) => (one.key === rule.key ? next : one)))}
            onRemove={() => setRules(rules.filter((one) => one.key !== rule.key))}
          />
        ))}
        <Button
          icon={Plus}
          onClick={() =>
            setRules([
              ...rules,
              { key: Math.max(-1, ...rules.map(({ key }) => key)) + 1, target: { kind: 'all' }, targetName: '', change: 'percent', value: '' },
            ])
          }
        >
          {t('prices.addRule')}
        </Button>
      </div>
    </Dialog>
  );
}

function ValidityFields({
  validity,
  onValidity,
}: {
  validity: PriceListInput['validity'];
  onValidity: (validity: PriceListInput['validity']) => void;
}) {
  const { t, i18n } = useTranslation('articles');
  const id = useId();
  const weekday = new Intl.DateTimeFormat(localeOf(i18n.language), { weekday: 'short', timeZone: 'UTC' });
  const { fromDay, untilDay, weekdays, fromMinute, untilMinute } = validity;
  const day = (field: 'fromDay' | 'untilDay', value: string | null) => (
    <div className="settings-field">
      <label htmlFor={`${id}-${field}`}>{t(`prices.${field}`)}</label>
      <input
        id={`${id}-${field}`}
        className="field"
        type="date"
        value={value ?? ''}
        onChange={(event) => onValidity({ ...validity, [field]: event.target.value === '' ? null : event.target.value })}
      />
    </div>
  );
  const time = (field: 'fromMinute' | 'untilMinute', value: number) => (
    <div className="settings-field">
      <label htmlFor={`${id}-${field}`}>{t(`prices.${field}`)}</label>
      <input
        id={`${id}-${field}`}
        className="field"
        type="time"
        value={timeOf(value)}
        onChange={(event) => onValidity({ ...validity, [field]: minuteOf(event.target.value) ?? 0 })}
      />
    </div>
  );
  return (
    <>
      <fieldset className="articles-weekdays">
        <legend>{t('prices.weekdays')}</legend>
        {WEEKDAYS.map((one) => (
          <label key={one} className="settings-check">
            <input
              type="checkbox"
              checked={weekdays.length === 0 || weekdays.includes(one)}
              onChange={({ target }) => {
                const all = weekdays.length === 0 ? [...WEEKDAYS] : weekdays;
                const next = target.checked ? [...all, one] : all.filter((other) => other !== one);
                onValidity({ ...validity, weekdays: next.length === WEEKDAYS.length ? [] : next.sort((a, b) => a - b) });
              }}
            />
            {weekday.format(MONDAY_MS + (one - 1) * DAY_MS)}
          </label>
        ))}
      </fieldset>
      <div className="articles-pair">
        {time('fromMinute', fromMinute)}
        {time('untilMinute', untilMinute)}
      </div>
      <p className="settings-hint">{t('prices.hours')}</p>
      <div className="articles-pair">
        {day('fromDay', fromDay)}
        {day('untilDay', untilDay)}
      </div>
    </>
  );
}
