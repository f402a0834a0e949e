// The rate that a manager set by hand, as the journal last said; whether it still stands is for whoever reads it.
// The writer is for the projection.
import type { Database } from 'better-sqlite3';
import type { JournalEntry } from './facts.ts';

export interface StoredHandRate {
  minorPerBtc: number;
  staffId: string | null;
  setAtMs: number;
}

export interface HandRateStore {
  /** Undefined when none was set, or it was cleared. */
  current(): StoredHandRate | undefined;
}

export function createHandRateStore(db: Database): HandRateStore {
  const current = db.prepare<[], { minor_per_btc: number; staff_id: string | null; set_at_ms: number }>(
    'SELECT minor_per_btc, staff_id, set_at_ms FROM hand_rate WHERE id = 1',
  );
  return {
    current() {
      const row = current.get();
      return row && { minorPerBtc: row.minor_per_btc, staffId: row.staff_id, setAtMs: row.set_at_ms };
    },
  };
}

interface HandRateWriter {
  set(entry: JournalEntry<'rate_set'>): void;
  clear(): void;
}

export function createHandRateWriter(db: Database): HandRateWriter {
  const setHandRate = db.prepare(
    `INSERT INTO hand_rate (id, minor_per_btc, staff_id, set_at_ms) VALUES (1, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET minor_per_btc = excluded.minor_per_btc, staff_id = excluded.staff_id, set_at_ms = excluded.set_at_ms`,
  );
  const clearHandRate = db.prepare('DELETE FROM hand_rate');
  return {
    set: ({ body, staffId, atMs }) => void setHandRate.run(body.minorPerBtc, staffId, atMs),
    clear: () => void clearHandRate.run(),
  };
}
