// Money that went to cold storage, as the journal tells it.
import type { Database } from 'better-sqlite3';

export interface StoredSweep {
  id: string;
  /** `started`: it is not known yet whether the node sent it. */
  status: 'started' | 'sent' | 'failed';
  address: string;
  amountSat: number;
  satPerVbyte: number;
  txid: string | null;
  startedAtMs: number;
}

export interface SweepStore {
  /** The one that was started last at this node; ids ascend with time. */
  last(nodeId: string): StoredSweep | null;
}

export function createSweepStore(db: Database): SweepStore {
  const last = db.prepare<[string], StoredSweep>(
    `SELECT id, status, address, amount_sat AS amountSat, sat_per_vbyte AS satPerVbyte, txid, started_at_ms AS startedAtMs
     FROM sweep WHERE node_id = ? ORDER BY id DESC LIMIT 1`,
  );
  return { last: (nodeId) => last.get(nodeId) ?? null };
}
