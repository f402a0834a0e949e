// The shop's printers: what each prints, and how it is right now. One is opened to change it.
import { ChevronRight, CircleCheck, Plus, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_PRINTERS, type Printer } from '../../../shared/printers.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { printerNeedsSomebody } from '../attention/print-jobs.tsx';
import { useTill } from '../till.ts';
import { PrinterDialog } from './printer-dialog.tsx';
import { draftOf, newDraft, type PrinterDraft } from './printer-draft.ts';
import { SettingsSection } from './settings-section.tsx';

export function PrinterSection() {
  const { t } = useTranslation('printers');
  const printers = useTill((till) => till.shop.printers);
  const [open, setOpen] = useState<PrinterDraft | null>(null);
  return (
    <SettingsSection title={t('title')} explained={t('explained')}>
      {printers.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ul className="printers">
          {printers.map((printer) => (
            <li key={printer.id}>
              <PrinterRow printer={printer} onOpen={() => setOpen(draftOf(printer))} />
            </li>
          ))}
        </ul>
      )}
      {printers.length > 0 && !printers.some(({ receipts }) => receipts) && <p className="settings-hint">{t('noReceipts')}</p>}
      {printers.length < MOST_PRINTERS && (
        <Button icon={Plus} onClick={() => setOpen(newDraft(crypto.randomUUID(), printers.length === 0))}>
          {t('add')}
        </Button>
      )}
      {open && <PrinterDialog key={open.id} first={open} onClose={() => setOpen(null)} />}
    </SettingsSection>
  );
}

function PrinterRow({ printer, onOpen }: { printer: Printer; onOpen: () => void }) {
  const { t, i18n } = useTranslation('printers');
  const condition = useTill((till) => till.printing.printers.find(({ id }) => id === printer.id)?.condition ?? 'connecting');
  const categories = useTill((till) => till.catalogue.categories);
  const trouble = printerNeedsSomebody(condition);
  const prints = [
    ...(printer.receipts ? [t('receipts')] : []),
    ...categories.filter(({ id }) => printer.categoryIds.includes(id)).map(({ names }) => nameIn(names, i18n.language)),
  ];
  return (
    <button type="button" className="printer-row" data-tone={trouble ? 'trouble' : condition === 'ready' ? 'well' : 'quiet'} onClick={onOpen}>
      <Icon of={trouble ? TriangleAlert : CircleCheck} size={22} />
      <span>
        <b>{printer.name}</b>
        <small>{prints.length > 0 ? prints.join(' · ') : t('printsNothing')}</small>
      </span>
      <span className="printer-row-condition">{t(`condition.${condition}`)}</span>
      <Icon of={ChevronRight} size={20} />
    </button>
  );
}
