// Whether Lightning nodes can be had on this machine, and why not. Plain JavaScript for whatever Node the machine has:
// `npm test` asks before anything else.
import { spawnSync } from 'node:child_process';

/** Where Go's own installer puts it; a shell that never read its profile does not have it on the PATH. */
const INSTALLED = '/usr/local/go/bin/go';

/**
 * The `go` that builds the nodes, or the reason why there will be none.
 * @returns {{ go: string } | { missing: string }}
 */
export function findGo() {
  if (process.platform === 'win32') return { missing: 'the Lightning nodes run on Linux and macOS only' };
  const go = ['go', INSTALLED].find((program) => spawnSync(program, ['version']).status === 0);
  return go ? { go } : { missing: 'Go is not installed (https://go.dev/dl), and the Lightning nodes are built with it' };
}
