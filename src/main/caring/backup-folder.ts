// Channel backups in a folder: one file each, named by node, number of channels and time, so that a person finds the right
// one without the till. A file that has its name is whole and on the disk, and was read back.
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelBackup } from '../lightning/node-care.ts';
import { writeWholeFile } from '../store/durable-file.ts';

/** Older ones serve as well as long as the channels are the same; more than one, since a file can rot. */
const KEPT = 10;

export interface KeptBackup {
  fileName: string;
  takenAtMs: number;
  channelCount: number;
}

/** Of a node, newest first. Throws what the file system does when there is no such folder. */
export async function listBackups(dir: string, nodeId: string): Promise<KeptBackup[]> {
  const kept: KeptBackup[] = [];
  for (const fileName of await readdir(dir)) {
    const match = /^channels-([0-9a-f]{16})-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)-(\d+)\.backup$/.exec(fileName);
    if (!match) continue;
    const [, node, day, hour, minute, second, channelCount] = match;
    if (!nodeId.startsWith(node as string)) continue;
    kept.push({ fileName, takenAtMs: Date.parse(`${day}${hour}:${minute}:${second}`), channelCount: Number(channelCount) });
  }
  return kept.sort((a, b) => b.takenAtMs - a.takenAtMs);
}

export function backupFileName(nodeId: string, { channelCount }: Pick<ChannelBackup, 'channelCount'>, takenAtMs: number): string {
  return `channels-${nodeId.slice(0, 16)}-${new Date(takenAtMs).toISOString().replaceAll(':', '-')}-${channelCount}.backup`;
}

/** Writes it into a folder that is there, and lets go of old ones. Throws what the file system does. */
export async function keepBackup(dir: string, nodeId: string, backup: ChannelBackup, takenAtMs: number): Promise<void> {
  // A folder that is not there is a stick that was pulled out: one made in its place would be on the wrong disk.
  if (!(await stat(dir)).isDirectory()) throw Object.assign(new Error(`${dir} is no folder`), { code: 'ENOTDIR' });
  const path = join(dir, backupFileName(nodeId, backup, takenAtMs));
  await writeWholeFile(path, backup.bytes);
  const written = await readFile(path);
  if (!written.equals(backup.bytes)) {
    await rm(path, { force: true });
    throw Object.assign(new Error(`${path} does not read back as it was written`), { code: 'EIO' });
  }
  for (const old of superfluous(await listBackups(dir, nodeId))) await rm(join(dir, old.fileName), { force: true });
}

/**
 * Those of `kept` (newest first) that may go. The newest stay, and the newest of those with the most channels: a node that came
 * back from its seed has no channels until they are restored, and must not push out the backup that they are restored from.
 */
export function superfluous(kept: readonly KeptBackup[]): KeptBackup[] {
  const most = Math.max(0, ...kept.map(({ channelCount }) => channelCount));
  const richest = kept.find(({ channelCount }) => channelCount === most);
  return kept.slice(KEPT).filter((old) => old !== richest);
}
