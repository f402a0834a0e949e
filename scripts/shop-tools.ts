// What the two tools for a shop's data have in common: which folder, which shops, progress, and how things are said.
import fs from 'node:fs';
import path from 'node:path';
import { databasePath, defaultDataDir, SHOPS, type Shop } from '../src/main/data-dir.ts';
import { StoreOpenError } from '../src/main/store/store-error.ts';
import { type CommandLine, helpText, readOptions } from './options.mjs';

const TITLES: Record<Shop, string> = { practice: 'Practice shop', own: 'Your shop' };

/**
 * Does `work` for each shop in the folder that `argv` names, with its title printed before. The exit code is 0 when `work`
 * says true for all, 1 when not, 2 when the command was not understood.
 */
export async function forEachShop(
  command: { usage: string; about: string; options?: CommandLine['options'] },
  argv: readonly string[],
  work: (path: string, dataDir: string, values: Record<string, string>) => boolean | Promise<boolean>,
): Promise<void> {
  const commandLine = {
    ...command,
    options: { ...command.options, data: { value: 'DIR', words: `The folder with the till's data; ${defaultDataDir()} without it.` } },
  };
  const reading = readOptions(commandLine, argv);
  if (reading.kind === 'help') {
    say(helpText(commandLine));
    return;
  }
  if (reading.kind === 'wrong') {
    complain(`${reading.problem}\n\n${helpText(commandLine)}`);
    process.exitCode = 2;
    return;
  }
  const dataDir = path.resolve(reading.values.data ?? defaultDataDir());
  const shops = SHOPS.filter((shop) => fs.existsSync(path.dirname(databasePath(dataDir, shop))));
  if (shops.length === 0) {
    complain(`There is no till's data in ${dataDir}. Name the folder with --data.`);
    process.exitCode = 1;
  }
  for (const shop of shops) {
    say(`${TITLES[shop]} (${databasePath(dataDir, shop)})`);
    try {
      if (!(await work(databasePath(dataDir, shop), dataDir, reading.values))) process.exitCode = 1;
    } catch (cause) {
      if (!(cause instanceof StoreOpenError)) throw cause;
      process.exitCode = 1;
      complain(`  ${cause.message}\n  (${cause.cause instanceof Error ? cause.cause.message : String(cause.cause)})`);
    }
  }
}

export function say(words: string): void {
  process.stdout.write(`${words}\n`);
}

export function complain(words: string): void {
  process.stderr.write(`${words}\n`);
}

/** Counts on one line of the terminal, if there is one to look at. */
export function showProgress(entries: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r  ${count(entries, 'entry', 'entries')} ...\u001b[K\r`);
}

export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** In this computer's time zone. */
export function momentOf(ms: number): string {
  return new Date(ms).toLocaleString('sv-SE');
}
