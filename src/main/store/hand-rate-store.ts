// The rate that a manager set by hand, as the journal last said; whether it still stands is for whoever reads it.
import type { Database } from 'better-sqlite3';

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
