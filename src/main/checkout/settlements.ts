// Money that arrived, made a fact: matched to the tender that waits for it, or put on the manager's list. Never refused,
// never recorded twice: the settlement's own name is the key.

import { minorForMsat } from '../../shared/money.ts';
import { type LightningTender, liveLightningTender, type Sale } from '../../shared/sale.ts';
import type { Settlement } from '../lightning/lightning-node.ts';
import type { AttentionStore } from '../store/attention-store.ts';
import type { Journal } from '../store/journal.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { Completion } from './completion.ts';
import type { Hand } from './hand.ts';
import { creditOf, excessItem, replaceTender } from './sale-rules.ts';

export interface SettlementsParts {
  hand: Hand;
  journal: Journal;
  sales: SaleStore;
  attention: AttentionStore;
  completion: Completion;
  /** Whose settlements these are. */
  nodeId: string;
  newId: () => string;
}

export interface Settlements {
  /** Records it unless it is recorded. Throws DISK_FULL or STORE_FAILED: the caller comes again. */
  record(settlement: Settlement): void;
}

/** The tender of the sale in hand that waits for this payment, if one does. */
export function waitingTender(sale: Sale, paymentHash: string): LightningTender | undefined {
  const live = liveLightningTender(sale.tenders);
  return live?.paymentHash === paymentHash ? live : undefined;
}

export function createSettlements({ hand, journal, sales, attention, completion, nodeId, newId }: SettlementsParts): Settlements {
  const recordPaid = (settlement: Settlement, tender: LightningTender) => {
    const { sale, staffId } = hand.draft;
    const { creditedMinor, excessMsat } = creditOf(tender, settlement.receivedMsat);
    const excess = excessItem(newId(), excessMsat, tender.quote.minorPerBtc);
    hand.record((append) => {
      append(
        'settlement_recorded',
        { ...settlement, nodeId, saleId: sale.id, tenderId: tender.id, disposition: 'paid', creditedMinor, attention: excess },
        staffId,
      );
      const paid = replaceTender(sale, { ...tender, status: 'paid', amountMinor: creditedMinor, receivedMsat: settlement.receivedMsat - excessMsat });
      return { sale: completion.completeWhenPaid(append, paid, staffId) };
    });
  };

  const recordListed = (settlement: Settlement) => {
    const invoice = sales.invoice(settlement.paymentHash);
    const kind = invoice ? (invoice.status === 'paid' ? 'double' : 'late') : 'unexplained';
    const item = {
      id: newId(),
      kind,
      amountMsat: settlement.receivedMsat,
      amountMinor: invoice ? creditOrWorth(invoice, settlement.receivedMsat) : null,
    } as const;
    journal.transact((append) =>
      append(
        'settlement_recorded',
        {
          ...settlement,
          nodeId,
          saleId: invoice?.saleId ?? null,
          tenderId: invoice?.tenderId ?? null,
          disposition: kind,
          creditedMinor: 0,
          attention: item,
        },
        null,
      ),
    );
  };

  return {
    record(settlement) {
      if (attention.hasSettlement(settlement.settlementId)) return;
      const tender = waitingTender(hand.sale, settlement.paymentHash);
      if (tender) recordPaid(settlement, tender);
      else recordListed(settlement);
    },
  };
}

/** An invoice paid in full is worth what was asked, to the minor unit; more or less of it what the quote makes of the msat. */
function creditOrWorth(invoice: Pick<LightningTender, 'amountMinor' | 'amountSat' | 'quote'>, receivedMsat: number): number {
  const { creditedMinor, excessMsat } = creditOf(invoice, receivedMsat);
  return excessMsat > 0 ? minorForMsat(receivedMsat, invoice.quote.minorPerBtc) : creditedMinor;
}
