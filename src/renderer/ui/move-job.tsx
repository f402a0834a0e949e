// A paper that its printer does not print is sent to another one, by a person.
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PrinterCondition, PrintJobView } from '../../shared/state.ts';
import { tillHook, useCall } from '../screen.tsx';
import { Button } from './button.tsx';

const useTill = tillHook<'cashier' | 'manager'>();
const PRINTS: ReadonlySet<PrinterCondition> = new Set(['ready', 'paper_low']);

/** A button for each other printer that would print it now. */
export function MoveJob({ job }: { job: PrintJobView }) {
  const { t } = useTranslation('papers');
  const call = useCall();
  const printers = useTill((till) => till.printing.printers);
  const ownId = useTill((till) => job.printerId ?? till.shop.printers.find(({ receipts }) => receipts)?.id);
  return printers
    .filter(({ id, condition }) => id !== ownId && PRINTS.has(condition))
    .map(({ id, name }) => (
      <Button key={id} icon={Printer} onClick={() => void call((till) => till.printing.move({ jobId: job.id, printerId: id }))}>
        {t('moveTo', { printer: name })}
      </Button>
    ));
}
