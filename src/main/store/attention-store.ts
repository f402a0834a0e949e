// Settlements by their names, how far each node's were read, and the manager's list of money that is not part of a completed sale.
import type { Database } from 'better-sqlite3';
import { type AttentionItem, type AttentionKind, MOST_UNEXPLAINED, type SettlementSource } from '../../shared/state.ts';
import type { Settlement } from '../lightning/lightning-node.ts';

interface Row {
  id: string;
  kind: AttentionKind;
  status: AttentionItem['status'];
  settlement_id: string;
  payment_hash: string | null;
  source: SettlementSource;
  received_msat: number;
  amount_msat: number;
  amount_minor: number | null;
  settled_at_ms: number;
  sale_id: string | null;
  receipt_number: string | null;
}

export interface StoredAttention extends Omit<AttentionItem, 'canApply'> {
  settlementId: string;
}

/** The settlement that was read last. */
export type SettlementCursor = Pick<Settlement, 'settleIndex' | 'settlementId'>;

export interface AttentionStore {
  hasSettlement(settlementId: string): boolean;
  /** What the paid Lightning tenders of a sale are from. */
  paidBy(saleId: string): { settlementId: string; receivedMsat: number; amountMinor: number }[];
  item(id: string): StoredAttention | undefined;
  /**
   * Open ones and those being refunded, oldest first. Of what came to no code of ours no more than MOST_UNEXPLAINED: a web shop at
   * the same node, or whoever sends a sat ten thousand times, must not stand in the way of each sale.
   */
  open(): StoredAttention[];
  /** How far a node's settlements have been read; null when none was. */
  settlementCursor(nodeId: string): SettlementCursor | null;
  setSettlementCursor(nodeId: string, cursor: SettlementCursor | null): void;
}

export function createAttentionStore(db: Database, drafts: Database): AttentionStore {
  const select = `SELECT a.*, s.receipt_number, c.kind AS source FROM attention a LEFT JOIN sale s ON s.id = a.sale_id
     JOIN settlement c ON c.settlement_id = a.settlement_id`;
  const byId = db.prepare<[string], Row>(`${select} WHERE a.id = ?`);
  const open = db.prepare<[], Row>(`${select} WHERE a.status IN ('open', 'refunding') AND a.kind <> 'unexplained' ORDER BY a.settled_at_ms, a.id`);
  const unexplained = db.prepare<[number], Row>(
    `${select} WHERE a.status IN ('open', 'refunding') AND a.kind = 'unexplained' ORDER BY a.settled_at_ms, a.id LIMIT ?`,
  );
  const settlement = db.prepare<[string], 1>('SELECT 1 FROM settlement WHERE settlement_id = ?').pluck();
  const paidBy = db.prepare<[string], { settlementId: string; receivedMsat: number; amountMinor: number }>(
    `SELECT settlement_id AS settlementId, received_msat AS receivedMsat, amount_minor AS amountMinor FROM tender
     WHERE sale_id = ? AND kind = 'lightning' AND status = 'paid' ORDER BY position`,
  );
  const cursor = db.prepare<[string], SettlementCursor>(
    'SELECT settle_index AS settleIndex, settlement_id AS settlementId FROM settlement_cursor WHERE node_id = ?',
  );
  // Reading a settlement again changes nothing, so the cursor need not wait for the disk.
  const setCursor = drafts.prepare<[string, number, string]>(
    `INSERT INTO settlement_cursor (node_id, settle_index, settlement_id) VALUES (?, ?, ?)
     ON CONFLICT (node_id) DO UPDATE SET settle_index = excluded.settle_index, settlement_id = excluded.settlement_id`,
  );
  const forgetCursor = drafts.prepare<[string]>('DELETE FROM settlement_cursor WHERE node_id = ?');
  const itemOf = (row: Row): StoredAttention => ({
    id: row.id,
    kind: row.kind,
    status: row.status,
    settlementId: row.settlement_id,
    paymentHash: row.payment_hash,
    source: row.source,
    outpoint: row.source === 'chain' ? row.settlement_id : null,
    receivedMsat: row.received_msat,
    amountMsat: row.amount_msat,
    amountMinor: row.amount_minor,
    settledAtMs: row.settled_at_ms,
    saleId: row.sale_id,
    receiptNumber: row.receipt_number,
  });
  return {
    hasSettlement: (settlementId) => settlement.get(settlementId) !== undefined,
    paidBy: (saleId) => paidBy.all(saleId),
    item: (id) => {
      const row = byId.get(id);
      return row && itemOf(row);
    },
    open: () => [...open.all(), ...unexplained.all(MOST_UNEXPLAINED)].map(itemOf).sort((a, b) => a.settledAtMs - b.settledAtMs),
    settlementCursor: (nodeId) => cursor.get(nodeId) ?? null,
    setSettlementCursor: (nodeId, at) => void (at ? setCursor.run(nodeId, at.settleIndex, at.settlementId) : forgetCursor.run(nodeId)),
  };
}
