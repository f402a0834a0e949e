// What is on the papers of each kind. Whoever owns a kind makes its papers; the shop puts the makers together, and the
// spooler, the screens and the copies ask them all in the same way.
import type { PrintKind } from '../../shared/papers.ts';
import type { ReceiptDocument } from '../../shared/receipt.ts';

export interface PaperMaker {
  /** The paper of the subject, as often as it is asked for; 0 is the original. NOT_FOUND when it has none (yet). */
  document(subjectId: string, copyNumber: number): ReceiptDocument;
  /** It is printed once: no screen shows it, and no copy is made. */
  onPaperOnly?: true;
  /** Whether the drawer opens with its original, the first time that it is sent. Without, it never does. */
  opensDrawer?(subjectId: string): boolean;
  /** Where its copies are printed; without, or where there is no such printer, at the printer of receipts. */
  printerId?(subjectId: string): string | null;
}

export type PaperMakers = Record<PrintKind, PaperMaker>;
