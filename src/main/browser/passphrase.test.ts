import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPassphrase } from './passphrase.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-passphrase-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const nothing = () => Readable.from([]);
const screen = () => {
  const shown = new PassThrough();
  return { shown, text: () => String(shown.read() ?? '') };
};

test('is the first line of a file, spaces and all', async () => {
  const path = join(dir, 'passphrase');
  writeFileSync(path, ' correct horse \r\nbattery\n');
  expect(await readPassphrase(path, nothing(), screen().shown)).toBe(' correct horse ');
});

test('is the first line of standard input', async () => {
  const { shown, text } = screen();
  expect(await readPassphrase('-', Readable.from(['correct ', 'horse\nbattery']), shown)).toBe('correct horse');
  expect(text()).toBe('');
});

test('is asked for at a terminal, and never shown', async () => {
  const { shown, text } = screen();
  const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const reading = readPassphrase('-', terminal, shown);
  terminal.write('correct hxorse'.replace('x', 'x\b'));
  terminal.write('\r');
  expect(await reading).toBe('correct horse');
  expect(text()).toBe('Passphrase: \n');
});

test('that is not there, or empty, is refused with words', async () => {
  await expect(readPassphrase(join(dir, 'none'), nothing(), screen().shown)).rejects.toThrow('cannot be read');
  await expect(readPassphrase('-', nothing(), screen().shown)).rejects.toThrow('the passphrase is empty');
});
