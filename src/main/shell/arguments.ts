// The command line of both shells. scripts/start.mjs has the words for people; here a wrong value is a mistake of the
// program that started this one, and ends it.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { defaultDataDir } from '../data-dir.ts';

const shellArgumentsSchema = z.object({
  data: z
    .string()
    .min(1)
    .default(() => defaultDataDir()),
  sample: z.enum(['kr', 'eu', 'us']).default('kr'),
  port: z.coerce.number().int().min(0).max(65_535).optional(),
  browser: z.string().min(1).optional(),
  'passphrase-file': z.string().min(1).optional(),
  'local-services': z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((origin) => origin !== ''))
    .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin))),
});

export interface ShellArguments {
  dataDir: string;
  sample: 'kr' | 'eu' | 'us';
  /** The browser shell's; 0: any free one. */
  port: number | undefined;
  /** The Chromium to open in kiosk mode; none without it. */
  browser: string | undefined;
  /** The browser shell's: whose first line the secrets are sealed with; `-` for standard input. */
  passphraseFile: string | undefined;
  /** LNURL services of the shop's own network that cards may have asked, by their origins. */
  localServices: string[];
}

/** `argv` without the program's own names. What is not the till's (Chromium's own switches in Electron) is passed over. */
export function shellArguments(argv: readonly string[]): ShellArguments {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: { data: text, sample: text, port: text, browser: text, 'passphrase-file': text, 'local-services': text },
  });
  const { data, sample, port, browser, 'passphrase-file': passphraseFile, 'local-services': localServices } = shellArgumentsSchema.parse(values);
  return { dataDir: path.resolve(data), sample, port, browser, passphraseFile, localServices };
}
