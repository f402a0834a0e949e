// What screens see of the practice wallet and the practice chain; nothing of it in a shop of one's own.
import type { PracticeState } from '../../shared/state.ts';
import type { PracticeNode } from '../lightning/practice.ts';
import type { Journal } from '../store/journal.ts';
import type { SaleStore } from '../store/sale-store.ts';

export interface PracticeStateParts {
  sales: SaleStore;
  journal: Journal;
  publish: (state: PracticeState) => void;
}

/** Publishes it now and at each change. Returns its disposer. */
export function publishPractice(node: PracticeNode | null, { sales, journal, publish }: PracticeStateParts): () => void {
  if (!node) {
    publish({ codes: [], refundRequest: null, chain: { height: 0, payments: [] } });
    return () => undefined;
  }
  const { wallet, chain } = node;
  // What was made ahead nobody has seen, nor scanned.
  const isShown = (paymentHash: string) => sales.invoice(paymentHash) !== undefined;
  const tell = () => publish({ codes: wallet.codes(isShown), refundRequest: wallet.refundRequest(), chain: chain.shown() });
  const stopListening = node.onWalletChange(tell);
  const stopReading = journal.onCommitted((entries) => {
    if (entries.some(({ kind }) => kind === 'invoice_created')) tell();
  });
  tell();
  return () => {
    stopListening();
    stopReading();
  };
}
