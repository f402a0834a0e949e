// Staff, their roles and their PINs. The PIN's hash and the count of wrong ones stay out of the journal, which is exported.
import type { Database } from 'better-sqlite3';
import { LONG_PIN, OWNER, RIGHTS, type Role } from '../../shared/rights.ts';
import type { StaffTile } from '../../shared/state.ts';
import { canonicalJson } from './canonical-json.ts';
import type { FactBody } from './facts.ts';

export interface StoredPin {
  /** argon2id in PHC form. */
  pinHash: string;
  /** Whether it has LONG_PIN digits or more; all that is kept of its length. */
  long: boolean;
  wrongCount: number;
  retryAtMs: number;
}

export interface StaffMember extends StaffTile {
  active: boolean;
}

export interface StaffStore {
  /** Those who may sign in: whose role has the fewest rights first, then in the order they came. */
  active(): StaffTile[];
  /** Everybody who ever worked here, in the same order. */
  all(): StaffMember[];
  /** Roles that people can have, the fewest rights first. The owner's is always whole. */
  roles(): Role[];
  pin(staffId: string): StoredPin | undefined;
  /** Within a running fact transaction. */
  setPin(staffId: string, pinHash: string, digits: number): void;
  setWrongPins(staffId: string, wrongCount: number, retryAtMs: number): void;
}

interface RoleRow {
  id: string;
  names: string;
  rights: string;
  discount_ppm: number;
  badge_suffices: number;
}

export function createStaffStore(db: Database): StaffStore {
  const all = db.prepare<[], { id: string; name: string; role: string; active: number }>(
    `SELECT staff.id, staff.name, staff.role, staff.active FROM staff LEFT JOIN role ON role.id = staff.role
     ORDER BY json_array_length(role.rights), staff.role, staff.id`,
  );
  const roles = db.prepare<[], RoleRow>(
    'SELECT id, names, rights, discount_ppm, badge_suffices FROM role WHERE active = 1 ORDER BY json_array_length(rights), id',
  );
  const pin = db.prepare<[string], { pin_hash: string; long: number; wrong_count: number; retry_at_ms: number }>(
    'SELECT pin_hash, long, wrong_count, retry_at_ms FROM staff_pin WHERE staff_id = ?',
  );
  const setPin = db.prepare(
    `INSERT INTO staff_pin (staff_id, pin_hash, long) VALUES (?, ?, ?)
     ON CONFLICT (staff_id) DO UPDATE SET pin_hash = excluded.pin_hash, long = excluded.long, wrong_count = 0, retry_at_ms = 0`,
  );
  const setWrong = db.prepare('UPDATE staff_pin SET wrong_count = ?, retry_at_ms = ? WHERE staff_id = ?');
  const everybody = () => all.all().map((row): StaffMember => ({ ...row, active: row.active === 1 }));
  return {
    active: () => everybody().flatMap(({ active, ...tile }) => (active ? [tile] : [])),
    all: everybody,
    roles: () => roles.all().map(roleOf),
    pin: (staffId) => {
      const row = pin.get(staffId);
      return row && { pinHash: row.pin_hash, long: row.long === 1, wrongCount: row.wrong_count, retryAtMs: row.retry_at_ms };
    },
    setPin: (staffId, pinHash, digits) => void setPin.run(staffId, pinHash, digits >= LONG_PIN ? 1 : 0),
    setWrongPins: (staffId, wrongCount, retryAtMs) => void setWrong.run(wrongCount, retryAtMs, staffId),
  };
}

/** What a role was given when this till knew fewer rights, or more, is read as far as they are known. */
function roleOf({ id, names, rights, discount_ppm, badge_suffices }: RoleRow): Role {
  const role = { id, names: JSON.parse(names) };
  if (id === OWNER) return { ...role, rights: [...RIGHTS], limits: { discountPpm: 1_000_000 }, badgeSuffices: false };
  const given: string[] = JSON.parse(rights);
  return {
    ...role,
    rights: RIGHTS.filter((right) => given.includes(right)),
    limits: { discountPpm: discount_ppm },
    badgeSuffices: badge_suffices === 1,
  };
}

export function createStaffWriter(db: Database) {
  const putStaff = db.prepare(
    `INSERT INTO staff (id, name, role, active) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active`,
  );
  const putRole = db.prepare(
    `INSERT INTO role (id, names, rights, discount_ppm, badge_suffices, active) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET names = excluded.names, rights = excluded.rights, discount_ppm = excluded.discount_ppm,
       badge_suffices = excluded.badge_suffices, active = excluded.active`,
  );
  return {
    putStaff: ({ id, name, role, active }: FactBody<'staff_put'>) => void putStaff.run(id, name, role, active ? 1 : 0),
    putRole: ({ id, names, rights, limits, badgeSuffices, active }: FactBody<'role_put'>) =>
      void putRole.run(id, canonicalJson(names), canonicalJson(rights), limits.discountPpm, badgeSuffices ? 1 : 0, active ? 1 : 0),
  };
}
