// Money on chain, made facts: what is enough is recorded as a settlement by its outpoint; what is not is shown with the code;
// what was recorded and then replaced is a loss on the manager's list, unless something else pays the same address instead.

import type { Sale } from '../../shared/sale.ts';
import type { AttentionKind } from '../../shared/state.ts';
import { paidMinor, type Tender } from '../../shared/tender.ts';
import type { ChainReceipt } from '../lightning/chain-wallet.ts';
import type { ChainStore, RecordedReceipt } from '../store/chain-store.ts';
import type { Journal } from '../store/journal.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { Hand } from './hand.ts';
import { BURIED_AT, isEnough, type OnChainSettings, replacementOf, seenOf } from './on-chain-rules.ts';
import type { OpenSales } from './open-sales.ts';
import { worthOf } from './sale-rules.ts';
import type { ChainSettlement, Settlements } from './settlements.ts';

export interface OnChainParts {
  hand: Hand;
  openSales: OpenSales;
  journal: Journal;
  sales: SaleStore;
  store: ChainStore;
  settlements: Settlements;
  /** Whose chain wallet it is. */
  nodeId: string;
  settings: () => OnChainSettings;
  /** A code was paid on chain: nobody should pay it over Lightning as well. */
  onPaid: (paymentHash: string) => void;
  newId: () => string;
}

export interface OnChain {
  /** From this block on; what came before the till knew the node is not the till's. */
  begin(afterHeight: number): void;
  /**
   * Records what is new in what was seen; the same again changes nothing. What fails stops nothing else, and is thrown at the
   * end: the caller comes again.
   */
  apply(seen: readonly ChainReceipt[]): void;
}

export function createOnChain({ hand, openSales, journal, sales, store, settlements, nodeId, settings, onPaid, newId }: OnChainParts): OnChain {
  const settlementOf = (receipt: ChainReceipt, paymentHash: string | null): ChainSettlement => ({
    kind: 'chain',
    settlementId: receipt.outpoint,
    settleIndex: 0,
    paymentHash,
    receivedMsat: receipt.amountSat * 1000,
    settledAtMs: receipt.seenAtMs,
    chain: { address: receipt.address, confirmations: receipt.confirmations },
  });

  const recordReplaced = (gone: RecordedReceipt, by: ChainReceipt | undefined) => {
    const { settlementId, paymentHash, saleId, tenderId, receivedMsat } = gone;
    const invoice = paymentHash === null ? undefined : sales.invoice(paymentHash);
    const item = (kind: AttentionKind, amountMsat: number) =>
      amountMsat === 0 ? null : { id: newId(), kind, amountMsat, amountMinor: invoice ? worthOf(invoice, amountMsat) : null };
    const before = store.listed(settlementId);
    const standsIn = by ? { amountMsat: by.amountSat * 1000, withdrawnMsat: store.lostMsat(by.outpoint) } : null;
    const { lostMsat, listedMsat } = replacementOf({ receivedMsat, listedMsat: before.amountMsat }, standsIn);
    const keepsItems = listedMsat === before.amountMsat;
    journal.transact((append) => {
      if (by && !store.recorded(by.outpoint)) {
        const replacement = { nodeId, saleId, tenderId, disposition: 'replacement', creditedMinor: 0, attention: null } as const;
        append('settlement_recorded', { ...settlementOf(by, paymentHash), ...replacement }, null);
      }
      append(
        'chain_receipt_replaced',
        {
          settlementId,
          by: by?.outpoint ?? null,
          saleId,
          keepsItems,
          listed: keepsItems ? null : item(before.kind ?? 'excess', listedMsat),
          lost: item('lost', lostMsat),
        },
        null,
      );
    });
  };

  const bury = ({ outpoint, confirmations }: ChainReceipt) => {
    if (confirmations >= BURIED_AT) journal.transact((append) => append('chain_receipt_buried', { settlementId: outpoint }, null));
  };

  /** What the sale has been paid with that no block holds yet, by the same look. */
  const unsureMinor = (sale: Sale, receipts: readonly ChainReceipt[]): number => {
    const unsure = receipts.filter(({ confirmations }) => confirmations < settings().confirmations).map(({ outpoint }) => outpoint);
    const parts = sale.tenders.filter((tender) => tender.kind === 'lightning' && unsure.includes(tender.paidByOutpoint ?? ''));
    return paidMinor(parts);
  };

  const recordSeen = (receipt: ChainReceipt, receipts: readonly ChainReceipt[]) => {
    const { outpoint, address, confirmations, amountSat } = receipt;
    const known = store.recorded(outpoint);
    if (known?.status === 'buried') return;
    if (known?.status === 'replaced') {
      if (confirmations < settings().confirmations) return;
      journal.transact((append) => append('chain_receipt_returned', { settlementId: outpoint }, null));
    } else if (!known) {
      const invoice = sales.invoiceAt(address);
      const waiting = invoice && openSales.waitingFor(invoice.paymentHash);
      const worthMinor = waiting ? worthOf(waiting.tender, amountSat * 1000) + unsureMinor(waiting.sale, receipts) : null;
      if (!isEnough(confirmations, worthMinor, settings())) return;
      settlements.record(settlementOf(receipt, invoice?.paymentHash ?? null));
      if (waiting) onPaid(waiting.tender.paymentHash);
    }
    bury(receipt);
  };

  /** With each code of an open sale, also one that was closed meanwhile: what is on its way to it and not taken yet. */
  const showUnderWay = (receipts: readonly ChainReceipt[]) => {
    const asSeen = (tender: Tender): Tender => {
      if (tender.kind !== 'lightning' || tender.address === null || tender.status === 'paid') return tender;
      const underWay = receipts.filter(({ address, outpoint }) => address === tender.address && !store.recorded(outpoint));
      // What was recorded is not gone: it is on the manager's list.
      const before = tender.seenOnChain && !store.recorded(tender.seenOnChain.outpoint) ? tender.seenOnChain : null;
      return { ...tender, seenOnChain: seenOf(underWay, before, settings().confirmations) };
    };
    for (const { tenders } of openSales.awaiting()) openSales.showOnChain(tenders.map(asSeen));
    const tenders = hand.sale.tenders.map(asSeen);
    if (JSON.stringify(tenders) !== JSON.stringify(hand.sale.tenders)) hand.tap({ sale: { ...hand.sale, tenders } });
  };

  return {
    begin: (afterHeight) => void journal.transact((append) => append('chain_watched', { nodeId, afterHeight }, null)),
    apply(receipts) {
      const failures: unknown[] = [];
      const attempt = (work: () => void) => {
        try {
          work();
        } catch (cause) {
          failures.push(cause);
        }
      };
      const present = new Set(receipts.map(({ outpoint }) => outpoint));
      const standsIn = ({ address, outpoint }: ChainReceipt, gone: RecordedReceipt) =>
        address === gone.address && (store.recorded(outpoint)?.status ?? 'replaced') === 'replaced';
      for (const gone of store.pending(nodeId)) {
        if (present.has(gone.settlementId)) continue;
        attempt(() => {
          const by = receipts.find((receipt) => standsIn(receipt, gone));
          recordReplaced(gone, by);
        });
      }
      for (const receipt of receipts) attempt(() => recordSeen(receipt, receipts));
      attempt(() => showUnderWay(receipts));
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} receipts on chain are not recorded`, { cause: failures[0] });
    },
  };
}
