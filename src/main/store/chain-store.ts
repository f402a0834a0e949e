// Money on chain as it was recorded, by its outpoint; and up to which block all that reached a node is dealt with for good.
import type { Database } from 'better-sqlite3';
import type { AttentionKind } from '../../shared/state.ts';

/** A receipt that was recorded. It is `pending` while it can still be replaced, `buried` when it cannot be any more. */
export interface RecordedReceipt {
  /** The outpoint. */
  settlementId: string;
  address: string;
  status: 'pending' | 'buried' | 'replaced';
  receivedMsat: number;
  /** Of the invoice that it was for. */
  paymentHash: string | null;
  saleId: string | null;
  tenderId: string | null;
}

export interface ChainStore {
  recorded(outpoint: string): RecordedReceipt | undefined;
  /** Those of a node that can still be replaced. */
  pending(nodeId: string): RecordedReceipt[];
  /** What of it waits on the manager's list: nobody has been given anything for that. `kind` is null where there is nothing. */
  listed(outpoint: string): { amountMsat: number; kind: AttentionKind | null };
  /** What is on the list as lost of it. */
  lostMsat(outpoint: string): number;
  /** The block after which the till looks; null for a node that was never looked at. */
  watchedAfter(nodeId: string): number | null;
  /** Null where it was lost, or never there. */
  cursor(nodeId: string): number | null;
  setCursor(nodeId: string, blockHeight: number): void;
}

export function createChainStore(db: Database, drafts: Database): ChainStore {
  const select = `SELECT settlement_id AS settlementId, chain_address AS address, chain_status AS status, received_msat AS receivedMsat,
     payment_hash AS paymentHash, sale_id AS saleId, tender_id AS tenderId FROM settlement`;
  const recorded = db.prepare<[string], RecordedReceipt>(`${select} WHERE settlement_id = ?`);
  const pending = db.prepare<[string], RecordedReceipt>(`${select} WHERE node_id = ? AND chain_status = 'pending' ORDER BY settled_at_ms`);
  const listed = db.prepare<[string], { amountMsat: number; kind: AttentionKind | null }>(
    "SELECT coalesce(sum(amount_msat), 0) AS amountMsat, min(kind) AS kind FROM attention WHERE settlement_id = ? AND status = 'open' AND kind <> 'lost'",
  );
  const lost = db
    .prepare<[string], number>("SELECT coalesce(sum(amount_msat), 0) FROM attention WHERE settlement_id = ? AND status = 'open' AND kind = 'lost'")
    .pluck();
  const watchedAfter = db.prepare<[string], number>('SELECT after_height FROM chain_watch WHERE node_id = ?').pluck();
  const cursor = db.prepare<[string], number>('SELECT block_height FROM chain_cursor WHERE node_id = ?').pluck();
  // Looking again changes nothing, so the cursor need not wait for the disk.
  const setCursor = drafts.prepare<[string, number]>(
    'INSERT INTO chain_cursor (node_id, block_height) VALUES (?, ?) ON CONFLICT (node_id) DO UPDATE SET block_height = excluded.block_height',
  );
  return {
    recorded: (outpoint) => recorded.get(outpoint),
    pending: (nodeId) => pending.all(nodeId),
    listed: (outpoint) => listed.get(outpoint) ?? { amountMsat: 0, kind: null },
    lostMsat: (outpoint) => lost.get(outpoint) ?? 0,
    watchedAfter: (nodeId) => watchedAfter.get(nodeId) ?? null,
    cursor: (nodeId) => cursor.get(nodeId) ?? null,
    setCursor: (nodeId, blockHeight) => void setCursor.run(nodeId, blockHeight),
  };
}
