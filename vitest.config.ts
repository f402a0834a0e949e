// Two projects: `unit` runs beside the code in seconds; `crash` kills whole processes and takes its time.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts', 'tests/till/**/*.test.ts'] } },
      { test: { name: 'crash', include: ['tests/crash/**/*.test.ts'], testTimeout: 1_200_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
});
