// The command line of `npm start` and `npm test`: what may be said, in one table for reading and for the help.
// Plain JavaScript for whatever Node the machine has: this runs before anything is installed.
import util from 'node:util';

/**
 * @typedef {object} Option
 * @property {string} value What stands for the value in the help.
 * @property {string} words
 * @property {readonly string[]} [oneOf]
 * @property {(value: string) => string | undefined} [problem] What is wrong with a value.
 */
/** @typedef {{ usage: string, about: string, options: Readonly<Record<string, Option>> }} CommandLine */
/** @typedef {{ kind: 'run', values: Record<string, string> } | { kind: 'help' } | { kind: 'wrong', problem: string }} Reading */

/**
 * @param {CommandLine} commandLine
 * @param {readonly string[]} argv
 * @returns {Reading}
 */
export function readOptions({ options }, argv) {
  /** @type {Record<string, { type: 'string' | 'boolean', short?: string }>} */
  const known = { help: { type: 'boolean', short: 'h' } };
  for (const name of Object.keys(options)) known[name] = { type: 'string' };
  const { tokens } = util.parseArgs({ args: [...argv], options: known, strict: false, tokens: true });
  /** @type {Record<string, string>} */
  const values = {};
  for (const token of tokens ?? []) {
    if (token.kind === 'positional') return { kind: 'wrong', problem: `"${token.value}" is not expected here.` };
    if (token.kind === 'option-terminator') continue;
    if (token.name === 'help') return { kind: 'help' };
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) return { kind: 'wrong', problem: `There is no option ${token.rawName}.` };
    const { value } = token;
    if (!value || (!token.inlineValue && value.startsWith('--')))
      return { kind: 'wrong', problem: `${token.rawName} needs a value: ${option.value}.` };
    const problem = option.oneOf && !option.oneOf.includes(value) ? `it is one of ${option.oneOf.join(', ')}` : option.problem?.(value);
    if (problem) return { kind: 'wrong', problem: `${token.rawName} cannot be "${value}": ${problem}.` };
    values[token.name] = value;
  }
  return { kind: 'run', values };
}

/** @param {CommandLine} commandLine */
export function helpText({ usage, about, options }) {
  const rows = Object.entries(options).map(([name, { value, words }]) => [`--${name} ${value}`, words]);
  rows.push(['--help', 'Shows this.']);
  const width = Math.max(...rows.map(([left = '']) => left.length)) + 2;
  return `${about}\n\n  ${usage}\n\n${rows.map(([left = '', words]) => `  ${left.padEnd(width)}${words}`).join('\n')}\n`;
}

/** @type {CommandLine} */
export const START = {
  usage: 'npm start -- [options]',
  about: 'Opens the till. The first start sets everything up.',
  options: {
    window: {
      value: 'auto|electron|browser|none',
      words: 'Where it opens. auto: Electron, else Chromium, else (no display) nowhere: it prints links.',
      oneOf: ['auto', 'electron', 'browser', 'none'],
    },
    data: { value: 'DIR', words: "Where the shop's data are kept; your own folder for application data without it." },
    port: {
      value: 'N',
      words: 'The port on this machine that the browser is served on; any free one without it.',
      problem: (value) => (/^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? undefined : 'a port is a number from 0 to 65535'),
    },
    'passphrase-file': {
      value: 'FILE|-',
      words: "In a browser: seals the node's credentials with the file's first line instead of a key file. -: asks for it here, at each start.",
    },
    'local-services': {
      value: 'URL,URL',
      words:
        "Services behind customers' cards and codes that are on your own network, like http://10.0.0.5:5000; without it only public ones are asked.",
      problem: (value) => (value.split(',').every((url) => /^https?:\/\/[^/]/.test(url)) ? undefined : 'each begins with http:// or https://'),
    },
    sample: { value: 'kr|eu|us', words: 'The practice shop of the first start: won, euro or dollar. kr without it.', oneOf: ['kr', 'eu', 'us'] },
  },
};

export const PARTS = /** @type {const} */ (['types', 'lint', 'dead-code', 'build', 'unit', 'crash', 'lightning', 'e2e']);

/** @type {CommandLine} */
export const TEST = {
  usage: 'npm test -- [options]',
  about: 'Runs all checks and tests. The first run sets everything up.',
  options: {
    only: {
      value: PARTS.join(','),
      words: 'Only these parts, in their order.',
      problem: (value) => {
        const unknown = value.split(',').filter((part) => !PARTS.some((known) => known === part));
        return unknown.length > 0 ? `the parts are ${PARTS.join(', ')}` : undefined;
      },
    },
  },
};
