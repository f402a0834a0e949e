// Sales that have begun and not ended, wherever they are: the one in hand, and those that are put aside. Money that comes for one
// of them is recorded where it is, so that a payment that takes its time keeps nobody from selling on.
import type { Sale } from '../../shared/sale.ts';
import { type LightningTender, liveLightningTender, type SeenOnChain, type Tender } from '../../shared/tender.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { ParkedStore } from '../store/parked-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { Hand } from './hand.ts';

export interface OpenSales {
  find(saleId: string): Sale | undefined;
  /** The sale whose live code has this payment hash, and its tender. */
  waitingFor(paymentHash: string): { sale: Sale; tender: LightningTender } | undefined;
  /** Those that are put aside while a payment for them is under way. */
  awaiting(): Sale[];
  /** A fact of the sale, in hand or put aside: `work` appends it and gives what the sale becomes. */
  record(saleId: string, work: (append: Append) => Sale): void;
  /** Not a fact: what was seen on chain for codes of a sale that is put aside. */
  showOnChain(tenders: readonly Tender[]): void;
}

export interface OpenSalesParts {
  hand: Hand;
  parked: ParkedStore;
  sales: SaleStore;
  journal: Journal;
}

export function createOpenSales({ hand, parked, sales, journal }: OpenSalesParts): OpenSales {
  /** Newer than what stood in the fact that put the sale aside. */
  const seen = new Map<string, SeenOnChain | null>();
  const asSeen = (sale: Sale): Sale => ({
    ...sale,
    tenders: sale.tenders.map((tender) =>
      tender.kind === 'lightning' && tender.status !== 'paid' && seen.has(tender.paymentHash)
        ? { ...tender, seenOnChain: seen.get(tender.paymentHash) ?? null }
        : tender,
    ),
  });
  const find = (saleId: string): Sale | undefined => {
    if (hand.sale.id === saleId) return hand.sale;
    const aside = parked.sale(saleId);
    return aside && asSeen(aside.sale);
  };
  return {
    find,
    waitingFor(paymentHash) {
      const inHand = liveLightningTender(hand.sale.tenders);
      if (inHand?.paymentHash === paymentHash) return { sale: hand.sale, tender: inHand };
      const invoice = sales.invoice(paymentHash);
      const sale = invoice && find(invoice.saleId);
      if (!sale) return undefined;
      const tender = liveLightningTender(sale.tenders);
      return tender?.paymentHash === paymentHash ? { sale, tender } : undefined;
    },
    awaiting: () =>
      parked
        .all()
        .map(({ sale }) => asSeen(sale))
        .filter(({ tenders, cardMove }) => liveLightningTender(tenders) !== undefined || cardMove !== null),
    record(saleId, work) {
      if (hand.sale.id === saleId) hand.record((append) => ({ sale: work(append) }));
      else journal.transact((append) => void work(append));
    },
    showOnChain(tenders) {
      for (const tender of tenders) if (tender.kind === 'lightning') seen.set(tender.paymentHash, tender.seenOnChain);
    },
  };
}
