// Money that went to cold storage, as the journal tells it. The writer is for the projection.
import type { Database } from 'better-sqlite3';
import type { FactBody, JournalEntry } from './facts.ts';

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

interface SweepWriter {
  begin(entry: JournalEntry<'sweep_started'>): void;
  end(body: FactBody<'sweep_ended'>): void;
}

export function createSweepWriter(db: Database): SweepWriter {
  const beginSweep = db.prepare(
    "INSERT INTO sweep (id, node_id, status, address, amount_sat, sat_per_vbyte, started_at_ms) VALUES (?, ?, 'started', ?, ?, ?, ?)",
  );
  const endSweep = db.prepare('UPDATE sweep SET status = ?, txid = ? WHERE id = ?');
  return {
    begin({ body, atMs }) {
      beginSweep.run(body.sweepId, body.nodeId, body.address, body.amountSat, body.satPerVbyte, atMs);
    },
    end({ outcome, txid, sweepId }) {
      endSweep.run(outcome, txid, sweepId);
    },
  };
}
