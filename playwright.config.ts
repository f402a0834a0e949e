// End-to-end tests: a real browser, a real till (the built one), each test with its own data folder.
import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/browsers.mjs';

const asRoot = process.getuid?.() === 0;
const executablePath = findChromium();

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 2,
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    // Without its film, which costs more than the test itself.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(executablePath && { executablePath }),
      // Sounds as in the kiosk: also on a page that nobody has touched yet.
      args: ['--autoplay-policy=no-user-gesture-required', ...(asRoot ? ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] : [])],
    },
  },
});
