// The proofs that are too long for every run: hundreds of kills, over several seeds. `npm run soak -- [--kills N] [--seeds a,b,c]`.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' }, seeds: { type: 'string', default: '1,2,3' } } });
const program = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;

for (const seed of values.seeds.split(',')) {
  process.stderr.write(`A day with ${values.kills} kills, seed ${seed}\n`);
  const { status } = spawnSync(process.execPath, [program, 'run', '--project', 'crash'], {
    stdio: 'inherit',
    env: { ...process.env, KILLS: values.kills, SEED: seed },
  });
  if (status !== 0) process.exit(status ?? 1);
}
