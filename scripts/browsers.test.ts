import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium, findElectron, hasDisplay } from './browsers.mjs';

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-browsers-'));
});
afterEach(() => fs.rmSync(home, { recursive: true }));

function program(...parts: string[]): string {
  const file = path.join(home, ...parts);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '');
  return file;
}

describe('a Chromium', () => {
  const linux = () => ({ platform: 'linux' as const, env: { PATH: `${home}/bin:relative:${home}/usr` }, home });

  it('is not found where there is none', () => {
    expect(findChromium(linux())).toBeUndefined();
  });

  it('is found on the path, Chromium before Chrome', () => {
    const chrome = program('bin', 'google-chrome');
    expect(findChromium(linux())).toBe(chrome);
    const chromium = program('usr', 'chromium');
    expect(findChromium(linux())).toBe(chromium);
  });

  it('is first looked for among Playwright’s, the newest first', () => {
    program('bin', 'chromium');
    program('.cache/ms-playwright/chromium-999/chrome-linux/chrome');
    const newest = program('.cache/ms-playwright/chromium-1200/chrome-linux64/chrome');
    program('.cache/ms-playwright/chromium_headless_shell-1300/chrome-linux/chrome');
    expect(findChromium(linux())).toBe(newest);
  });

  it('is found on Windows and macOS', () => {
    const edge = program('Microsoft/Edge/Application/msedge.exe');
    expect(findChromium({ platform: 'win32', env: { PROGRAMFILES: home }, home })).toBe(edge);
    const mac = program('Applications/Chromium.app/Contents/MacOS/Chromium');
    expect(findChromium({ platform: 'darwin', env: {}, home })).toBe(mac);
  });
});

describe('a display', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['win32', {}, true],
    ['darwin', {}, true],
  ] as const)('on %s with %j: %s', (platform, env, there) => {
    expect(hasDisplay({ platform, env, home })).toBe(there);
  });
});

describe('Electron', () => {
  it('is there when the binary is, not when only its package is', () => {
    program('node_modules/electron/package.json');
    expect(findElectron(home)).toBeUndefined();
    fs.writeFileSync(program('node_modules/electron/path.txt'), 'electron');
    expect(findElectron(home)).toBeUndefined();
    const binary = program('node_modules/electron/dist/electron');
    expect(findElectron(home)).toBe(binary);
  });
});
