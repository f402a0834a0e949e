// The lnd program that the node is run with: the one on the path, or one that a manager names; and whether it is one.
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { basename, delimiter, isAbsolute, join } from 'node:path';
import { OwnNodeFailure } from './own-node-failure.ts';

const NAMES = ['lnd', 'lnd.exe'];
/** The first whose answers the till was written for. */
const FIRST_MINOR = 18;
const ANSWER_MS = 10_000;

/** The first lnd on the path; empty when there is none. */
export function programOnPath(searchPath: string): string {
  for (const dir of searchPath.split(delimiter).filter(isAbsolute)) {
    const found = NAMES.map((name) => join(dir, name)).find(isExecutable);
    if (found) return found;
  }
  return '';
}

/** Throws OwnNodeFailure: `no_program`, `not_lnd` or `old_version`. Only what is called lnd is started to find out. */
export async function checkProgram(path: string): Promise<void> {
  if (!isAbsolute(path) || !isExecutable(path)) throw new OwnNodeFailure('no_program', `nothing to start at ${path}`);
  if (!NAMES.includes(basename(path))) throw new OwnNodeFailure('not_lnd', `${basename(path)} is not called lnd`);
  const version = /^lnd version (\d+)\.(\d+)\./.exec(await said(path));
  if (!version) throw new OwnNodeFailure('not_lnd', 'it does not say that it is lnd');
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major === 0 && minor < FIRST_MINOR) throw new OwnNodeFailure('old_version', version[0]);
}

/** Empty when it says nothing that could be a version, or does not end. */
function said(path: string): Promise<string> {
  return new Promise((resolve) => execFile(path, ['--version'], { timeout: ANSWER_MS, maxBuffer: 65_536 }, (_cause, stdout) => resolve(stdout)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
