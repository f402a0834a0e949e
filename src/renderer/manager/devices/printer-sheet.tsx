// One printer: how it is right now, how it is reached, what it prints; tried out by a test print and its drawer, and removed.
import { Inbox, Printer as PrinterIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer } from '../../../shared/printers.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { useTill } from '../till.ts';
import { PrinterConditionWords } from './condition.tsx';
import { ConnectionFields } from './connection-fields.tsx';
import { type PrinterDraft, printerDraftOf, printerOf, withPrinter } from './printer-draft.ts';
import { PaperFields, PrinterWork } from './printer-fields.tsx';
import { PrinterMore, PrinterSays } from './printer-more.tsx';
import { SheetForm } from './sheet-form.tsx';

export function PrinterSheet({ first, onClose }: { first: PrinterDraft; onClose: () => void }) {
  const { t } = useTranslation(['printers', 'devices']);
  const call = useCall();
  const { store } = useScreen();
  const printers = useTill((till) => till.shop.printers);
  const [draft, setDraft] = useState(first);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<PrinterDraft>) => setDraft({ ...draft, ...part });

  const there = printers.find(({ id }) => id === draft.id);
  const settings = printerOf(draft);
  const taken = printers.some(({ id, name }) => id !== draft.id && name === draft.name.trim());
  const changed = !there || !settings || JSON.stringify(printerDraftOf(there)) !== JSON.stringify(printerDraftOf(settings));
  const put = async (next: Printer[]) => {
    setBusy(true);
    const outcome = await call((till) => till.shop.change({ printers: next }));
    setBusy(false);
    return outcome.ok;
  };
  const save = async (saved: Printer) => {
    // It stays open: whether it prints is the next question.
    if (!(await put(withPrinter(printers, saved)))) return;
    setDraft(printerDraftOf(saved));
    store.getState().notify({ tone: 'done', title: t('devices:saved', { name: saved.name }) });
  };
  const remove = async ({ id, name }: Printer) => {
    if (!(await put(printers.filter((printer) => printer.id !== id)))) return;
    store.getState().notify({ tone: 'done', title: t('devices:removed', { name }) });
    onClose();
  };

  return (
    <SheetForm
      title={there?.name ?? t('devices:kinds.printer.add')}
      there={
        there
          ? {
              id: there.id,
              condition: <PrinterConditionWords printerId={there.id} />,
              trial: (
                <>
                  <PrinterSays printer={there} />
                  <PrinterTrial printer={there} />
                </>
              ),
              removeExplained: t('removeExplained'),
              onRemove: () => void remove(there),
            }
          : null
      }
      name={draft.name}
      nameHint={t('nameHint')}
      nameTaken={taken}
      onName={(name) => change({ name })}
      cannotSave={settings === null || !changed || taken}
      busy={busy}
      onSave={() => settings && void save(settings)}
      onClose={onClose}
    >
      <ConnectionFields
        kind="printer"
        draft={draft.connection}
        wasSimulated={first.connection.kind === 'simulated'}
        onChange={(connection) => change({ connection })}
      />
      <PaperFields draft={draft} onChange={change} />
      <PrinterWork draft={draft} onChange={change} />
      <PrinterMore draft={draft} onChange={change} />
    </SheetForm>
  );
}

function PrinterTrial({ printer }: { printer: Printer }) {
  const { t } = useTranslation('printers');
  const call = useCall();
  const { store } = useScreen();
  const [busy, setBusy] = useState(false);
  const opensDrawer = printer.receipts && printer.drawer !== null;
  const say = (title: string) => store.getState().notify({ tone: 'done', title });
  const print = async () => {
    const outcome = await call((till) => till.printing.test({ printerId: printer.id }));
    if (outcome.ok) say(t('testSent', { name: printer.name }));
  };
  /** A drawer that opens is counted, whoever opens it and for whatever reason. */
  const kick = async () => {
    const openingId = crypto.randomUUID();
    setBusy(true);
    const outcome = await call((till) => till.shifts.openDrawer({ openingId, reason: t('drawerReason') }));
    setBusy(false);
    if (outcome.ok) say(t('drawerOpened'));
  };
  return (
    <div className="device-trial">
      <div className="settings-actions">
        <Button icon={PrinterIcon} onClick={() => void print()}>
          {t('test')}
        </Button>
        {opensDrawer && (
          <Button icon={Inbox} busy={busy} onClick={() => void kick()}>
            {t('drawer')}
          </Button>
        )}
      </div>
      {opensDrawer && <p className="settings-hint">{t('drawerExplained')}</p>}
    </div>
  );
}
