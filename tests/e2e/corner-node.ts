// An lnd of its own for the tests of one file: it answers, makes invoices, and has no chain behind it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findGo } from '../../tools/lightning/find-go.mjs';
import type { LndNode } from '../../tools/lightning/lnd.ts';
import { startLoneNode } from '../../tools/lightning/lone-node.ts';
import { test } from './till-fixture.ts';

/** Skips the file where Go is not there to build lnd. `dir` is the file's own folder, gone after it. */
export function startCornerNode(): { readonly node: LndNode; readonly dir: string } {
  const found = findGo();
  test.skip('missing' in found, 'missing' in found ? found.missing : '');
  let dir = '';
  let started: LndNode | undefined;
  test.beforeAll(async () => {
    // Building lnd for the first time takes minutes.
    test.setTimeout(600_000);
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-lnd-'));
    started = await startLoneNode({ name: 'corner-node', dir: path.join(dir, 'node'), chain: null });
  });
  test.afterAll(async () => {
    await started?.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });
  return {
    get node() {
      if (!started) throw new Error('the node is started before the tests, not before the file');
      return started;
    },
    get dir() {
      return dir;
    },
  };
}
