// Staff and their PINs. The PIN's hash and the count of wrong ones stay out of the journal, which is exported.
import type { Database } from 'better-sqlite3';
import type { Role, StaffTile } from '../../shared/state.ts';

export interface StoredPin {
  /** argon2id in PHC form. */
  pinHash: string;
  wrongCount: number;
  retryAtMs: number;
}

export interface StaffStore {
  /** Those who may sign in: cashiers before managers, then in the order they came. */
  active(): StaffTile[];
  pin(staffId: string): StoredPin | undefined;
  /** Within a running fact transaction. */
  setPin(staffId: string, pinHash: string): void;
  setWrongPins(staffId: string, wrongCount: number, retryAtMs: number): void;
}

export function createStaffStore(db: Database): StaffStore {
  const active = db.prepare<[], { id: string; name: string; role: Role }>(
    "SELECT id, name, role FROM staff WHERE active = 1 ORDER BY role = 'manager', id",
  );
  const pin = db.prepare<[string], { pin_hash: string; wrong_count: number; retry_at_ms: number }>(
    'SELECT pin_hash, wrong_count, retry_at_ms FROM staff_pin WHERE staff_id = ?',
  );
  const setPin = db.prepare(
    'INSERT INTO staff_pin (staff_id, pin_hash) VALUES (?, ?) ON CONFLICT (staff_id) DO UPDATE SET pin_hash = excluded.pin_hash, wrong_count = 0, retry_at_ms = 0',
  );
  const setWrong = db.prepare('UPDATE staff_pin SET wrong_count = ?, retry_at_ms = ? WHERE staff_id = ?');
  return {
    active: () => active.all(),
    pin: (staffId) => {
      const row = pin.get(staffId);
      return row && { pinHash: row.pin_hash, wrongCount: row.wrong_count, retryAtMs: row.retry_at_ms };
    },
    setPin: (staffId, pinHash) => void setPin.run(staffId, pinHash),
    setWrongPins: (staffId, wrongCount, retryAtMs) => void setWrong.run(wrongCount, retryAtMs, staffId),
  };
}
