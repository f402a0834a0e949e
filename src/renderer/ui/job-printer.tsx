// At which printer a paper waits, in a shop that has several.
import { tillHook } from '../screen.tsx';

const useTill = tillHook<'cashier' | 'manager'>();

export function JobPrinter({ job }: { job: { printerId: string | null } }) {
  const name = useTill(({ printing, shop }) => {
    const id = job.printerId ?? shop.printers.find(({ receipts }) => receipts)?.id;
    return printing.printers.length > 1 ? printing.printers.find((printer) => printer.id === id)?.name : undefined;
  });
  return name === undefined ? null : <small> · {name}</small>;
}
