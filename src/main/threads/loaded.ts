// The first import of each thread's file: loads SQLite and says so. A thread that is terminated while it loads a native library takes
// the whole process with it, so nobody ends one before it has said this (thread.ts). And steps behind: selling goes first.
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { loadSqlite } from '../store/load-sqlite.ts';
import { LOADED } from './thread.ts';

/** Of 19, the most yielding. Elsewhere than on Linux a priority is the whole process's. */
const NICENESS = 10;
if (process.platform === 'linux') setPriority(NICENESS);

loadSqlite();
parentPort?.postMessage(LOADED);
