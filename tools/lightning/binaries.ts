// lnd and btcd, built from the versions that go.mod and go.sum pin, once: they are kept outside the repository under a name
// that changes with what they are built from. From nothing it takes about three minutes and 160 MB of download.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { mustRunStep, SetUpError } from '../../scripts/steps.mjs';
import { findGo } from './find-go.mjs';

export interface Binaries {
  lnd: string;
  btcd: string;
}

const MODULE = new URL('.', import.meta.url).pathname;
const PACKAGES = ['github.com/lightningnetwork/lnd/cmd/lnd', 'github.com/btcsuite/btcd'];
const TAGS = 'lowscrypt invoicesrpc routerrpc walletrpc signrpc chainrpc peersrpc watchtowerrpc wtclientrpc neutrinorpc kvdb_sqlite';
// Unoptimised: half the time to build, and payments a fifth slower.
const FLAGS = ['-mod=readonly', '-trimpath', '-gcflags=all=-N -l', '-tags', TAGS];
const LOCK_POLL_MS = 200;

/** Builds what is missing. Throws SetUpError, whose message is for people. */
export async function getBinaries(): Promise<Binaries> {
  const hash = createHash('sha256').update(FLAGS.join(' ')).update(PACKAGES.join(' '));
  for (const name of ['go.mod', 'go.sum']) hash.update(readFileSync(join(MODULE, name)));
  const kept = join(cacheDir(), hash.digest('hex').slice(0, 16));
  const binaries = { lnd: join(kept, 'lnd'), btcd: join(kept, 'btcd') };
  if (existsSync(kept)) return binaries;

  const found = findGo();
  if ('missing' in found) throw new SetUpError(`There are no Lightning nodes here: ${found.missing}.`);
  mkdirSync(cacheDir(), { recursive: true });
  const release = await lock(join(cacheDir(), 'build.lock'));
  try {
    // Another build may have been waited for.
    if (!existsSync(kept)) await build(found.go, kept);
  } finally {
    release();
  }
  return binaries;
}

/** Under a name of its own until it is whole: what was cut short is never taken for built. */
async function build(go: string, kept: string): Promise<void> {
  const unfinished = mkdtempSync(`${kept}-`);
  try {
    await mustRunStep('Building the Lightning nodes (once, about three minutes)', go, ['build', ...FLAGS, '-o', `${unfinished}/`, ...PACKAGES], {
      cwd: MODULE,
      env: { ...process.env, CGO_ENABLED: '0' },
    });
    renameSync(unfinished, kept);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** XDG Base Directory Specification: a relative path is invalid and ignored. */
function cacheDir(): string {
  const { XDG_CACHE_HOME: cacheHome } = process.env;
  return join(cacheHome && isAbsolute(cacheHome) ? cacheHome : join(homedir(), '.cache'), 'flash-till', 'lightning');
}

/** One build at a time on a machine. The lock is the operating system's, held through SQLite: it ends with the process. */
async function lock(path: string): Promise<() => void> {
  const held = new Database(path, { timeout: 0 });
  for (;;) {
    try {
      held.exec('BEGIN EXCLUSIVE');
      return () => held.close();
    } catch (cause) {
      if (!(cause instanceof Database.SqliteError && cause.code === 'SQLITE_BUSY')) throw cause;
      await pause(LOCK_POLL_MS);
    }
  }
}
