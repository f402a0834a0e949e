// Money that arrived, made a fact: matched to the tender that waits for it, or put on the manager's list. Never refused,
// never recorded twice: the settlement's own name is the key.

import type { Sale } from '../../shared/sale.ts';
import { type LightningTender, liveLightningTender } from '../../shared/tender.ts';
import type { Settlement } from '../lightning/lightning-node.ts';
import type { AttentionStore } from '../store/attention-store.ts';
import type { Journal } from '../store/journal.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { Completion } from './completion.ts';
import type { OpenSales } from './open-sales.ts';
import { creditOf, excessItem, replaceTender, worthOf } from './sale-rules.ts';

export interface SettlementsParts {
  openSales: OpenSales;
  journal: Journal;
  sales: SaleStore;
  attention: AttentionStore;
  completion: Completion;
  /** Whose settlements these are. */
  nodeId: string;
  /** Since when, by the node's clock, it takes money for this shop: what came before to no code of ours is not listed. */
  sinceMs: number;
  newId: () => string;
}

/** Money that came on chain: its name is its outpoint, and it has no place in the node's list of settlements. */
export interface ChainSettlement extends Pick<Settlement, 'settlementId' | 'receivedMsat' | 'settledAtMs'> {
  kind: 'chain';
  settleIndex: 0;
  paymentHash: string | null;
  chain: { address: string; confirmations: number };
}

export interface Settlements {
  /** Records it unless it is recorded. Throws DISK_FULL or STORE_FAILED: the caller comes again. */
  record(settlement: Settlement | ChainSettlement): void;
}

type Recorded = (Settlement & { chain: null }) | ChainSettlement;

/** The tender of the sale in hand that waits for this payment, if one does. */
export function waitingTender(sale: Sale, paymentHash: string): LightningTender | undefined {
  const live = liveLightningTender(sale.tenders);
  return live?.paymentHash === paymentHash ? live : undefined;
}

export function createSettlements({ openSales, journal, sales, attention, completion, nodeId, sinceMs, newId }: SettlementsParts): Settlements {
  /** The code of ours that it may have been for. Payers choose the hash of money that comes without one: it stands for no code. */
  const codeHashOf = ({ kind, paymentHash }: Recorded) => (kind === 'invoice' || kind === 'chain' ? paymentHash : null);

  const recordPaid = (settlement: Recorded, { sale, tender }: { sale: Sale; tender: LightningTender }) => {
    const { staffId } = sale;
    const { creditedMinor, excessMsat } = creditOf(tender, settlement.receivedMsat);
    const excess = excessItem(newId(), excessMsat, tender.quote.minorPerBtc);
    openSales.record(sale.id, (append) => {
      append(
        'settlement_recorded',
        { ...settlement, nodeId, saleId: sale.id, tenderId: tender.id, disposition: 'paid', creditedMinor, attention: excess },
        staffId,
      );
      const paid = replaceTender(sale, {
        ...tender,
        status: 'paid',
        amountMinor: creditedMinor,
        receivedMsat: settlement.receivedMsat - excessMsat,
        seenOnChain: null,
        paidByOutpoint: settlement.chain && settlement.settlementId,
      });
      return completion.completeWhenPaid(append, paid, staffId);
    });
  };

  const recordListed = (settlement: Recorded) => {
    const codeHash = codeHashOf(settlement);
    const invoice = codeHash === null ? undefined : sales.invoice(codeHash);
    if (!invoice && settlement.settledAtMs < sinceMs) return;
    const kind = invoice ? (invoice.status === 'paid' ? 'double' : 'late') : 'unexplained';
    const item = {
      id: newId(),
      kind,
      amountMsat: settlement.receivedMsat,
      amountMinor: invoice ? worthOf(invoice, settlement.receivedMsat) : null,
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
      const recorded = settlement.kind === 'chain' ? settlement : { ...settlement, chain: null };
      const codeHash = codeHashOf(recorded);
      const waiting = codeHash === null ? undefined : openSales.waitingFor(codeHash);
      if (waiting) recordPaid(recorded, waiting);
      else recordListed(recorded);
    },
  };
}
