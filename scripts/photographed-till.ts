// A built till with a browser in front of it, for the scripts that take pictures: `npm run build` first. Needs Chromium.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const PICTURES = join(ROOT, 'docs', 'pictures');
const LONGEST_WAIT_MS = 10_000;

export async function startTill(dataDir: string): Promise<{ child: ChildProcess; urls: Record<string, string> }> {
  const child = spawn(process.execPath, [join(ROOT, 'out', 'main', 'browser.js'), '--data', dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ready: ')) return { child, urls: JSON.parse(line.slice('ready: '.length)) as Record<string, string> };
  }
  throw new Error('the till ended before it was ready');
}

export async function openBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...asRoot, '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];
  try {
    return await chromium.launch({ args });
  } catch {
    // Playwright has no browser of its own here: the system's serves.
    return chromium.launch({ args, executablePath: '/usr/bin/chromium' });
  }
}

export async function open(browser: Browser, url: string | undefined, viewport: { width: number; height: number }): Promise<Page> {
  if (url === undefined) throw new Error('no such screen');
  const page = await (await browser.newContext({ viewport, colorScheme: 'light', locale: 'en' })).newPage();
  page.setDefaultTimeout(LONGEST_WAIT_MS);
  await page.goto(url);
  return page;
}
