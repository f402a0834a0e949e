// Kept copies of a shop's database: one a day, and one before each change of schema. They are what a restore falls back
// on, so a copy is complete and on the disk before it has its name, and the newest of the old ones always stays.
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { publishFile } from './durable-file.ts';
import { schemaVersion } from './migrate.ts';

const KEPT_DAILY = 7;
const KEPT_BEFORE_UPGRADE = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface Copy {
  path: string;
  kind: 'daily' | 'before_upgrade';
  madeAtMs: number;
}

/** The copies of the database at `path`, newest first. */
export function listCopies(path: string): Copy[] {
  const folder = copiesFolder(path);
  if (!existsSync(folder)) return [];
  const copies: Copy[] = [];
  for (const name of readdirSync(folder)) {
    const match = /^(daily|version-\d+)-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.sqlite$/.exec(name);
    if (!match) continue;
    const [, label, day, hour, minute, second] = match;
    copies.push({
      path: join(folder, name),
      kind: label === 'daily' ? 'daily' : 'before_upgrade',
      madeAtMs: Date.parse(`${day}${hour}:${minute}:${second}`),
    });
  }
  return copies.sort((a, b) => b.madeAtMs - a.madeAtMs);
}

/** Whether none was made within the last day. */
export function dailyCopyDue(path: string, nowMs: number): boolean {
  // A copy from the future was made by a wrong clock, and counts for nothing.
  return !listCopies(path).some(({ kind, madeAtMs }) => kind === 'daily' && madeAtMs <= nowMs && nowMs - madeAtMs < DAY_MS);
}

/**
 * Copies what `db` (a read-only connection is enough) has committed to a file of its own and returns that file's path.
 * Blocks until it is done: seconds for a large database. Throws `ENOSPC` when there is no room to spare for it.
 */
export function keepCopy(db: Database, kind: Copy['kind'], nowMs: number): string {
  const folder = copiesFolder(db.name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name));
  makeRoom(db.name);
  const label = kind === 'daily' ? 'daily' : `version-${schemaVersion(db)}`;
  const copy = join(folder, `${label}-${new Date(nowMs).toISOString().replaceAll(':', '-')}.sqlite`);
  const part = `${copy}.part`;
  try {
    db.prepare('VACUUM INTO ?').run(part);
    publishFile(part, copy);
  } finally {
    rmSync(part, { force: true });
  }
  const kept = kind === 'daily' ? KEPT_DAILY : KEPT_BEFORE_UPGRADE;
  for (const old of listCopies(db.name)
    .filter((c) => c.kind === kind && c.path !== copy)
    .slice(kept - 1))
    rmSync(old.path);
  return copy;
}

/** Old daily copies make way for a new one; as much room again must stay free for selling. */
function makeRoom(path: string): void {
  const bytes = statSync(path).size + (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  const enough = () => {
    const disk = statfsSync(dirname(path));
    return disk.bavail * disk.bsize >= 2 * bytes;
  };
  const old = listCopies(path).filter(({ kind }) => kind === 'daily');
  while (!enough() && old.length > 1) rmSync((old.pop() as Copy).path);
  if (!enough()) throw Object.assign(new Error(`no room for a copy of ${bytes} bytes`), { code: 'ENOSPC' });
}

function copiesFolder(path: string): string {
  return join(dirname(path), 'copies');
}
