// The channel backups of the shop's node: taken at the start and with each change of the channels, believed when the node
// could read them back, and kept in two places. A place that is away (a USB stick that was pulled out) is tried until it is back.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupPlace, BackupsState } from '../../shared/lightning-care.ts';
import type { ChannelBackup, NodeCare } from '../lightning/node-care.ts';
import type { Log } from '../log.ts';
import { backupFileName, keepBackup, listBackups } from './backup-folder.ts';

const LOOK_EVERY_MS = 60_000;
const LISTEN_AGAIN_MS = 5_000;

export interface BackupsParts {
  care: NodeCare;
  nodeId: string;
  /** The shop's own folder: the first place is in it. */
  shopDir: string;
  /** The second place, as the settings have it. */
  secondDir: () => string | null;
  nowMs: () => number;
  publish: (state: BackupsState) => void;
  log: Log;
}

export interface Backups {
  /** The settings name another second place. */
  placesChanged(): void;
  /** The newest, for whoever takes it away by hand; null while the node has given none. */
  newest(): { fileName: string; bytes: Uint8Array } | null;
  close(): Promise<void>;
}

type Taken = ChannelBackup & { takenAtMs: number };

export function keepBackups({ care, nodeId, shopDir, secondDir, nowMs, publish, log }: BackupsParts): Backups {
  const firstDir = join(shopDir, 'channel-backups');
  let taken: Taken | null = null;
  /** Told by the node while the one before was still being written. */
  let next: ChannelBackup | null = null;
  let unreadable = false;
  let places: BackupPlace[] = [];
  let working: Promise<void> = Promise.resolve();
  let stopListening: (() => void) | null = null;
  let listenAgain: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = () => {
    if (!closed) publish({ newest: taken && { takenAtMs: taken.takenAtMs, channelCount: taken.channelCount }, unreadable, places });
  };

  const lookAt = async (kind: BackupPlace['kind'], dir: string): Promise<BackupPlace> => {
    try {
      const isNewest = (fileName: string) => taken !== null && fileName === backupFileName(nodeId, taken, taken.takenAtMs);
      const kept = await listBackups(dir, nodeId);
      // Also when somebody emptied the folder, or put in another stick.
      if (taken !== null && !kept.some(({ fileName }) => isNewest(fileName))) await keepBackup(dir, nodeId, taken, taken.takenAtMs);
      const newestAtMs = taken?.takenAtMs ?? kept[0]?.takenAtMs ?? null;
      const trouble = kind === 'second' && onOneDisk(dir, shopDir) ? 'same_disk' : null;
      return { kind, dir, newestAtMs, trouble };
    } catch (cause) {
      const before = places.find((place) => place.kind === kind && place.dir === dir);
      const trouble = troubleOf(cause);
      if (before?.trouble !== trouble) log.warn('backups.not_kept', { place: kind, trouble, reason: String(cause) });
      return { kind, dir, newestAtMs: before?.newestAtMs ?? null, trouble };
    }
  };

  const lookAtPlaces = async () => {
    const second = secondDir();
    const looked = [await lookAt('till', firstDir)];
    if (second !== null) looked.push(await lookAt('second', second));
    places = looked;
    tell();
  };

  const take = async (backup: ChannelBackup) => {
    // What the node cannot read is no backup, and takes no place of one.
    unreadable = !(await care.verifyBackup(backup.bytes));
    if (unreadable) log.error('backups.unreadable', new Error('the node cannot read its own channel backup'));
    else taken = { ...backup, takenAtMs: nowMs() };
  };

  const work = async (ask: boolean) => {
    if (closed) return;
    try {
      const told = next;
      next = null;
      if (told !== null) await take(told);
      else if (ask || taken === null) await take(await care.channelBackup());
    } catch (cause) {
      // The node is away: its health says so, and the places are looked after all the same.
      log.warn('backups.not_taken', { reason: String(cause) });
    }
    await lookAtPlaces();
  };
  /** One after the other: two never write the same file. */
  const queue = (ask: boolean) => {
    working = working.then(() => work(ask));
  };

  const listen = () => {
    stopListening = care.onChannelBackup(
      (backup) => {
        next = backup;
        queue(false);
      },
      () => {
        if (closed) return;
        listenAgain = setTimeout(() => {
          listen();
          // What changed meanwhile was not told.
          queue(true);
        }, LISTEN_AGAIN_MS);
      },
    );
  };

  mkdirSync(firstDir, { recursive: true, mode: 0o700 });
  listen();
  queue(true);
  const timer = setInterval(() => queue(false), LOOK_EVERY_MS);

  return {
    placesChanged: () => queue(false),
    newest: () => taken && { fileName: backupFileName(nodeId, taken, taken.takenAtMs), bytes: taken.bytes },
    async close() {
      closed = true;
      clearInterval(timer);
      clearTimeout(listenAgain);
      stopListening?.();
      await working;
    },
  };
}

function troubleOf(cause: unknown): NonNullable<BackupPlace['trouble']> {
  switch (cause instanceof Error && 'code' in cause ? cause.code : undefined) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
      return 'missing';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full';
    default:
      return 'refused';
  }
}

/** A mount point without its stick is a folder on the till's own disk as well. */
function onOneDisk(one: string, other: string): boolean {
  return statSync(one).dev === statSync(other).dev;
}
