// Which printer the receipts come out of, and how it is right now.
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterCodePage, PrinterSettings } from '../../../shared/state.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { printerNeedsSomebody } from '../attention/print-jobs.tsx';
import { useTill } from '../till.ts';
import { draftOf, type PrinterDraft, samePrinter, settingsOf } from './printer-draft.ts';
import { SettingsSection } from './settings-section.tsx';

const KINDS = ['simulated', 'tcp', 'serial', 'none'] as const satisfies PrinterSettings['kind'][];
const CODE_PAGES = ['cp949', 'pc858'] as const satisfies PrinterCodePage[];

export function PrinterSection() {
  const { t } = useTranslation(['manager', 'common']);
  const call = useCall();
  const { store } = useScreen();
  const printer = useTill((till) => till.shop.printer);
  const practice = useTill((till) => till.shop.practice);
  const [draft, setDraft] = useState(() => draftOf(printer));
  const [busy, setBusy] = useState(false);
  useEffect(() => setDraft(draftOf(printer)), [printer]);

  const settings = settingsOf(draft);
  const changed = settings === null || !samePrinter(settings, printer);
  // A shop of one's own gives real receipts: they do not belong on a screen.
  const kinds = KINDS.filter((kind) => practice || kind !== 'simulated' || printer.kind === 'simulated');
  const save = async () => {
    if (settings === null) return;
    setBusy(true);
    const outcome = await call((till) => till.shop.change({ printer: settings }));
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('settings.saved'), body: t('printer.savedNext') });
  };

  return (
    <SettingsSection title={t('printer.title')} explained={t('printer.explained')}>
      <Condition />
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (changed) void save();
        }}
      >
        <Segmented
          label={t('printer.kind')}
          segments={kinds.map((kind) => ({ value: kind, label: t(`printer.kinds.${kind}`) }))}
          value={draft.kind}
          onChange={(kind) => setDraft({ ...draft, kind })}
        />
        <p className="settings-hint">{t(`printer.kindExplained.${draft.kind}`)}</p>
        <PrinterFields draft={draft} onChange={setDraft} />
        {changed && (
          <div className="settings-actions">
            <Button kind="primary" submit busy={busy} disabled={settings === null}>
              {t('settings.save')}
            </Button>
            <Button kind="plain" onClick={() => setDraft(draftOf(printer))}>
              {t('settings.undo')}
            </Button>
          </div>
        )}
      </form>
    </SettingsSection>
  );
}

function Condition() {
  const { t } = useTranslation('manager');
  const condition = useTill((till) => till.printing.condition);
  const trouble = printerNeedsSomebody(condition);
  return (
    <p className="printer-condition" role="status" data-tone={trouble ? 'trouble' : condition === 'ready' ? 'well' : 'quiet'}>
      <Icon of={trouble ? TriangleAlert : CircleCheck} size={22} />
      <span>
        <b>{t(`papers.condition.${condition}.what`)}</b> {t(`papers.condition.${condition}.next`)}
      </span>
    </p>
  );
}

function PrinterFields({ draft, onChange }: { draft: PrinterDraft; onChange: (draft: PrinterDraft) => void }) {
  const { t } = useTranslation('manager');
  if (draft.kind === 'none') return null;
  return (
    <>
      {draft.kind === 'tcp' && (
        <div className="settings-pair">
          <TextField label={t('printer.host')} hint={t('printer.hostHint')} value={draft.host} onValue={(host) => onChange({ ...draft, host })} />
          <TextField label={t('printer.port')} value={draft.port} onValue={(port) => onChange({ ...draft, port })} numeric />
        </div>
      )}
      {draft.kind === 'serial' && (
        <div className="settings-pair">
          <TextField label={t('printer.path')} hint={t('printer.pathHint')} value={draft.path} onValue={(path) => onChange({ ...draft, path })} />
          <TextField label={t('printer.baudRate')} value={draft.baudRate} onValue={(baudRate) => onChange({ ...draft, baudRate })} numeric />
        </div>
      )}
      <div className="settings-row">
        <span>{t('printer.width')}</span>
        <Segmented
          label={t('printer.width')}
          segments={[
            { value: '58', label: '58 mm' },
            { value: '80', label: '80 mm' },
          ]}
          value={draft.widthMm === 58 ? '58' : '80'}
          onChange={(width) => onChange({ ...draft, widthMm: width === '58' ? 58 : 80 })}
        />
      </div>
      {draft.kind !== 'simulated' && (
        <div className="settings-row">
          <span>{t('printer.codePage')}</span>
          <Segmented
            label={t('printer.codePage')}
            segments={CODE_PAGES.map((value) => ({ value, label: t(`printer.codePages.${value}`) }))}
            value={draft.codePage}
            onChange={(codePage) => onChange({ ...draft, codePage })}
          />
        </div>
      )}
    </>
  );
}

interface TextFieldProps {
  label: string;
  hint?: string;
  value: string;
  onValue: (value: string) => void;
  numeric?: boolean;
}

function TextField({ label, hint, value, onValue, numeric = false }: TextFieldProps) {
  const id = useId();
  return (
    <div className="settings-field" data-numeric={numeric || undefined}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        maxLength={numeric ? 7 : 255}
        inputMode={numeric ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        required
        placeholder={hint}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </div>
  );
}
