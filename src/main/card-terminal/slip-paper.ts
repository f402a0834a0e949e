// The merchant's copy of a card payment, which the customer signs: what the terminal wants on it, and a line to write on.
import { TillError } from '../../shared/errors.ts';
import type { ReceiptBlock } from '../../shared/receipt.ts';
import type { PaperMaker } from '../receipts/paper-makers.ts';
import { speechOf } from '../receipts/receipt-parts.ts';
import { terminalBlock } from '../receipts/terminal-lines.ts';
import type { CardStore } from '../store/card-store.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';

export function createCardSlip({ store, shop }: { store: CardStore; shop: () => ShopSettings }): PaperMaker {
  return {
    document(subjectId, copyNumber) {
      const move = store.move(subjectId);
      const lines = store.merchantLines(subjectId);
      if (!move || lines.length === 0) throw new TillError('NOT_FOUND');
      const { words, language } = speechOf(shop());
      const signature: ReceiptBlock = { kind: 'signature', label: words.signature };
      return { title: move.receipt?.receiptNumber ?? '', language, copyNumber, blocks: [...lines.map(terminalBlock), signature] };
    },
  };
}
