// One network of real nodes for the whole suite: started before the first test, gone after the last. Tests reach it by
// `inject('network')` and leave it as whole as they found it; what breaks nodes brings its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type NetworkDescription, startNetwork } from '../../tools/lightning/network.ts';

declare module 'vitest' {
  interface ProvidedContext {
    network: NetworkDescription;
  }
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'lightning-'));
  const network = await startNetwork({ dir });
  provide('network', network.description);
  return async () => {
    await network.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
