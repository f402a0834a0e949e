import os from 'node:os';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { likelyReason, mustRunStep, runStep, SetUpError } from './steps.mjs';

const node = (script: string) => [process.execPath, ['-e', script], { cwd: os.tmpdir() }] as const;
let said: string;
beforeEach(() => {
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  return () => vi.restoreAllMocks();
});

describe('a step of the set-up', () => {
  it('says what it does, and keeps what its program says to itself', async () => {
    expect(await runStep('Building', ...node("console.log('a thousand lines')"))).toEqual({ ok: true, output: 'a thousand lines\n' });
    expect(said).toMatch(/^Building …\n {2}done after \d+ s\n$/);
  });

  it('ends with the program’s last words and a likely reason when it fails', async () => {
    const failed = mustRunStep('Installing', ...node("console.error('npm error ENOSPC: write'); process.exit(1)"));
    await expect(failed).rejects.toBeInstanceOf(SetUpError);
    await expect(failed).rejects.toThrow(/ENOSPC: write[\s\S]*Installing: that failed\. The disk is full/);
  });

  it('fails when there is no such program, or it takes too long', async () => {
    expect(await runStep('Asking', '/no/such/program', [], { cwd: os.tmpdir() })).toMatchObject({
      ok: false,
      output: expect.stringContaining('ENOENT'),
    });
    const [program, args, options] = node('setInterval(() => {}, 1000)');
    expect(await runStep('Waiting', program, args, { ...options, timeoutMs: 50 })).toMatchObject({ ok: false });
  });
});

describe('the likely reason', () => {
  it.each([
    ['npm error code ENOTFOUND', 'network'],
    ["E: Failed to fetch; Temporary failure resolving 'deb.example'", 'network'],
    ['TypeError: fetch failed', 'network'],
    ['cp: No space left on device', 'disk is full'],
    ["EACCES: permission denied, mkdir 'node_modules'", 'may not write'],
  ])('of %s', (output, words) => {
    expect(likelyReason(output)).toContain(words);
  });

  it('is not made up', () => {
    expect(likelyReason('SyntaxError: Unexpected token')).toBe('');
  });
});
