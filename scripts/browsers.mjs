// Finds or gets what can show the till: Electron's binary, or a Chromium. What could not be downloaded is remembered, so
// that a later start does not ask the network again.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tillNode } from './prepare.mjs';
import { likelyReason, runStep, say } from './steps.mjs';

const DOWNLOAD_MS = 15 * 60_000;

/** @typedef {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string }} Machine */

/** @returns {Machine} */
const thisMachine = () => ({ platform: process.platform, env: process.env, home: os.homedir() });

/** The Chromiums that Playwright has downloaded, newest first. @param {Machine} machine */
function playwrightChromiums({ platform, env, home }) {
  const caches = { win32: path.join(env.LOCALAPPDATA ?? home, 'ms-playwright'), darwin: path.join(home, 'Library/Caches/ms-playwright') };
  const dir = env.PLAYWRIGHT_BROWSERS_PATH || (caches[/** @type {'win32'} */ (platform)] ?? path.join(home, '.cache/ms-playwright'));
  const programs = ['chrome-linux64/chrome', 'chrome-linux/chrome', 'chrome-win64/chrome.exe', 'chrome-win/chrome.exe'].concat(
    ['chrome-mac-arm64', 'chrome-mac-x64', 'chrome-mac'].flatMap((folder) => [
      `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
      `${folder}/Chromium.app/Contents/MacOS/Chromium`,
    ]),
  );
  if (!fs.existsSync(dir)) return [];
  const builds = fs.readdirSync(dir).filter((name) => /^chromium-\d+$/.test(name));
  builds.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return builds.flatMap((build) => programs.map((program) => path.join(dir, build, program)));
}

/** Those that the system has. @param {Machine} machine */
function installedChromiums({ platform, env, home }) {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', path.join(home, 'Applications')].map((folder) => path.join(folder, `${name}.app`, 'Contents/MacOS', name)),
    );
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((folder) => folder !== undefined);
    return ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].flatMap((program) =>
      folders.map((folder) => path.join(folder, program)),
    );
  }
  const folders = (env.PATH ?? '').split(':').filter((folder) => path.isAbsolute(folder));
  return ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge'].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
}

/** A Chromium on this machine. */
export function findChromium(machine = thisMachine()) {
  return [...playwrightChromiums(machine), ...installedChromiums(machine)].find((program) => fs.existsSync(program));
}

/** Whether a window can be opened at all. */
export function hasDisplay({ platform, env } = thisMachine()) {
  return platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * A Chromium, downloaded or installed where there is none; undefined when none is to be had.
 * @param {string} root
 */
export async function getChromium(root) {
  const found = findChromium();
  if (found) return found;
  const playwright = path.join(root, 'node_modules', 'playwright-core', 'cli.js');
  const download = await runStep('Downloading Chromium (once)', tillNode(root), [playwright, 'install', 'chromium'], {
    cwd: root,
    timeoutMs: DOWNLOAD_MS,
  });
  if (!download.ok && process.platform === 'linux' && process.getuid?.() === 0) await installFromDebian(root, ['chromium']);
  const got = findChromium();
  if (!got) say(`There is no Chromium, and none could be downloaded. ${likelyReason(download.output)}`);
  return got;
}

/**
 * @param {string} root
 * @param {readonly string[]} packages
 */
export async function installFromDebian(root, packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const list = await runStep('Asking the system for its packages', 'apt-get', ['update'], { cwd: root, env, timeoutMs: DOWNLOAD_MS });
  if (!list.ok) return list;
  return runStep(`Installing ${packages.join(', ')} (once)`, 'apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
    cwd: root,
    env,
    timeoutMs: DOWNLOAD_MS,
  });
}

/** Electron's binary, if it is there. @param {string} root */
export function findElectron(root) {
  const dir = path.join(root, 'node_modules', 'electron');
  const pathFile = path.join(dir, 'path.txt');
  if (!fs.existsSync(pathFile)) return undefined;
  const program = path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH || path.join(dir, 'dist'), fs.readFileSync(pathFile, 'utf8'));
  return fs.existsSync(program) ? program : undefined;
}

/**
 * Electron's binary, downloaded where it is not there; undefined when it is not to be had. A download that failed before is
 * tried again only on `again`.
 * @param {string} root
 * @param {{ again: boolean }} options
 */
export async function getElectron(root, { again }) {
  const found = findElectron(root);
  if (found) return found;
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8'));
  const failedFile = path.join(root, '.cache', `electron-${version}-not-to-be-had`);
  if (!again && fs.existsSync(failedFile)) {
    say('Electron could not be downloaded before; npm start -- --window electron tries it again.');
    return undefined;
  }
  const script = path.join(root, 'node_modules', 'electron', 'install.js');
  const { ok, output } = await runStep('Downloading Electron (once, about 120 MB)', tillNode(root), [script], { cwd: root, timeoutMs: DOWNLOAD_MS });
  const got = findElectron(root);
  if (ok && got) return got;
  fs.mkdirSync(path.dirname(failedFile), { recursive: true });
  fs.writeFileSync(failedFile, output);
  say(`Electron could not be downloaded. ${likelyReason(output)}`);
  return undefined;
}
