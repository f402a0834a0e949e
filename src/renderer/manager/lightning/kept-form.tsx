// A part of the Lightning settings while it is changed: what is typed stays on this screen until it is kept, and can be put back.
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LightningSettings } from '../../../shared/lightning.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';

export interface KeptFormProps<Draft> {
  kept: Draft;
  /** What is to be kept; null while something is missing or out of range. */
  read: (draft: Draft) => Partial<LightningSettings> | null;
  children: (draft: Draft, change: (to: Partial<Draft>) => void) => ReactNode;
}

export function KeptForm<Draft extends object>({ kept, read, children }: KeptFormProps<Draft>) {
  const { t } = useTranslation('manager');
  const { t: tLightning } = useTranslation('lightning');
  const call = useCall();
  const { store } = useScreen();
  const [draft, setDraft] = useState(kept);
  const [busy, setBusy] = useState(false);
  const keptText = JSON.stringify(kept);
  // Another screen, or another shop: what is kept now is what one starts from.
  useEffect(() => setDraft(JSON.parse(keptText) as Draft), [keptText]);

  const settings = read(draft);
  const changed = JSON.stringify(draft) !== keptText;
  const save = async () => {
    if (settings === null) return;
    setBusy(true);
    const outcome = await call((till) => till.shop.change({ lightning: settings }));
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('settings.saved'), body: tLightning('savedNext') });
  };

  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && !busy) void save();
      }}
    >
      {children(draft, (to) => setDraft({ ...draft, ...to }))}
      {changed && (
        <div className="settings-actions">
          <Button kind="primary" submit busy={busy} disabled={settings === null}>
            {t('settings.save')}
          </Button>
          <Button kind="plain" onClick={() => setDraft(kept)}>
            {t('settings.undo')}
          </Button>
        </div>
      )}
    </form>
  );
}
