// The life of the browser shell: till, door, ready line, window; and the way back, in which running calls are answered
// before anything is closed. It ends with an exit code; what a person must know it says in a sentence.
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { SAID_WHY } from '../shell/exit-code.ts';
import { StoreOpenError } from '../store/store-error.ts';
import type { Till } from '../till.ts';
import type { Kiosk } from './kiosk.ts';
import type { TillServer } from './server.ts';

type Closing = Pick<Till, 'close'>;

/** `T`: the till; the shell itself only closes it. */
export interface BrowserShellOptions<T extends Closing = Till> {
  openTill: () => Promise<T>;
  serve: (till: T) => Promise<TillServer>;
  /** A window on a start URL of the cashier's; left out when somebody else opens the URLs. */
  openKiosk?: ((url: string) => Kiosk) | undefined;
  /** Asks for the end. */
  stop: AbortSignal;
  /** One line for programs. */
  print: (line: string) => void;
  /** A sentence for people. */
  say: (sentence: string) => void;
  nowMs: () => number;
  /** Before a window that broke is opened again. */
  pauseMs: number;
  log: Log;
}

/** A window that stood this long was well; one that did not counts as an attempt. */
const STEADY_MS = 60_000;
const MAX_ATTEMPTS = 5;

function sentenceOf(cause: unknown): string {
  if (cause instanceof StoreOpenError) return cause.message;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'The port is taken by another program. Choose another one with --port, or leave --port out.';
  if (code === 'EACCES') return 'This user may not open that port. Choose one above 1023 with --port, or leave --port out.';
  return `The till could not be started: ${message}. What was sold and paid is as it was.`;
}

/** Resolves with the exit code when the till is closed. */
export async function runBrowserShell<T extends Closing>(options: BrowserShellOptions<T>): Promise<number> {
  const { say, log } = options;
  let till: T | undefined;
  let server: TillServer | undefined;
  try {
    till = await options.openTill();
    server = await options.serve(till);
  } catch (cause) {
    log.error('start_failed', cause);
    say(sentenceOf(cause));
    await till?.close();
    return SAID_WHY;
  }
  options.print(`ready: ${JSON.stringify(server.startUrls())}`);
  const exitCode = options.openKiosk ? await showKiosk(options.openKiosk, server, options) : await stopped(options.stop);
  await till.close();
  await server.close();
  return exitCode;
}

async function stopped(stop: AbortSignal): Promise<0> {
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
  return 0;
}

/** Until somebody closes the window or the till is asked to end; a window that breaks is opened again, on the same sale. */
async function showKiosk(
  openKiosk: (url: string) => Kiosk,
  server: TillServer,
  { stop, say, nowMs, pauseMs, log }: Omit<BrowserShellOptions, 'openTill' | 'serve'>,
): Promise<number> {
  for (let attempt = 1; !stop.aborted; attempt++) {
    const openedAtMs = nowMs();
    const kiosk = openKiosk(server.startUrls().cashier);
    const end = await Promise.race([kiosk.ended, stopped(stop)]);
    if (end === 0) {
      kiosk.close();
      await kiosk.ended;
      return 0;
    }
    if (end.how === 'closed') return 0;
    log.warn('window_failed', { reason: end.reason, attempt });
    if (nowMs() - openedAtMs >= STEADY_MS) attempt = 0;
    if (attempt === MAX_ATTEMPTS) {
      say(
        `The browser could not show the till (${end.reason}). Sales and money are as they were. Start with --window none, and open the links in a browser of your own.`,
      );
      return SAID_WHY;
    }
    await wait(pauseMs);
  }
  return 0;
}
