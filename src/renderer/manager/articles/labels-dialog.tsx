// How the labels of the shop's own scale are read, and whether the count decides what can be sold.
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BarcodeRule, EMBEDDED, isBarcodePattern } from '../../../shared/barcode.ts';
import { useCall } from '../../screen.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useTill } from '../till.ts';

export function LabelsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('articles');
  const call = useCall();
  const kept = useTill((till) => till.shop.articles);
  const mayChange = useTill((till) => till.session.staff?.rights.includes('settings') ?? false);
  const [rules, setRules] = useState<readonly (BarcodeRule & { key: number })[]>(() => kept.barcodeRules.map((rule, key) => ({ ...rule, key })));
  const [sellBelowZero, setSellBelowZero] = useState(kept.sellBelowZero);
  const [busy, setBusy] = useState(false);
  const change = (key: number, to: Partial<BarcodeRule>) => setRules(rules.map((rule) => (rule.key === key ? { ...rule, ...to } : rule)));
  const ready = mayChange && rules.every(({ pattern }) => isBarcodePattern(pattern));
  const save = async () => {
    setBusy(true);
    const barcodeRules = rules.map(({ pattern, value }) => ({ pattern, value }));
    const outcome = await call((till) => till.shop.change({ articles: { barcodeRules, sellBelowZero } }));
    setBusy(false);
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      title={t('page.labels')}
      onClose={onClose}
      actions={
        <Button kind="primary" size="large" busy={busy} disabled={!ready} onClick={() => void save()}>
          {t('form.save')}
        </Button>
      }
    >
      <div className="settings-form">
        <p>{t('labels.explained')}</p>
        {rules.map(({ key, pattern, value }) => (
          <div key={key} className="articles-rule">
            <input
              className="field"
              aria-label={t('labels.pattern')}
              aria-invalid={!isBarcodePattern(pattern)}
              maxLength={40}
              value={pattern}
              onChange={(event) => change(key, { pattern: event.target.value })}
            />
            <select
              className="field"
              aria-label={t('labels.value')}
              value={value}
              onChange={(event) => change(key, { value: EMBEDDED.find((one) => one === event.target.value) ?? 'weight' })}
            >
              {EMBEDDED.map((one) => (
                <option key={one} value={one}>
                  {t(`labels.${one}`)}
                </option>
              ))}
            </select>
            <IconButton icon={Trash2} label={t('labels.remove', { pattern })} onClick={() => setRules(rules.filter((rule) => rule.key !== key))} />
          </div>
        ))}
        <p className="settings-hint">{t('labels.hint')}</p>
        <Button
          icon={Plus}
          onClick={() =>
            setRules([...rules, { key: Math.max(-1, ...rules.map((rule) => rule.key)) + 1, pattern: '23.....{NNDDD}', value: 'weight' }])
          }
        >
          {t('labels.add')}
        </Button>
        <label className="settings-check">
          <input type="checkbox" checked={sellBelowZero} onChange={({ target }) => setSellBelowZero(target.checked)} />
          {t('labels.sellBelowZero')}
        </label>
        {!mayChange && <p className="settings-hint">{t('labels.notYours')}</p>}
      </div>
    </Dialog>
  );
}
