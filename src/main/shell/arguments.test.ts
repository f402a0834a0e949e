import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultDataDir } from '../data-dir.ts';
import { shellArguments } from './arguments.ts';

describe('the command line of a shell', () => {
  it('needs nothing', () => {
    expect(shellArguments([])).toEqual({
      dataDir: defaultDataDir(),
      sample: 'kr',
      port: undefined,
      browser: undefined,
      passphraseFile: undefined,
      localServices: [],
    });
  });

  it('takes each option, and a folder from where it is started', () => {
    expect(shellArguments(['--data', 'shop', '--sample', 'eu', '--port=8123', '--browser', '/usr/bin/chromium', '--passphrase-file', '-'])).toEqual({
      dataDir: path.resolve('shop'),
      sample: 'eu',
      port: 8123,
      browser: '/usr/bin/chromium',
      passphraseFile: '-',
      localServices: [],
    });
  });

  it('takes services of the own network by their origins', () => {
    expect(shellArguments(['--local-services', 'http://10.0.0.5:5000/lnurl,https://cards.lan']).localServices).toEqual([
      'http://10.0.0.5:5000',
      'https://cards.lan',
    ]);
  });

  it('passes over what is meant for Chromium', () => {
    expect(shellArguments(['--no-sandbox', '--ozone-platform=x11', 'out/main/electron.js', '--sample', 'us']).sample).toBe('us');
  });

  it.each([
    ['--port', '65536'],
    ['--port', '-1'],
    ['--port', 'http'],
    ['--port', '1.5'],
    ['--sample', 'fr'],
    ['--data', ''],
    ['--data'],
    ['--local-services', '10.0.0.5:5000'],
  ])('ends at a value that makes no sense: %s %s', (...argv) => {
    expect(() => shellArguments(argv)).toThrow();
  });
});
