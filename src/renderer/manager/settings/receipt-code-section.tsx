// The receipt as a code on the customer's screen: none, its text, or a link to this till, with what that means and whether it works.
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DigitalReceiptSettings, digitalReceiptSettingsSchema, type MachineAddress, RECEIPT_CODES } from '../../../shared/digital-receipt.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { SettingsSection } from './settings-section.tsx';

export function ReceiptCodeSection() {
  const { t } = useTranslation('digitalReceipts');
  const call = useCall();
  const kept = useTill((till) => till.shop.digitalReceipts);
  const choose = (code: DigitalReceiptSettings['code']) => void call((till) => till.shop.change({ digitalReceipts: { ...kept, code } }));
  return (
    <SettingsSection title={t('settings.title')} explained={t('settings.explained')}>
      <Segmented
        label={t('settings.code')}
        segments={RECEIPT_CODES.map((value) => ({ value, label: t(`settings.codes.${value}`) }))}
        value={kept.code}
        onChange={choose}
      />
      <p>{t(`settings.codeExplained.${kept.code}`)}</p>
      {kept.code === 'link' && (
        <>
          <p className="settings-hint">{t('settings.plain')}</p>
          <Serving />
          <LinkForm kept={kept} />
        </>
      )}
    </SettingsSection>
  );
}

function Serving() {
  const { t } = useTranslation('digitalReceipts');
  const link = useTill((till) => till.digitalReceipts.link);
  if (link.status === 'off') return null;
  const { address, port } = link;
  // A port is no quantity: it has no thousands.
  const where = { address, port: String(port) };
  return (
    <p role="status" className="settings-hint" data-wrong={link.status === 'failed' || undefined}>
      {link.status === 'serving' ? t('settings.serving', where) : t(`linkTroubleNext.${link.reason}`, where)}
    </p>
  );
}

function LinkForm({ kept }: { kept: DigitalReceiptSettings }) {
  const { t } = useTranslation('digitalReceipts');
  const call = useCall();
  const { store } = useScreen();
  const ids = { address: useId(), port: useId(), days: useId() };
  const { address, port, days } = kept.link;
  const asKept = { address, port: String(port), days: String(days) };
  const [typed, setTyped] = useState(asKept);
  const [busy, setBusy] = useState(false);
  const [machine, setMachine] = useState<MachineAddress[]>([]);
  useEffect(() => setTyped({ address, port: String(port), days: String(days) }), [address, port, days]);
  useEffect(() => {
    let wanted = true;
    void call((till) => till.digitalReceipts.addresses()).then((outcome) => {
      if (wanted && outcome.ok) setMachine(outcome.value);
    });
    return () => {
      wanted = false;
    };
  }, [call]);
  const link = { address: typed.address, port: Number(typed.port), days: Number(typed.days) };
  const read = digitalReceiptSettingsSchema.safeParse({ ...kept, link });
  const changed = JSON.stringify(typed) !== JSON.stringify(asKept);
  const save = async (digitalReceipts: DigitalReceiptSettings) => {
    setBusy(true);
    const outcome = await call((till) => till.shop.change({ digitalReceipts }));
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('settings.saved') });
  };
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && read.success) void save(read.data);
      }}
    >
      <div className="settings-field">
        <label htmlFor={ids.address}>{t('settings.address')}</label>
        <select id={ids.address} className="field" value={typed.address} onChange={(event) => setTyped({ ...typed, address: event.target.value })}>
          <option value="">{t('settings.chooseAddress')}</option>
          {typed.address !== '' && !machine.some((one) => one.address === typed.address) && (
            <option value={typed.address}>
              {typed.address} ({t('settings.gone')})
            </option>
          )}
          {machine.map(({ address: its, name, thisMachineOnly }) => (
            <option key={`${name} ${its}`} value={its}>
              {its} ({thisMachineOnly ? t('settings.thisMachineOnly') : name})
            </option>
          ))}
        </select>
      </div>
      <div className="settings-row">
        {(['port', 'days'] as const).map((field) => (
          <div key={field} className="settings-field">
            <label htmlFor={ids[field]}>{t(`settings.${field}`)}</label>
            <input
              id={ids[field]}
              className="field"
              inputMode="numeric"
              maxLength={5}
              value={typed[field]}
              onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            />
          </div>
        ))}
      </div>
      <div className="settings-actions">
        <Button kind="primary" submit busy={busy} disabled={!changed || !read.success}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  );
}
