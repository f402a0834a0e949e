// The passphrase that the shop's secrets are sealed with, where the owner chose one: the first line of a file (a mounted
// secret, a USB stick), or typed at the terminal that the till is started from. Never on the command line or in the
// environment, which other programs can read.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

/** `source`: a path, or `-` for `input`. At a terminal it is asked for and not shown. Throws with words for the owner. */
export async function readPassphrase(source: string, input: Readable & { isTTY?: boolean }, screen: Writable): Promise<string> {
  const passphrase = source === '-' ? await firstLineOf(input, screen) : await firstLineOfFile(source);
  if (passphrase === '') throw new Error('the passphrase is empty');
  return passphrase;
}

async function firstLineOfFile(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).split(/\r?\n/, 1)[0] ?? '';
  } catch (cause) {
    throw new Error(`the passphrase file ${path} cannot be read`, { cause });
  }
}

async function firstLineOf(input: Readable & { isTTY?: boolean }, screen: Writable): Promise<string> {
  const asking = input.isTTY === true;
  if (asking) screen.write('Passphrase: ');
  // Without an output nothing is echoed, and with `terminal` the terminal itself does not echo either.
  const lines = createInterface({ input, terminal: asking });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (asking) screen.write('\n');
  }
}
