// Runs a program of the set-up with progress in words: quiet while all is well, its last output and a likely reason when not.
import { spawn } from 'node:child_process';

/** What a person is told instead of a stack. */
export class SetUpError extends Error {}

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

const REASONS = /** @type {const} */ ([
  [/ENOSPC|no space left/i, 'The disk is full: the libraries and the build need about 1 GB.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|fetch failed|Could not resolve|Temporary failure resolving/i,
    'The network could not be reached. Only the set-up needs it: connect, and start again.',
  ],
  [/EACCES|EPERM|EROFS|permission denied/i, 'This user may not write in the folder of Flash Till.'],
]);

/**
 * Why a program of the set-up failed, as far as its output tells.
 * @param {string} output
 */
export function likelyReason(output) {
  return REASONS.find(([pattern]) => pattern.test(output))?.[1] ?? '';
}

const KEPT_CHARACTERS = 200_000;
const SHOWN_LINES = 15;

/** The start and the end of a long output: tools put the reason into one or the other. @param {string} output */
function shortened(output) {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('npm warn'));
  if (lines.length <= 2 * SHOWN_LINES) return lines.join('\n');
  return [...lines.slice(0, SHOWN_LINES), '…', ...lines.slice(-SHOWN_LINES)].join('\n');
}

/**
 * Says `sentence` and the seconds, and runs the program. Its output is kept, for who asks why it failed.
 * @param {string} sentence
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} options
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function runStep(sentence, program, args, { cwd, env = process.env, timeoutMs }) {
  const startedAt = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1_000)} s`;
  const isTerminal = process.stderr.isTTY === true;
  say(`${sentence} …`);
  const ticker = setInterval(
    () => (isTerminal ? process.stderr.write(`\r  ${seconds()} `) : say(`  still at it, ${seconds()}`)),
    isTerminal ? 1_000 : 15_000,
  );
  let output = '';
  const code = await new Promise((resolve) => {
    // npm is a script on Windows, which only a shell starts.
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: program.endsWith('.cmd'),
      ...(timeoutMs && { timeout: timeoutMs }),
    });
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-KEPT_CHARACTERS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (cause) => {
      keep(Buffer.from(String(cause)));
      resolve(-1);
    });
    child.on('close', resolve);
  });
  clearInterval(ticker);
  say(`${isTerminal ? '\r' : ''}  ${code === 0 ? 'done' : 'failed'} after ${seconds()}`);
  return { ok: code === 0, output };
}

/**
 * `runStep` for what cannot be done without; gives the output.
 * @param {string} sentence
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 */
export async function mustRunStep(sentence, program, args, options) {
  const { ok, output } = await runStep(sentence, program, args, options);
  if (!ok) throw new SetUpError(`${shortened(output)}\n\n${sentence}: that failed. ${likelyReason(output)}`.trim());
  return output;
}
