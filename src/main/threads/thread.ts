// Threads that can be ended at any moment, whatever they are at.
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Told by loaded.ts. */
export const LOADED = 'loaded';

export interface Thread<Told> {
  tell(message: Told): void;
  /** Ends it in the middle of what it does, and resolves when it has ended. */
  end(): Promise<void>;
}

export interface ThreadEvents<Heard> {
  /** It told something else than that it is loaded. */
  onMessage(message: Heard): void;
  /** It broke: what it threw, or a message that nobody could read. */
  onError(cause: unknown): void;
  /** It is over; 0 when it came to its end by itself. */
  onExit(code: number): void;
}

/**
 * Starts a file that imports loaded.ts first. Until then it may be loading a native library, and a thread that is terminated
 * while it does so aborts the process (FATAL ERROR in napi_register_module_v1): the end waits for it.
 */
export function startThread<Told, Heard>(url: URL, options: WorkerOptions, { onMessage, onError, onExit }: ThreadEvents<Heard>): Thread<Told> {
  const worker = new Worker(url, options);
  const mayEnd = new Promise<void>((resolve) => {
    worker.on('message', (message: Heard | typeof LOADED) => {
      if (message === LOADED) resolve();
      else onMessage(message);
    });
    worker.on('messageerror', onError);
    worker.on('error', onError);
    worker.on('exit', (code) => {
      resolve();
      onExit(code);
    });
  });
  return {
    tell: (message) => worker.postMessage(message),
    async end() {
      await mayEnd;
      await worker.terminate();
    },
  };
}
