// One printer: how it is right now, how it is reached, what it prints; tried out by a test print, and removed.
import { CircleCheck, Printer as PrinterIcon, Trash2, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PRINTER_CODE_PAGES, type Printer, type PrinterConnection } from '../../../shared/printers.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { printerNeedsSomebody } from '../attention/print-jobs.tsx';
import { useTill } from '../till.ts';
import { draftOf, type PrinterDraft, printerOf, withPrinter } from './printer-draft.ts';

const KINDS = ['simulated', 'tcp', 'serial'] as const satisfies PrinterConnection['kind'][];

export function PrinterDialog({ first, onClose }: { first: PrinterDraft; onClose: () => void }) {
  const { t } = useTranslation(['printers', 'manager']);
  const call = useCall();
  const { store } = useScreen();
  const printers = useTill((till) => till.shop.printers);
  const practice = useTill((till) => till.shop.practice);
  const [draft, setDraft] = useState(first);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<PrinterDraft>) => setDraft({ ...draft, ...part });

  const there = printers.find(({ id }) => id === draft.id);
  const settings = printerOf(draft);
  const taken = printers.some(({ id, name }) => id !== draft.id && name === draft.name.trim());
  const changed = !there || JSON.stringify(draftOf(there)) !== JSON.stringify({ ...draft, name: draft.name.trim() });
  const put = async (next: Printer[], title: string) => {
    setBusy(true);
    const outcome = await call((till) => till.shop.change({ printers: next }));
    setBusy(false);
    if (!outcome.ok) return;
    store.getState().notify({ tone: 'done', title });
    onClose();
  };
  const test = async () => {
    const outcome = await call((till) => till.printing.test({ printerId: draft.id }));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('testSent', { name: there?.name }) });
  };

  return (
    <Dialog title={there?.name ?? t('add')} shape="sheet" onClose={onClose}>
      <div className="printer-detail">
        {there && <Condition printerId={there.id} />}
        <form
          className="settings-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (settings && changed && !taken) void put(withPrinter(printers, settings), t('saved', { name: settings.name }));
          }}
        >
          <TextField label={t('name')} hint={t('nameHint')} value={draft.name} onValue={(name) => change({ name })} maxLength={40} />
          {taken && (
            <p className="settings-hint" data-wrong>
              {t('nameTaken')}
            </p>
          )}
          <Segmented
            label={t('kind')}
            // A shop of one's own gives real papers: they do not belong on a screen.
            segments={KINDS.filter((kind) => practice || kind !== 'simulated' || first.kind === 'simulated').map((kind) => ({
              value: kind,
              label: t(`kinds.${kind}`),
            }))}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
          />
          <p className="settings-hint">{t(`kindExplained.${draft.kind}`)}</p>
          <ConnectionFields draft={draft} onChange={change} />
          <Work draft={draft} onChange={change} />
          <div className="settings-actions">
            <Button kind="primary" submit busy={busy} disabled={settings === null || !changed || taken}>
              {t('manager:settings.save')}
            </Button>
            {there && (
              <>
                <Button icon={PrinterIcon} disabled={changed} onClick={() => void test()}>
                  {t('test')}
                </Button>
                <Button
                  kind="plain"
                  icon={Trash2}
                  disabled={busy}
                  onClick={() => void put(without(printers, there), t('removed', { name: there.name }))}
                >
                  {t('remove')}
                </Button>
              </>
            )}
          </div>
          {there && <p className="settings-hint">{t('removeExplained')}</p>}
        </form>
      </div>
    </Dialog>
  );
}

function without(printers: readonly Printer[], { id }: Printer): Printer[] {
  return printers.filter((printer) => printer.id !== id);
}

function Condition({ printerId }: { printerId: string }) {
  const { t } = useTranslation('manager');
  const condition = useTill((till) => till.printing.printers.find(({ id }) => id === printerId)?.condition ?? 'connecting');
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

type Change = (part: Partial<PrinterDraft>) => void;

function ConnectionFields({ draft, onChange }: { draft: PrinterDraft; onChange: Change }) {
  const { t } = useTranslation('printers');
  return (
    <>
      {draft.kind === 'tcp' && (
        <div className="settings-pair">
          <TextField label={t('host')} hint={t('hostHint')} value={draft.host} onValue={(host) => onChange({ host })} />
          <TextField label={t('port')} value={draft.port} onValue={(port) => onChange({ port })} numeric />
        </div>
      )}
      {draft.kind === 'serial' && (
        <div className="settings-pair">
          <TextField label={t('path')} hint={t('pathHint')} value={draft.path} onValue={(path) => onChange({ path })} />
          <TextField label={t('baudRate')} value={draft.baudRate} onValue={(baudRate) => onChange({ baudRate })} numeric />
        </div>
      )}
      {draft.kind === 'file' && <TextField label={t('path')} hint="/dev/usb/lp0" value={draft.path} onValue={(path) => onChange({ path })} />}
      <div className="settings-row">
        <span>{t('width')}</span>
        <Segmented
          label={t('width')}
          segments={[
            { value: '58', label: '58 mm' },
            { value: '80', label: '80 mm' },
          ]}
          value={draft.widthMm === 58 ? '58' : '80'}
          onChange={(width) => onChange({ widthMm: width === '58' ? 58 : 80 })}
        />
      </div>
      <div className="settings-row">
        <span>{t('codePage')}</span>
        <Segmented
          label={t('codePage')}
          segments={PRINTER_CODE_PAGES.map((value) => ({ value, label: t(`codePages.${value}`) }))}
          value={draft.codePage}
          onChange={(codePage) => onChange({ codePage })}
        />
      </div>
    </>
  );
}

/** What it prints; what another printer prints so far is taken over from it. */
function Work({ draft, onChange }: { draft: PrinterDraft; onChange: Change }) {
  const { t, i18n } = useTranslation('printers');
  const printers = useTill((till) => till.shop.printers);
  const categories = useTill((till) => till.catalogue.categories);
  const others = printers.filter(({ id }) => id !== draft.id);
  const now = (printer: Printer | undefined) => printer && <small>{t('now', { name: printer.name })}</small>;
  return (
    <fieldset className="printer-work">
      <legend>{t('prints')}</legend>
      <Check checked={draft.receipts} onCheck={(receipts) => onChange({ receipts })}>
        {t('receipts')} {now(others.find(({ receipts }) => receipts))}
      </Check>
      <p className="settings-hint">{t('slipsExplained')}</p>
      <div className="printer-categories">
        {categories.map(({ id, names }) => (
          <Check
            key={id}
            checked={draft.categoryIds.includes(id)}
            onCheck={(wanted) => onChange({ categoryIds: wanted ? [...draft.categoryIds, id] : draft.categoryIds.filter((other) => other !== id) })}
          >
            {nameIn(names, i18n.language)} {now(others.find(({ categoryIds }) => categoryIds.includes(id)))}
          </Check>
        ))}
      </div>
    </fieldset>
  );
}

function Check({ checked, onCheck, children }: { checked: boolean; onCheck: (checked: boolean) => void; children: ReactNode }) {
  return (
    <label className="printer-check">
      <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}

interface TextFieldProps {
  label: string;
  hint?: string;
  value: string;
  onValue: (value: string) => void;
  numeric?: boolean;
  maxLength?: number;
}

function TextField({ label, hint, value, onValue, numeric = false, maxLength = 255 }: TextFieldProps) {
  const id = useId();
  return (
    <div className="settings-field" data-numeric={numeric || undefined}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        maxLength={numeric ? 7 : maxLength}
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
