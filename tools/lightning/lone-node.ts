// One LND node with nobody around it, for what needs no channels: it starts in a second, and ends with this process.
import { getBinaries } from './binaries.ts';
import { type LndNode, type LndOptions, startLnd } from './lnd.ts';
import { createPrograms } from './programs.ts';

/** `chain`: of a network that runs, or null for none. */
export async function startLoneNode(options: LndOptions): Promise<LndNode> {
  const binaries = await getBinaries();
  return startLnd(createPrograms(), binaries.lnd, options);
}
