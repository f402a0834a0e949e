// Three projects: `unit` runs beside the code in seconds; `crash` kills whole processes and takes its time; `lightning` has a
// network of real nodes.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts', 'tests/till/**/*.test.ts', 'tools/**/*.test.ts'],
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
          globalSetup: 'tests/lightning/shared-network.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 60_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
