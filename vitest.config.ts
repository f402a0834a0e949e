// Two projects: `unit` runs beside the code in seconds; `crash` kills whole processes and takes its time.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts', 'tests/till/**/*.test.ts'],
          // Ends what hangs. A shared machine that stands still for seconds is no failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'crash', include: ['tests/crash/**/*.test.ts'], testTimeout: 1_200_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
});
