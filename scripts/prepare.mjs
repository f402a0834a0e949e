// The set-up that `npm start` and `npm test` share: the right Node, the libraries, the build. Each step finds out by itself
// whether it has anything to do, in milliseconds, and asks no network when it has not.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRunStep, SetUpError, say } from './steps.mjs';

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What starts the set-up, and what the till needs where npm has no Node of the right version for it. */
const SET_UP_NODE = [18, 15];
const TILL_NODE = [22, 18];

/**
 * @param {string} version
 * @param {readonly number[]} wanted
 */
export function isAtLeast(version, [major = 0, minor = 0]) {
  const [hasMajor = 0, hasMinor = 0] = version.split('.').map(Number);
  return hasMajor > major || (hasMajor === major && hasMinor >= minor);
}

/** @param {string} root */
function bundledNode(root) {
  const folder = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  return path.join(root, 'node_modules', folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * The Node that runs the till: the one among the libraries, else the machine's.
 * @param {string} root
 */
export function tillNode(root) {
  const bundled = bundledNode(root);
  return fs.existsSync(bundled) ? bundled : process.execPath;
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'ENOENT' || cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** What npm has installed, which it writes down last. @param {string} root */
const installedList = (root) => path.join(root, 'node_modules', '.package-lock.json');

/**
 * Whether the installed libraries are those of the lock file.
 * @param {string} root
 */
export function hasLibraries(root) {
  const wanted = readJson(path.join(root, 'package-lock.json'))?.packages;
  const installed = readJson(installedList(root))?.packages;
  if (!wanted) throw new SetUpError(`There is no readable package-lock.json in ${root}. Get a whole copy of Flash Till.`);
  if (!installed) return false;
  return (
    Object.keys(installed).every((name) => wanted[name]?.version === installed[name].version) &&
    // What is optional is left out where it is made for other machines.
    Object.keys(wanted).every((name) => name === '' || wanted[name].optional || wanted[name].devOptional || installed[name])
  );
}

const LIBRARIES_BYTES = 1_000_000_000;

/** @param {string} root */
async function installLibraries(root) {
  if (hasLibraries(root)) return;
  const { bavail, bsize } = fs.statfsSync(root);
  if (bavail * bsize < LIBRARIES_BYTES) {
    throw new SetUpError(
      `There is too little room on the disk: the libraries need ${LIBRARIES_BYTES / 1e9} GB in ${root}. Make room, and start again.`,
    );
  }
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const [program, ...first] = npm ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const output = await mustRunStep('Installing the libraries (once, about a minute)', program ?? 'npm', [...first, ...args], { cwd: root });
  // npm only warns of files that it could not write.
  if (!/TAR_ENTRY_ERROR|ENOSPC/.test(output)) return;
  fs.rmSync(installedList(root), { force: true });
  throw new SetUpError('The libraries could not be written whole: the disk is full, or failing. Make room, and start again.');
}

const SOURCES = ['src', 'resources', 'vite.config.ts', 'package-lock.json', 'tsconfig.json'];

/**
 * Tells one state of the sources from another by names, sizes and times; tests are not built.
 * @param {string} root
 */
export function stampOfSources(root) {
  const hash = createHash('sha256');
  /** @param {string} relative */
  const add = (relative) => {
    const full = path.join(root, relative);
    const stat = fs.statSync(full, { throwIfNoEntry: false });
    if (!stat || /\.test\.tsx?$/.test(relative)) return;
    if (stat.isDirectory()) for (const name of fs.readdirSync(full).sort()) add(path.join(relative, name));
    else hash.update(`${relative} ${stat.size} ${stat.mtimeMs}\n`);
  };
  SOURCES.forEach(add);
  return hash.digest('hex');
}

/** @param {string} root */
export async function build(root) {
  const stampFile = path.join(root, 'out', 'built-from');
  const stamp = stampOfSources(root);
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return;
  fs.rmSync(stampFile, { force: true });
  const tool = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  await mustRunStep('Building the till', tillNode(root), [tool, 'build'], { cwd: root });
  fs.writeFileSync(stampFile, stamp);
}

/** @param {string} root */
export async function prepareLibraries(root) {
  const { node } = process.versions;
  if (!isAtLeast(node, SET_UP_NODE)) {
    throw new SetUpError(
      `Flash Till sets itself up with Node.js ${SET_UP_NODE.join('.')} or newer; this is ${node}. Get one from nodejs.org, and start again.`,
    );
  }
  const wanted = readJson(path.join(root, 'package-lock.json'))?.packages ?? {};
  const comesWithNode = Object.hasOwn(wanted, `node_modules/${path.basename(path.dirname(path.dirname(bundledNode(root))))}`);
  if (!comesWithNode && !isAtLeast(node, TILL_NODE)) {
    throw new SetUpError(
      `On this kind of machine Flash Till needs Node.js ${TILL_NODE.join('.')} or newer; this is ${node}. Get one from nodejs.org, and start again.`,
    );
  }
  await installLibraries(root);
}

/**
 * Ends the program on what the set-up could not do, with its words alone.
 * @param {unknown} cause
 * @returns {never}
 */
export function endWith(cause) {
  if (!(cause instanceof SetUpError)) throw cause;
  say(cause.message);
  process.exit(1);
}
