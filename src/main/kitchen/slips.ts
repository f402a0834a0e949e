// The slips of a sale: whatever its kitchens have not been told, each within the fact that tells it. A slip is on the disk, with
// its print job, before it is printed; what was told of a line is never told again.
import { type OrderedLine, type SlipLine, slipsFor } from '../../shared/kitchen.ts';
import type { Printer } from '../../shared/printers.ts';
import type { Sale } from '../../shared/sale.ts';
import type { Append } from '../store/journal.ts';
import type { KitchenStore } from '../store/kitchen-store.ts';
import type { NewPrintJob } from '../store/print-jobs.ts';
import { slipTitle } from './slip-document.ts';

export interface KitchenSlipsParts {
  store: KitchenStore;
  printers: () => readonly Printer[];
  /** Of an article or a variant; undefined where there is no such. */
  categoryOf: (articleId: string) => string | undefined;
  /** Queues the slip, within the running transaction. */
  insertPrintJob: (job: NewPrintJob) => void;
  newId: () => string;
}

export interface KitchenSlips {
  /** Tells what has not been told of the sale; the number of slips. */
  tell(append: Append, sale: Sale, receiptNumber: string | null, staffId: string | null): number;
  /** Whether it has less of a line than was told: pieces, or all of it. An order that is another one now is told with the next slip. */
  hasLess(sale: Sale): boolean;
  /** Tells only that. */
  tellLess(append: Append, sale: Sale, staffId: string | null): void;
  /** The sale is cancelled: tells that nothing of it is wanted. */
  takeBack(append: Append, sale: Sale, staffId: string | null): void;
  /** How many lines have something that was not told, those taken off among them; and whether anything was told. */
  unsentLines(sale: Sale): number;
  wasTold(saleId: string): boolean;
  /** Whether some printer prints slips. */
  used(): boolean;
}

export function createKitchenSlips({ store, printers, categoryOf, insertPrintJob, newId }: KitchenSlipsParts): KitchenSlips {
  const printerOf = (articleId: string | null): string | null => {
    const categoryId = articleId === null ? undefined : categoryOf(articleId);
    return printers().find(({ categoryIds }) => categoryId !== undefined && categoryIds.includes(categoryId))?.id ?? null;
  };
  const used = () => printers().some(({ categoryIds }) => categoryIds.length > 0);
  const untold = (sale: Sale) => {
    const told = store.told(sale.id);
    if (told.length === 0 && !used()) return new Map<string, SlipLine[]>();
    const lines = sale.lines.map(({ id: lineId, ...line }): OrderedLine => ({ ...line, lineId, printerId: printerOf(line.articleId) }));
    return slipsFor(lines, told, (printerId) => printers().some(({ id }) => id === printerId));
  };

  /** Of what was not told, what is less of a line and nothing else of it. */
  const less = (sale: Sale): Map<string, SlipLine[]> => {
    const all = untold(sale);
    const more = new Set([...all.values()].flat().flatMap(({ lineId, quantity }) => (quantity > 0 ? [lineId] : [])));
    const ofPrinter = [...all].map(([printerId, lines]) => [printerId, lines.filter(({ lineId }) => !more.has(lineId))] as const);
    return new Map(ofPrinter.filter(([, lines]) => lines.length > 0));
  };

  const print = (append: Append, sale: Sale, slips: ReadonlyMap<string, SlipLine[]>, receiptNumber: string | null, staffId: string | null) => {
    for (const [printerId, lines] of slips) {
      const slip = {
        slipId: newId(),
        slipSeq: store.lastSlipSeq() + 1,
        saleId: sale.id,
        label: sale.label,
        receiptNumber,
        dining: sale.dining,
        // One that was taken away in the meantime: its slip waits for somebody to send it to another.
        printer: { id: printerId, name: printers().find(({ id }) => id === printerId)?.name ?? '' },
        lines,
      };
      const { atMs } = append('kitchen_sent', slip, staffId);
      insertPrintJob({ id: newId(), kind: 'kitchen', subjectId: slip.slipId, title: slipTitle(slip), copyNumber: 0, printerId, queuedAtMs: atMs });
    }
  };
  const tell: KitchenSlips['tell'] = (append, sale, receiptNumber, staffId) => {
    const slips = untold(sale);
    print(append, sale, slips, receiptNumber, staffId);
    return slips.size;
  };
  return {
    tell,
    hasLess: (sale) => less(sale).size > 0,
    tellLess: (append, sale, staffId) => print(append, sale, less(sale), null, staffId),
    takeBack: (append, sale, staffId) => void tell(append, { ...sale, lines: [] }, null, staffId),
    unsentLines: (sale) => new Set([...untold(sale).values()].flat().map(({ lineId }) => lineId)).size,
    wasTold: (saleId) => store.told(saleId).length > 0,
    used,
  };
}
