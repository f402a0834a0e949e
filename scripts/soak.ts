// The proofs that are too long for every run, over several seeds: hundreds of kills of a till, hundreds of payments through
// breakdowns of real nodes, a shop's whole year, thousands of papers through a printer that fails. `npm run soak -- [crash] [lightning]
// [year] [printing] [--kills N] [--payments N] [--days N] [--actions N] [--papers N] [--seeds a,b,c]`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build, ROOT } from './prepare.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '100' },
    payments: { type: 'string', default: '300' },
    days: { type: 'string', default: '365' },
    /** A day; four of five are sales. */
    actions: { type: 'string', default: '350' },
    papers: { type: 'string', default: '10000' },
    cards: { type: 'string', default: '1000' },
    taps: { type: 'string', default: '1000' },
    /** Of valid frames, a parser. */
    mutations: { type: 'string', default: '1000000' },
    seeds: { type: 'string', default: '1,2,3' },
  },
});

/** What is run, and what it is told beside the seed. */
const SOAKS: Record<string, { project: string; files: string[]; env: Record<string, string> }> = {
  crash: { project: 'crash', files: [], env: { KILLS: values.kills } },
  // Its files in memory where that can be had: a year waits for the disk half a million times.
  year: {
    project: 'unit',
    files: ['tests/simulation/year.test.ts'],
    env: { DAYS: values.days, ACTIONS: values.actions, ...(existsSync('/dev/shm') && { YEAR_DIR: '/dev/shm' }) },
  },
  printing: {
    project: 'unit',
    files: ['tests/devices/print-soak.test.ts'],
    env: { COUNT: values.papers, ...(existsSync('/dev/shm') && { TMPDIR: '/dev/shm' }) },
  },
  cards: {
    project: 'unit',
    files: ['tests/devices/card-soak.test.ts'],
    env: { COUNT: values.cards, ...(existsSync('/dev/shm') && { TMPDIR: '/dev/shm' }) },
  },
  taps: {
    project: 'unit',
    files: ['tests/devices/taps-soak.test.ts'],
    env: { COUNT: values.taps, ...(existsSync('/dev/shm') && { TMPDIR: '/dev/shm' }) },
  },
  // The line to a card terminal, broken at each byte of a payment.
  'card-lines': { project: 'unit', files: ['tests/devices/card-line-loss.test.ts'], env: { COUNT: values.payments } },
  // A second each: a card that is taken away is away for a while.
  'card-taps': { project: 'unit', files: ['tests/devices/card-taps.test.ts'], env: { COUNT: values.cards } },
  // Each parser of bytes that come from outside.
  fuzz: { project: 'unit', files: ['tests/fuzz'], env: { COUNT: values.mutations } },
  // Alone on the machine the till has to be as quick as is promised.
  lightning: {
    project: 'lightning*',
    files: ['tests/lightning/breakdowns.test.ts', 'tests/lightning/paying.test.ts'],
    env: { PAYMENTS: values.payments, WITHIN_MS: '2000' },
  },
};
const names = positionals.length > 0 ? positionals : ['crash'];
const soakOf = (name: string) => {
  const soak = SOAKS[name];
  if (soak) return soak;
  process.stderr.write(`There is no soak ${name}. There are: ${Object.keys(SOAKS).join(', ')}.\n`);
  process.exit(2);
};
names.forEach(soakOf);

// The year lives in the sources; the others start the built till.
if (names.some((name) => soakOf(name).project !== 'unit')) await build(ROOT);
const program = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
for (const name of names) {
  const { project, files, env } = soakOf(name);
  for (const seed of values.seeds.split(',')) {
    process.stderr.write(`${name}, seed ${seed}: ${JSON.stringify(env)}\n`);
    const { status } = spawnSync(process.execPath, [program, 'run', '--project', project, ...files], {
      stdio: 'inherit',
      env: { ...process.env, ...env, SEED: seed },
    });
    if (status !== 0) process.exit(status ?? 1);
  }
}
