// One group of modifiers: its name, whether several can be chosen, its choices and what they cost more.
import { Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModifierGroupInput } from '../../../shared/contract/offers.ts';
import { minorDigits, minorToDecimal } from '../../../shared/money.ts';
import type { ModifierGroup } from '../../../shared/offers.ts';
import { minorOf } from '../../refunds/amount.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../text-field.tsx';
import { useTill } from '../till.ts';
import { typedNames } from './promotion-draft.ts';

interface TypedChoice {
  key: number;
  id: string | null;
  en: string;
  ko: string;
  price: string;
}

let keys = 0;
const newChoice = (): TypedChoice => ({ key: ++keys, id: null, en: '', ko: '', price: '' });

/** Null for a new one. */
export function ModifierGroupSheet({ group, onClose }: { group: ModifierGroup | null; onClose: () => void }) {
  const { t } = useTranslation('selling');
  const call = useCall();
  const { store } = useScreen();
  const formId = useId();
  const currency = useTill((till) => till.shop.currency);
  const groups = useTill((till) => till.offers.modifierGroups);
  const digits = minorDigits(currency);
  const [en, setEn] = useState(group?.names.en ?? '');
  const [ko, setKo] = useState(group?.names.ko ?? '');
  const [many, setMany] = useState(group?.many ?? false);
  const [choices, setChoices] = useState<TypedChoice[]>(
    () =>
      group?.modifiers.map(({ id, names, priceMinor }) => ({
        key: ++keys,
        id,
        en: names.en ?? '',
        ko: names.ko ?? '',
        price: priceMinor === 0 ? '' : minorToDecimal(priceMinor, digits),
      })) ?? [newChoice()],
  );
  const [busy, setBusy] = useState(false);

  const names = typedNames(en, ko);
  const modifiers = choices.map((choice) => {
    const of = typedNames(choice.en, choice.ko);
    const priceMinor = choice.price.trim() === '' ? 0 : minorOf(choice.price, digits);
    return of && priceMinor !== null ? { id: choice.id, names: of, priceMinor } : null;
  });
  const whole = names !== null && modifiers.length > 0 && modifiers.every((modifier) => modifier !== null);
  const put = async (next: ModifierGroupInput[]) => {
    setBusy(true);
    const outcome = await call((till) => till.offers.putModifierGroups({ groups: next }));
    setBusy(false);
    if (!outcome.ok) return;
    store.getState().notify({ tone: 'done', title: t('modifiers.saved'), body: t('modifiers.savedNext') });
    onClose();
  };
  const save = () => {
    if (!whole || busy) return;
    const kept = { id: group?.id ?? null, names, many, modifiers: modifiers.filter((modifier) => modifier !== null) };
    void put(group ? groups.map((other) => (other.id === group.id ? kept : other)) : [...groups, kept]);
  };
  const change = (at: number, more: Partial<TypedChoice>) =>
    setChoices((before) => before.map((choice, index) => (index === at ? { ...choice, ...more } : choice)));
  return (
    <Dialog
      title={group ? en || ko : t('modifiers.make')}
      shape="sheet"
      onClose={onClose}
      actions={
        <>
          {group && (
            <Button kind="danger" size="large" busy={busy} onClick={() => void put(groups.filter(({ id }) => id !== group.id))}>
              {t('modifiers.dropGroup')}
            </Button>
          )}
          <Button kind="primary" size="large" submit form={formId} busy={busy} disabled={!whole}>
            {t('modifiers.save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="settings-pair promotion-even">
          <TextField maxLength={60} label={t('promotions.nameEn')} value={en} onValue={setEn} />
          <TextField maxLength={60} label={t('promotions.nameKo')} value={ko} onValue={setKo} />
        </div>
        <label className="settings-check">
          <input type="checkbox" checked={many} onChange={(event) => setMany(event.target.checked)} />
          <span>{t('modifiers.many')}</span>
        </label>
        {choices.map((choice, at) => (
          <fieldset key={choice.key} className="modifier-row">
            <legend className="visually-hidden">
              {t('modifiers.choice')} {at + 1}
            </legend>
            <TextField maxLength={60} label={t('modifiers.inEnglish')} value={choice.en} onValue={(text) => change(at, { en: text })} />
            <TextField maxLength={60} label={t('modifiers.inKorean')} value={choice.ko} onValue={(text) => change(at, { ko: text })} />
            <TextField label={`${t('modifiers.extra')} (${currency})`} numeric value={choice.price} onValue={(text) => change(at, { price: text })} />
            <IconButton
              icon={Trash2}
              label={t('modifiers.drop', { name: choice.en || choice.ko || String(at + 1) })}
              disabled={choices.length === 1}
              onClick={() => setChoices(choices.toSpliced(at, 1))}
            />
          </fieldset>
        ))}
        <Button icon={Plus} onClick={() => setChoices([...choices, newChoice()])}>
          {t('modifiers.addChoice')}
        </Button>
        {!whole && <p className="settings-hint">{t('modifiers.incomplete')}</p>}
      </form>
    </Dialog>
  );
}
