// Staff badges: whose each is, when it was made and last used. What opens it is an HMAC.
import type { Database } from 'better-sqlite3';
import type { BadgeKind } from '../../shared/staff.ts';
import type { JournalEntry } from './facts.ts';

export interface StoredBadge {
  id: string;
  staffId: string;
  kind: BadgeKind;
  madeAtMs: number;
  lastUsedAtMs: number | null;
  revoked: boolean;
}

export interface BadgeStore {
  /** Those that hold, the newest first. */
  ofPerson(staffId: string): StoredBadge[];
  find(badgeId: string): StoredBadge | undefined;
  /** The one that holds; where none does, the last one that did. */
  byHash(hash: string): StoredBadge | undefined;
}

interface Row {
  id: string;
  staff_id: string;
  kind: BadgeKind;
  made_at_ms: number;
  last_used_at_ms: number | null;
  revoked_at_ms: number | null;
}

const fromRow = (row: Row): StoredBadge => ({
  id: row.id,
  staffId: row.staff_id,
  kind: row.kind,
  madeAtMs: row.made_at_ms,
  lastUsedAtMs: row.last_used_at_ms,
  revoked: row.revoked_at_ms !== null,
});

export function createBadgeStore(db: Database): BadgeStore {
  const ofPerson = db.prepare<[string], Row>('SELECT * FROM badge WHERE staff_id = ? AND revoked_at_ms IS NULL ORDER BY made_at_ms DESC, id DESC');
  const find = db.prepare<[string], Row>('SELECT * FROM badge WHERE id = ?');
  const byHash = db.prepare<[string], Row>('SELECT * FROM badge WHERE hash = ? ORDER BY revoked_at_ms IS NOT NULL, revoked_at_ms DESC LIMIT 1');
  const one = (row: Row | undefined) => row && fromRow(row);
  return {
    ofPerson: (staffId) => ofPerson.all(staffId).map(fromRow),
    find: (badgeId) => one(find.get(badgeId)),
    byHash: (hash) => one(byHash.get(hash)),
  };
}

export function createBadgeWriter(db: Database) {
  const make = db.prepare('INSERT INTO badge (id, staff_id, kind, hash, made_at_ms) VALUES (?, ?, ?, ?, ?)');
  const revoke = db.prepare('UPDATE badge SET revoked_at_ms = ? WHERE id = ?');
  const use = db.prepare('UPDATE badge SET last_used_at_ms = ? WHERE id = ?');
  return {
    make: ({ atMs, body: { badgeId, staffId, kind, hash } }: JournalEntry<'badge_made'>) => void make.run(badgeId, staffId, kind, hash, atMs),
    revoke: ({ atMs, body }: JournalEntry<'badge_revoked'>) => void revoke.run(atMs, body.badgeId),
    /** Signed in with it, or approved. */
    use({ atMs, body }: JournalEntry<'signed_in'> | JournalEntry<'approved'>) {
      if (body.badgeId !== undefined) use.run(atMs, body.badgeId);
    },
  };
}
