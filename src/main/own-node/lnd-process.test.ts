import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OWN_NODE_NETWORKS } from '../../shared/own-node.ts';
import { diagnose, type LndSettings, lndArguments, startLnd } from './lnd-process.ts';
import { programOnPath } from './program.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lnd-process-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const program = (script: string, name = 'lnd') => {
  const path = join(dir, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
};
const settings = (path: string): LndSettings => ({ program: path, network: 'simnet', rpcPort: 10_009, peer: '' });

describe('what it is started with', () => {
  test.each(OWN_NODE_NETWORKS)('on %s nobody but this machine reaches it', (network) => {
    const given = lndArguments({ program: '/lnd', network, rpcPort: 10_010, peer: '' }, '/data/lnd');
    expect(given).toEqual(expect.arrayContaining(['--rpclisten=127.0.0.1:10010', '--norest', '--nolisten', `--bitcoin.${network}`]));
    expect(given.filter((argument) => argument.includes('listen='))).toHaveLength(1);
  });

  test('a service is asked for fees on the main network alone, and blocks of the node that was named', () => {
    const given = (network: LndSettings['network'], peer: string) => lndArguments({ program: '/lnd', network, rpcPort: 1, peer }, '/data').join(' ');
    expect(given('mainnet', '')).toContain('--fee.url=https://');
    expect(given('signet', '')).not.toContain('--fee.url');
    expect(given('simnet', '10.0.0.5:18555')).toContain('--neutrino.addpeer=10.0.0.5:18555');
  });
});

test.each([
  ['[ERR] LTND: listen tcp 127.0.0.1:10009: bind: address already in use', 'port_taken'],
  ['[CRT] write /data/channel.db: no space left on device', 'disk_full'],
  ['unable to open channel DB: timeout', 'in_use'],
  ['panic: runtime error', 'ended'],
  ['', 'ended'],
])('of its last words %j is said that %s', (words, trouble) => {
  expect(diagnose(words)).toBe(trouble);
});

test('a program that ends by itself says why, and one that was told to end says nothing', async () => {
  const broken = await startLnd(settings(program('echo "no space left on device" >&2; exit 1')), join(dir, 'data'));
  expect(await broken.ended).toBe('disk_full');
  const running = await startLnd(settings(program('exec sleep 60')), join(dir, 'data'));
  await running.end();
  expect(await running.ended).toBeNull();
  expect(existsSync(join(dir, 'data', 'till.pid'))).toBe(false);
});

test('what is no program is not started', async () => {
  await expect(startLnd(settings(join(dir, 'nothing')), join(dir, 'data'))).rejects.toMatchObject({ trouble: 'no_program' });
});

test('the first lnd on the path is found, by its whole path', () => {
  expect(programOnPath(`relative:${join(dir, 'empty')}:${dir}`)).toBe('');
  const path = program('exit 0');
  expect(programOnPath(`relative:${join(dir, 'empty')}:${dir}`)).toBe(path);
  chmodSync(path, 0o644);
  expect(programOnPath(dir)).toBe('');
});
