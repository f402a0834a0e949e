// `unit` runs beside the code in seconds; `crash` kills whole processes and takes its time; the tests of `lightning` share a network
// of real nodes, and those of `lightning-apart` bring their own and run three at a time: they mostly wait.
import { defineConfig } from 'vitest/config';

const APART = 'tests/lightning/{breakdowns,chain-away,lnd-capacity,looking-after,paying,recovery,screens}.test.ts';
/**
 * Threads started from a test read TypeScript through Node's WebAssembly, which the built till's threads don't have. V8 now and then
 * frees a wrapper of it twice when threads reach its next tier (ThreadIsolation::UnregisterWasmAllocation, SIGTRAP): none gets there.
 */
const STAY_IN_FIRST_TIER = '--wasm-wrapper-tiering-budget=2000000000';
const REAL_NODES = { execArgv: [STAY_IN_FIRST_TIER], testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          execArgv: [STAY_IN_FIRST_TIER],
          // Much of it waits for lines and threads, so also on two cores.
          maxWorkers: 2,
          include: ['src/**/*.test.{ts,tsx}', '{scripts,bench,tools,tests/till,tests/simulation,tests/devices,tests/fuzz}/**/*.test.ts'],
          // Ends what hangs. A shared machine that stands still for seconds is no failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'crash', include: ['tests/crash/**/*.test.ts'], testTimeout: 1_200_000, hookTimeout: 120_000, fileParallelism: false } },
      {
        test: {
          name: 'lightning',
          include: ['tests/lightning/**/*.test.ts'],
          exclude: [APART],
          globalSetup: 'tests/lightning/shared-network.ts',
          ...REAL_NODES,
          fileParallelism: false,
        },
      },
      { test: { name: 'lightning-apart', include: [APART], ...REAL_NODES, maxWorkers: 3 } },
    ],
  },
});
