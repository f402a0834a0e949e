// `npm start`: sets up what is missing, finds a window, and runs the till in it. What it says goes to standard error;
// standard output belongs to the till's `ready:` line.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { findChromium, getChromium, getElectron, hasDisplay } from './browsers.mjs';
import { helpText, readOptions, START } from './options.mjs';
import { build, endWith, prepareLibraries, ROOT, tillNode } from './prepare.mjs';
import { SetUpError, say } from './steps.mjs';

/** How long a till that was asked to end may take before it is ended. */
const CLOSING_MS = 20_000;
/** The till's exit code for an end whose reason it has told. */
const SAID_WHY = 3;
const PARENT_CHECK_MS = 200;

/** @typedef {{ shell: 'electron', program: string } | { shell: 'browser', program: string } | { shell: 'none' }} Window */

/**
 * @param {string} wanted
 * @returns {Promise<Window>}
 */
async function findWindow(wanted) {
  if (wanted === 'none') return { shell: 'none' };
  if (!hasDisplay()) {
    if (wanted !== 'auto') throw new SetUpError('There is no display here for a window. Start with --window none, and open the links in a browser.');
    say('There is no display here: open the links below in a browser.');
    return { shell: 'none' };
  }
  if (wanted !== 'browser') {
    const program = await getElectron(ROOT, { again: wanted === 'electron' });
    if (program) return { shell: 'electron', program };
    if (wanted === 'electron') throw new SetUpError('Without Electron the till can open in a browser: npm start -- --window browser');
    say('The till opens in Chromium instead: it is the same.');
  }
  const program = await getChromium(ROOT);
  if (program) return { shell: 'browser', program };
  if (wanted === 'browser')
    throw new SetUpError('Install Chromium, Chrome or Edge, or start with --window none and open the links in another browser.');
  say('Open the links below in a browser.');
  return { shell: 'none' };
}

/**
 * Runs the till until it ends; signals are handed on to it.
 * @param {Window} window
 * @param {Record<string, string>} options
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, asked: boolean }>}
 */
function runTill(window, options) {
  const passedOn = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const script = path.join(ROOT, 'out', 'main', 'browser.js');
  const asRoot = process.getuid?.() === 0;
  const [program, ...args] =
    window.shell === 'electron'
      ? // Chromium, and Electron with it, does not run sandboxed as root.
        [window.program, ...(asRoot ? ['--no-sandbox'] : []), ROOT]
      : [tillNode(ROOT), script, ...(window.shell === 'browser' ? ['--browser', window.program] : [])];
  // Compiled code is kept between starts: it is a third of the way to a till that can sell.
  const env = { ...process.env, NODE_COMPILE_CACHE: path.join(ROOT, '.cache', 'compiled') };
  return new Promise((resolve, reject) => {
    const till = spawn(program ?? '', [...args, ...passedOn], {
      stdio: [options['passphrase-file'] === '-' ? 'inherit' : 'ignore', 'inherit', 'inherit'],
      env,
    });
    let asked = false;
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      // On Windows the till has had the console's signal itself, and one from here would not let it close.
      if (process.platform !== 'win32') till.kill(signal);
      if (asked) return;
      asked = true;
      setTimeout(() => till.kill('SIGKILL'), CLOSING_MS).unref();
    };
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, end);
    // npm runs us through a shell, and some shells die of a signal without handing it on.
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && end('SIGTERM'), PARENT_CHECK_MS).unref();
    till.on('error', reject);
    till.on('exit', (code, signal) => resolve({ code, signal, asked }));
  });
}

async function main() {
  const reading = readOptions(START, process.argv.slice(2));
  if (reading.kind === 'help') {
    process.stdout.write(helpText(START));
    return 0;
  }
  if (reading.kind === 'wrong') {
    say(`${reading.problem}\n\n${helpText(START)}`);
    return 2;
  }
  const { window: wanted = 'auto', data, ...options } = reading.values;
  // npm runs scripts in the project's folder; a folder is meant from where the person stands.
  const from = process.env.INIT_CWD ?? process.cwd();
  if (data) options.data = path.resolve(from, data);
  const { 'passphrase-file': passphraseFile } = options;
  if (passphraseFile && passphraseFile !== '-') options['passphrase-file'] = path.resolve(from, passphraseFile);

  await prepareLibraries(ROOT);
  await build(ROOT);
  const window = await findWindow(wanted);
  let end = await runTill(window, options);
  if (window.shell === 'electron' && wanted === 'auto' && end.signal && !end.asked) {
    const program = findChromium();
    say(`Electron ended (${end.signal}).${program ? ' The till opens in Chromium instead, with the same sale.' : ''}`);
    if (program) end = await runTill({ shell: 'browser', program }, options);
  }
  if (end.code === 0 || end.code === SAID_WHY) return end.code;
  const how = end.signal ? `was ended by ${end.signal}` : `ended with code ${end.code}`;
  say(`The till ${how}. What was sold and paid is on the disk; npm start goes on where it was.`);
  return end.code ?? 1;
}

process.exitCode = await main().catch(endWith);
