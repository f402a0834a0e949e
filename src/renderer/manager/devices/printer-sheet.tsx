// One printer: how it is right now, how it is reached, what it prints; tried out, changed, removed.
import { useTranslation } from 'react-i18next';
import { useTill } from '../till.ts';
import { PrinterConditionWords } from './condition.tsx';
import { ConnectionFields } from './connection-fields.tsx';
import { type PrinterDraft, printerDraftOf, printerOf, withPrinter } from './printer-draft.ts';
import { PaperFields, PrinterWork } from './printer-fields.tsx';
import { PrinterMore, PrinterSays } from './printer-more.tsx';
import { PrinterTrial } from './printer-trial.tsx';
import { SheetForm } from './sheet-form.tsx';
import { useSheet } from './use-sheet.ts';

export function PrinterSheet({ first, onClose }: { first: PrinterDraft; onClose: () => void }) {
  const { t } = useTranslation(['printers', 'devices']);
  const { draft, change, there, form } = useSheet({
    first,
    all: useTill((till) => till.shop.printers),
    draftOf: printerDraftOf,
    keptOf: printerOf,
    withOne: withPrinter,
    put: (till, printers) => till.shop.change({ printers }),
    onClose,
  });
  return (
    <SheetForm
      {...form}
      title={there?.name ?? t('devices:kinds.printer.add')}
      nameHint={t('nameHint')}
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
            }
          : null
      }
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
