// The proofs that are too long for every run, over several seeds: hundreds of kills of a till, hundreds of payments through
// breakdowns of real nodes. `npm run soak -- [crash] [lightning] [--kills N] [--payments N] [--seeds a,b,c]`.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { build, ROOT } from './prepare.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '100' },
    payments: { type: 'string', default: '300' },
    seeds: { type: 'string', default: '1,2,3' },
  },
});

/** What is run, and what it is told beside the seed. */
const SOAKS: Record<string, { files: string[]; env: Record<string, string> }> = {
  crash: { files: [], env: { KILLS: values.kills } },
  // Alone on the machine the till has to be as quick as is promised.
  lightning: {
    files: ['tests/lightning/breakdowns.test.ts', 'tests/lightning/paying.test.ts'],
    env: { PAYMENTS: values.payments, WITHIN_MS: '2000' },
  },
};
const names = positionals.length > 0 ? positionals : ['crash'];
const unknown = names.filter((name) => !Object.hasOwn(SOAKS, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no soak ${unknown.join(', ')}. There are: ${Object.keys(SOAKS).join(', ')}.\n`);
  process.exit(2);
}

await build(ROOT);
const program = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
for (const name of names) {
  for (const seed of values.seeds.split(',')) {
    const { files, env } = SOAKS[name] ?? { files: [], env: {} };
    process.stderr.write(`${name}, seed ${seed}: ${JSON.stringify(env)}\n`);
    const { status } = spawnSync(process.execPath, [program, 'run', '--project', `${name}*`, ...files], {
      stdio: 'inherit',
      env: { ...process.env, ...env, SEED: seed },
    });
    if (status !== 0) process.exit(status ?? 1);
  }
}
