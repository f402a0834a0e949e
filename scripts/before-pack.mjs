// Called by electron-builder before it packs for a system: npm has installed the native libraries of this machine, and a
// package for another one needs that one's. Which there are is in the lock file.
import fs from 'node:fs';
import path from 'node:path';
import { Arch } from 'electron-builder';
import { ROOT } from './prepare.mjs';
import { mustRunStep } from './steps.mjs';

/** @typedef {{ version: string, optional?: boolean, dev?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Locked */

/**
 * The native libraries that the product has on a system, as `name@version`.
 * @param {Record<string, Locked>} packages The lock file's.
 * @param {{ platform: string, arch: string }} target
 */
export function nativeLibraries(packages, { platform, arch }) {
  return Object.entries(packages)
    .filter(([name, { optional, dev, os, cpu, libc }]) => {
      const isForTarget = os?.includes(platform) && cpu?.includes(arch) && (!libc || libc.includes('glibc'));
      // Electron brings its own Node, and on Windows a native library may have a build for each of those that run it.
      const isForElectron = !name.startsWith('node_modules/node-') && !/-(node|bun)$/.test(name);
      return optional && !dev && isForTarget && isForElectron;
    })
    .map(([name, { version }]) => `${name.slice('node_modules/'.length)}@${version}`);
}

/** @param {{ electronPlatformName: string, arch: Arch }} context */
export default async function beforePack({ electronPlatformName: platform, arch }) {
  const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
  const wanted = nativeLibraries(packages, { platform, arch: Arch[arch] });
  const missing = wanted.filter((library) => !fs.existsSync(path.join(ROOT, 'node_modules', library.slice(0, library.lastIndexOf('@')))));
  if (missing.length === 0) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // They are for another machine, which npm refuses unless it is forced.
  const args = ['install', '--no-save', '--force', '--no-audit', '--no-fund', '--loglevel=error', ...missing];
  await mustRunStep(`Fetching what the till needs on ${platform} ${Arch[arch]}`, npm, args, { cwd: ROOT });
}
