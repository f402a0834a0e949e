// The printer for whole pages, by its address.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { officePrinterAddressSchema } from '../../../shared/office-printer.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { TextField } from '../text-field.tsx';
import { useTill } from '../till.ts';

export function OfficePrinterSection() {
  const { t } = useTranslation('office');
  const call = useCall();
  const { store } = useScreen();
  const kept = useTill((till) => till.shop.officePrinter) ?? '';
  const [typed, setTyped] = useState(kept);
  const [busy, setBusy] = useState(false);
  // Another screen, or another shop: what is kept now is what one starts from.
  useEffect(() => setTyped(kept), [kept]);
  const address = typed.trim();
  const fits = address === '' || officePrinterAddressSchema.safeParse(address).success;
  const save = async () => {
    setBusy(true);
    const outcome = await call((till) => till.shop.change({ officePrinter: address === '' ? null : address }));
    setBusy(false);
    if (!outcome.ok) return;
    const gone = address === '';
    store.getState().notify({ tone: 'done', title: t(gone ? 'gone' : 'kept'), body: t(gone ? 'goneNext' : 'keptNext') });
  };
  return (
    <SettingsSection title={t('title')} explained={t('explained')}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (fits && address !== kept) void save();
        }}
      >
        <TextField
          label={t('address')}
          hint={fits ? `${t('hint')} ${t('none')}` : t('wrong')}
          wrong={!fits}
          maxLength={255}
          placeholder="ipp://"
          value={typed}
          onValue={setTyped}
        />
        <div className="settings-actions">
          <Button kind="primary" submit busy={busy} disabled={!fits || address === kept}>
            {t('save')}
          </Button>
        </div>
      </form>
    </SettingsSection>
  );
}
