// Wrong badges and voucher codes of the last minutes, as the journal has them: a till that is started anew does not let try anew.
import type { Database } from 'better-sqlite3';

export interface RecentRefusal {
  atMs: number;
  /** With it codes of its kind were not looked at any more. */
  locked: boolean;
}

/** Of the entries that are looked at, in case a clock was set back and none of them seems old. */
const MOST_ENTRIES = 5_000;

/** Since `sinceMs`, oldest first. Of vouchers only those that locked are facts. */
export function recentRefusals(db: Database, kind: 'badge_refused' | 'voucher_codes_refused', sinceMs: number): RecentRefusal[] {
  const entries = db.prepare<[number], { atMs: number; kind: string; wrongCount: number | null }>(
    `SELECT at_ms AS atMs, kind, CASE WHEN kind IN ('badge_refused', 'voucher_codes_refused') THEN body ->> '$.wrongCount' END AS wrongCount
     FROM journal ORDER BY seq DESC LIMIT ?`,
  );
  const found: RecentRefusal[] = [];
  for (const entry of entries.iterate(MOST_ENTRIES)) {
    if (entry.atMs < sinceMs) break;
    if (entry.kind === kind) found.unshift({ atMs: entry.atMs, locked: entry.wrongCount !== null });
  }
  return found;
}
