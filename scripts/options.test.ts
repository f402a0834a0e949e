import { describe, expect, it } from 'vitest';
import { helpText, PARTS, readOptions, START, TEST } from './options.mjs';

const start = (...argv: string[]) => readOptions(START, argv);

describe('the options of npm start', () => {
  it('may all be left out', () => {
    expect(start()).toEqual({ kind: 'run', values: {} });
  });

  it('are read in both spellings', () => {
    expect(start('--window', 'none', '--data=my shop', '--port=0', '--sample', 'eu')).toEqual({
      kind: 'run',
      values: { window: 'none', data: 'my shop', port: '0', sample: 'eu' },
    });
  });

  it.each([
    [['--windows', 'none'], '--windows'],
    [['--window', 'kiosk'], 'auto, electron, browser, none'],
    [['--sample', 'fr'], 'kr, eu, us'],
    [['--port', 'http'], '65535'],
    [['--port', '65536'], '65535'],
    [['--port=-1'], '65535'],
    [['--port'], 'needs a value'],
    [['--data', '--window', 'none'], 'needs a value'],
    [['--data='], 'needs a value'],
    [['none'], 'none'],
    [['--constructor', 'x'], '--constructor'],
    [['-p', '80'], '-p'],
  ])('are refused in words: %j', (argv, words) => {
    expect(start(...argv)).toEqual({ kind: 'wrong', problem: expect.stringContaining(words) });
  });

  it('explain themselves, all of them', () => {
    expect(start('--help')).toEqual({ kind: 'help' });
    expect(start('--port', '80', '-h')).toEqual({ kind: 'help' });
    for (const name of Object.keys(START.options)) expect(helpText(START)).toContain(`--${name} `);
  });
});

describe('the options of npm test', () => {
  it('name known parts only', () => {
    expect(readOptions(TEST, ['--only', 'unit,e2e'])).toEqual({ kind: 'run', values: { only: 'unit,e2e' } });
    expect(readOptions(TEST, ['--only', 'unit,units'])).toEqual({ kind: 'wrong', problem: expect.stringContaining(PARTS.join(', ')) });
  });
});
