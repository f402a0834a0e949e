// From the start of the till's process to the moment when it can sell, with years of sales and 300,000 articles; and what
// it then has in memory. The floor is the same program on a shop that was opened yesterday.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTill } from '../tests/crash/till-process.ts';
import type { Bench } from './bench.ts';
import { type Figure, inTurns } from './measure.ts';

const BYTES_A_KIB = 1024;

export async function start({ turns, largeDataDir, sales, note }: Bench): Promise<Figure[]> {
  const newDataDir = mkdtempSync(join(tmpdir(), 'flash-till-start-'));
  const startOn = async (dataDir: string) => {
    const fromMs = performance.now();
    const till = await startTill(dataDir);
    const readyMs = performance.now() - fromMs;
    if (dataDir === largeDataDir) note('memory of the till, just started', `${memoryMb(till.pid)} MB`);
    await till.stop();
    return readyMs;
  };
  try {
    const measured = await inTurns({
      figure: () => startOn(largeDataDir),
      floor: () => startOn(newDataDir),
      turns: turns(20),
      warmUp: 1,
    });
    return [{ name: `start to can-sell, ${sales} sales`, floorName: 'start of a new shop', aim: { medianMs: 1000 }, ...measured }];
  } finally {
    rmSync(newDataDir, { recursive: true });
  }
}

/** What of the process is in memory (resident), as far as the system tells. */
export function memoryMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  return Math.round((kib * BYTES_A_KIB) / 1e6);
}
