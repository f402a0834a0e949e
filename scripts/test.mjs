// `npm test`: sets up what is missing, then runs every check and every suite, goes on after a failure, and ends with one
// line of sums over all of them. What is skipped says why.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findGo } from '../tools/lightning/find-go.mjs';
import { getChromium, installFromDebian } from './browsers.mjs';
import { helpText, PARTS, readOptions, TEST } from './options.mjs';
import { build, endWith, prepareLibraries, ROOT, tillNode } from './prepare.mjs';
import { SetUpError, say } from './steps.mjs';
import { playwrightOutcome, sumLine, vitestOutcome } from './suites.mjs';

/** @typedef {import('./suites.mjs').Outcome} Outcome */

const REPORTS = path.join(ROOT, '.cache', 'test-reports');

/**
 * Runs a tool of the project with its output on ours; whether it ended well.
 * @param {string} script The tool's, under node_modules.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>}
 */
function runTool(script, args, env = {}) {
  const node = tillNode(ROOT);
  // Tests start programs of their own with `node`: the same one.
  const PATH = [path.dirname(node), process.env.PATH].join(path.delimiter);
  return new Promise((resolve, reject) => {
    const tool = spawn(node, [path.join(ROOT, 'node_modules', script), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH, ...env },
    });
    tool.on('error', reject);
    tool.on('exit', (code) => resolve(code === 0));
  });
}

/**
 * @param {boolean} ok
 * @returns {Outcome}
 */
const asCheck = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] });

/** A runner that ended badly although no test failed (a leaked handle, an error between tests) has failed. @param {Outcome} outcome @param {boolean} ok */
const withExit = (outcome, ok) => (ok || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 });

/** @param {string} project And those whose names begin with it. */
async function vitest(project) {
  const report = path.join(REPORTS, `${project}.json`);
  const ok = await runTool('vitest/vitest.mjs', [
    'run',
    '--project',
    `${project}*`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return withExit(vitestOutcome(report), ok);
}

async function endToEnd() {
  if (!(await getChromium(ROOT))) return asCheck(false);
  const report = path.join(REPORTS, 'e2e.json');
  const ok = await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  return withExit(playwrightOutcome(report), ok);
}

async function lightning() {
  const found = findGo();
  if ('missing' in found) return { passed: 0, failed: 0, skipped: [`all of it: ${found.missing}`] };
  // Some of it is looked at on a screen.
  await getChromium(ROOT);
  return vitest('lightning');
}

async function buildCheck() {
  try {
    await build(ROOT);
    return asCheck(true);
  } catch (cause) {
    if (!(cause instanceof SetUpError)) throw cause;
    say(cause.message);
    return asCheck(false);
  }
}

/** @type {Record<(typeof PARTS)[number], () => Promise<Outcome>>} */
const RUNS = {
  types: async () => asCheck(await runTool('typescript/bin/tsc', ['-p', '.'])),
  lint: async () => asCheck(await runTool('@biomejs/biome/bin/biome', ['check', '.'])),
  'dead-code': async () => asCheck(await runTool('knip/bin/knip.js', [])),
  build: buildCheck,
  unit: () => vitest('unit'),
  crash: () => vitest('crash'),
  lightning,
  e2e: endToEnd,
};

/** The suites that run the built till. @type {readonly (typeof PARTS)[number][]} */
const NEED_BUILD = ['crash', 'lightning', 'e2e'];

/** Programs that some tests speak to, with the packages that bring them; without them these tests say that they are skipped. */
const FAR_ENDS = [
  { isThere: () => !spawnSync('socat', ['-V']).error, packages: ['socat'] },
  {
    isThere: () => !spawnSync('pcscd', ['--version']).error && fs.existsSync('/usr/lib/pcsc/drivers/serial/libifdvpcd.so'),
    packages: ['pcscd', 'vsmartcard-vpcd'],
  },
  // A print server, of which tests start one of their own.
  { isThere: () => fs.existsSync('/usr/sbin/cupsd') && fs.existsSync('/usr/lib/cups/backend/socket'), packages: ['cups'] },
];

async function getFarEnds() {
  const missing = FAR_ENDS.flatMap(({ isThere, packages }) => (isThere() ? [] : packages));
  if (missing.length > 0 && process.platform === 'linux' && process.getuid?.() === 0) await installFromDebian(ROOT, missing);
}

async function main() {
  const reading = readOptions(TEST, process.argv.slice(2));
  if (reading.kind === 'help') {
    process.stdout.write(helpText(TEST));
    return 0;
  }
  if (reading.kind === 'wrong') {
    say(`${reading.problem}\n\n${helpText(TEST)}`);
    return 2;
  }
  const wanted = reading.values.only?.split(',') ?? PARTS;
  await prepareLibraries(ROOT);
  await getFarEnds();
  fs.rmSync(REPORTS, { recursive: true, force: true });
  fs.mkdirSync(REPORTS, { recursive: true });
  // Whatever was asked for.
  const parts = PARTS.filter((part) => wanted.includes(part) || (part === 'build' && NEED_BUILD.some((other) => wanted.includes(other))));

  /** @type {[string, Outcome][]} */
  const outcomes = [];
  for (const part of parts) {
    const broken = NEED_BUILD.includes(part) && outcomes.some(([name, { failed }]) => name === 'build' && failed > 0);
    process.stdout.write(`\n== ${part}\n`);
    outcomes.push([part, broken ? { passed: 0, failed: 0, skipped: ['all of it: the build failed'] } : await RUNS[part]()]);
  }
  process.stdout.write('\n');
  for (const [part, { passed, failed, skipped }] of outcomes) {
    process.stdout.write(
      `${part}: ${passed} passed, ${failed} failed, ${skipped.length} skipped\n${skipped.map((why) => `  skipped ${why}\n`).join('')}`,
    );
  }
  process.stdout.write(`\n${sumLine(outcomes.map(([, outcome]) => outcome))}\n`);
  return outcomes.every(([, { failed }]) => failed === 0) ? 0 : 1;
}

process.exitCode = await main().catch(endWith);
