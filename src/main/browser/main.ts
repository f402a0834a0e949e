// The browser shell's program: a till in plain Node, shown by a Chromium in kiosk mode or by whatever opens the URLs that
// it prints. Standard output has one line, `ready: {...}`, for programs; everything for people goes to standard error.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createLog } from '../log.ts';
import { shellArguments } from '../shell/arguments.ts';
import { openTill } from '../till.ts';
import { openKiosk } from './kiosk.ts';
import { readPassphrase } from './passphrase.ts';
import { serveTill } from './server.ts';
import { runBrowserShell } from './shell.ts';

const { dataDir, sample, port, browser, passphraseFile, localServices } = shellArguments(process.argv.slice(2));
/** A page keeps what belongs to its screen (muted, dark) by its address: the same at each start, where it is to be had. */
const KIOSK_PORT = 27_121;
const ports = port !== undefined ? [port] : browser ? [KIOSK_PORT, 0] : [0];
const nowMs = Date.now;
const log = createLog((line) => process.stderr.write(line), nowMs);
const stop = new AbortController();
// A terminal sends its own signal to all of its programs, and the launcher passes on what it gets: more than one may come.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

process.exitCode = await runBrowserShell({
  openTill: async () => {
    const passphrase = passphraseFile === undefined ? undefined : await readPassphrase(passphraseFile, process.stdin, process.stderr);
    return openTill({
      dataDir,
      sample,
      nowMs,
      log,
      passphrase,
      localServices,
      reportWorkerUrl: new URL('./report-worker.js', import.meta.url),
      filesWorkerUrl: new URL('./files-worker.js', import.meta.url),
      exportWorkerUrl: new URL('./export-worker.js', import.meta.url),
      pcscWorkerUrl: new URL('./pcsc-worker.js', import.meta.url),
    });
  },
  serve: (till) =>
    serveTill({ till, ports, rendererDir: fileURLToPath(new URL('../renderer', import.meta.url)), randomBytes, heartbeatMs: 15_000, log }),
  openKiosk: browser === undefined ? undefined : (url) => openKiosk({ browser, url, dataDir, asRoot: process.getuid?.() === 0 }),
  stop: stop.signal,
  print: (line) => process.stdout.write(`${line}\n`),
  say: (sentence) => process.stderr.write(`${sentence}\n`),
  nowMs,
  pauseMs: 1_000,
  log,
});
