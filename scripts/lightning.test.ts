import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const script = new URL('lightning.ts', import.meta.url).pathname;
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('npm run lightning', () => {
  it('explains itself', () => {
    expect(run('help')).toMatchObject({ status: 0, stdout: expect.stringContaining('npm run lightning -- pay <invoice>') });
  });

  it('knows no other command, and says which there are', () => {
    expect(run('steal')).toMatchObject({ status: 2, stdout: expect.stringContaining('npm run lightning -- pay <invoice>') });
  });

  it.each([
    [['pay'], 'Say which invoice'],
    [['send'], 'Say where to'],
    [['mine', 'many'], 'as a whole number'],
  ])('asks for what was left out: %j', (args, words) => {
    expect(run(...args)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(words) });
  });
});
