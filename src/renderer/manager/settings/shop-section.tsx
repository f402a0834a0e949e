// The shop's name, and what is printed under it and at the foot of each receipt.
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { useTill } from '../till.ts';
import { LONGEST_LINE, linesOf, lineTrouble, MOST_LINES } from './lines.ts';
import { LogoField } from './logo-field.tsx';
import { SettingsSection } from './settings-section.tsx';

export function ShopSection() {
  const { t } = useTranslation('manager');
  const call = useCall();
  const { store } = useScreen();
  const kept = {
    name: useTill((till) => till.shop.name),
    address: useTill((till) => till.shop.addressLines.join('\n')),
    footer: useTill((till) => till.shop.footerLines.join('\n')),
  };
  const { name, address, footer } = kept;
  const [typed, setTyped] = useState(kept);
  const [busy, setBusy] = useState(false);
  // Another screen, or another shop: what is kept now is what one starts from.
  useEffect(() => setTyped({ name, address, footer }), [name, address, footer]);

  const changed = typed.name.trim() !== name || typed.address.trim() !== address || typed.footer.trim() !== footer;
  const fits = typed.name.trim() !== '' && lineTrouble(typed.address) === null && lineTrouble(typed.footer) === null;
  const save = async () => {
    setBusy(true);
    const change = { name: typed.name.trim(), addressLines: linesOf(typed.address), footerLines: linesOf(typed.footer) };
    const outcome = await call((till) => till.shop.change(change));
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('settings.saved'), body: t('settings.savedNext') });
  };

  return (
    <SettingsSection title={t('settings.shop')} explained={t('settings.shopExplained')}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && fits) void save();
        }}
      >
        <Field label={t('settings.name')}>
          {(id) => (
            <input
              id={id}
              className="field"
              maxLength={60}
              required
              autoComplete="off"
              value={typed.name}
              onChange={(event) => setTyped({ ...typed, name: event.target.value })}
            />
          )}
        </Field>
        <Lines label={t('settings.address')} hint="addressHint" text={typed.address} onText={(text) => setTyped({ ...typed, address: text })} />
        <Lines label={t('settings.footer')} hint="footerHint" text={typed.footer} onText={(text) => setTyped({ ...typed, footer: text })} />
        <div className="settings-actions">
          <Button kind="primary" submit busy={busy} disabled={!changed || !fits}>
            {t('settings.save')}
          </Button>
          {changed && (
            <Button kind="plain" onClick={() => setTyped(kept)}>
              {t('settings.undo')}
            </Button>
          )}
        </div>
      </form>
      <LogoField />
    </SettingsSection>
  );
}

function Field({ label, children }: { label: string; children: (id: string) => React.ReactNode }) {
  const id = useId();
  return (
    <div className="settings-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface LinesProps {
  label: string;
  hint: 'addressHint' | 'footerHint';
  text: string;
  onText: (text: string) => void;
}

function Lines({ label, hint, text, onText }: LinesProps) {
  const { t } = useTranslation('manager');
  const trouble = lineTrouble(text);
  return (
    <Field label={label}>
      {(id) => (
        <>
          <textarea
            id={id}
            className="field"
            rows={3}
            autoComplete="off"
            aria-invalid={trouble !== null}
            aria-describedby={`${id}-hint`}
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
          <p id={`${id}-hint`} className="settings-hint" data-wrong={trouble !== null || undefined}>
            {t(trouble === null ? `settings.${hint}` : `settings.lines.${trouble}`, { lines: MOST_LINES, characters: LONGEST_LINE })}
          </p>
        </>
      )}
    </Field>
  );
}
