// The first import of each thread's file: loads SQLite and says so. A thread that is terminated while it loads a native library takes
// the whole process with it, so nobody ends one before it has said this (thread.ts).
import { parentPort } from 'node:worker_threads';
import { loadSqlite } from '../store/load-sqlite.ts';
import { LOADED } from './thread.ts';

loadSqlite();
parentPort?.postMessage(LOADED);
