// The tables of money that came, as facts change them: settlements, and the manager's list with what became of each item on it.
// For the projection.
import type { Database } from 'better-sqlite3';
import type { AttentionItem, AttentionKind } from '../../shared/state.ts';
import type { FactBody } from './facts.ts';

interface NewItem {
  id: string;
  kind: AttentionKind;
  amountMsat: number;
  amountMinor: number | null;
}

export interface SettlementWriter {
  record(body: FactBody<'settlement_recorded'>): void;
  /** Puts money of a settlement on the manager's list. */
  list(item: NewItem, of: { saleId: string | null; settlementId: string }): void;
  setItem(itemId: string, status: AttentionItem['status'] | 'noted'): void;
  watchChain(body: FactBody<'chain_watched'>): void;
  bury(settlementId: string): void;
  /** Another transaction, or none, stands in for what had been seen on chain. */
  replace(body: FactBody<'chain_receipt_replaced'>): void;
  bringBack(settlementId: string): void;
}

export function createSettlementWriter(db: Database): SettlementWriter {
  const addSettlement = db.prepare(
    `INSERT INTO settlement (settlement_id, node_id, settle_index, kind, payment_hash, received_msat, settled_at_ms, chain_address, chain_status, sale_id,
       tender_id, disposition) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addAttention = db.prepare(
    `INSERT INTO attention (id, kind, status, settlement_id, payment_hash, received_msat, amount_msat, amount_minor, settled_at_ms, sale_id)
     SELECT ?, ?, 'open', settlement_id, payment_hash, received_msat, ?, ?, settled_at_ms, ? FROM settlement WHERE settlement_id = ?`,
  );
  const setAttention = db.prepare('UPDATE attention SET status = ? WHERE id = ?');
  const watchChain = db.prepare('INSERT INTO chain_watch (node_id, after_height) VALUES (?, ?)');
  const setChainStatus = db.prepare('UPDATE settlement SET chain_status = ? WHERE settlement_id = ?');
  const replaceInTenders = db.prepare('UPDATE tender SET settlement_id = ? WHERE settlement_id = ?');
  const replaceInItems = db.prepare("UPDATE attention SET settlement_id = ? WHERE settlement_id = ? AND status IN ('open', 'refunding')");
  const withdrawItems = db.prepare("UPDATE attention SET status = 'withdrawn' WHERE settlement_id = ? AND status = 'open'");
  const withdrawLoss = db.prepare("UPDATE attention SET status = 'withdrawn' WHERE settlement_id = ? AND status = 'open' AND kind = 'lost'");
  const reopenItems = db.prepare("UPDATE attention SET status = 'open' WHERE settlement_id = ? AND status = 'withdrawn' AND kind <> 'lost'");

  const list: SettlementWriter['list'] = ({ id, kind, amountMsat, amountMinor }, { saleId, settlementId }) =>
    void addAttention.run(id, kind, amountMsat, amountMinor, saleId, settlementId);

  return {
    record(body) {
      addSettlement.run(
        body.settlementId,
        body.nodeId,
        body.settleIndex,
        body.kind,
        body.paymentHash,
        body.receivedMsat,
        body.settledAtMs,
        body.chain?.address ?? null,
        body.chain ? 'pending' : null,
        body.saleId,
        body.tenderId,
        body.disposition,
      );
      if (body.attention) list(body.attention, body);
    },
    list,
    setItem: (itemId, status) => void setAttention.run(status, itemId),
    watchChain: ({ nodeId, afterHeight }) => void watchChain.run(nodeId, afterHeight),
    bury: (settlementId) => void setChainStatus.run('buried', settlementId),
    replace({ settlementId, by, saleId, keepsItems, listed, lost }) {
      setChainStatus.run('replaced', settlementId);
      if (!keepsItems) withdrawItems.run(settlementId);
      if (by !== null) {
        setChainStatus.run('pending', by);
        withdrawLoss.run(by);
        replaceInTenders.run(by, settlementId);
        replaceInItems.run(by, settlementId);
        if (listed) list(listed, { saleId, settlementId: by });
      }
      if (lost) list(lost, { saleId, settlementId });
    },
    bringBack(settlementId) {
      setChainStatus.run('pending', settlementId);
      withdrawLoss.run(settlementId);
      reopenItems.run(settlementId);
    },
  };
}
