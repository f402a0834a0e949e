// Threads that read and write files for people, one a job, so that the till sells on while they do.
import type { ResourceLimits } from 'node:worker_threads';
import { TillError } from '../../shared/errors.ts';
import { startThread, type Thread } from './thread.ts';

export interface FileThread {
  /** Rejects when the thread dies, and with SHUTTING_DOWN when all are closed; ends quietly when it is stopped. */
  done: Promise<void>;
  stop(): Promise<void>;
}

export interface FileThreads<Job, News> {
  /** SHUTTING_DOWN once they are closed. */
  run(job: Job, hear: (news: News) => void): FileThread;
  /** Stops those that are at work. */
  close(): Promise<void>;
}

export function createFileThreads<Job, News>(workerUrl: URL, name: string, resourceLimits: ResourceLimits = {}): FileThreads<Job, News> {
  const threads = new Set<Thread<never>>();
  let closed = false;
  return {
    run(job, hear) {
      if (closed) throw new TillError('SHUTTING_DOWN');
      let stopped = false;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const thread = startThread<never, News>(
        workerUrl,
        { workerData: job, name, resourceLimits },
        {
          onMessage: hear,
          onError: (cause) => (stopped ? resolve() : reject(cause)),
          onExit(code) {
            threads.delete(thread);
            if (code === 0 || stopped) resolve();
            else reject(closed ? new TillError('SHUTTING_DOWN') : new Error(`the thread ${name} ended with code ${code}`));
          },
        },
      );
      threads.add(thread);
      const stop = async () => {
        stopped = true;
        await thread.end();
      };
      return { done: promise, stop };
    },
    async close() {
      closed = true;
      await Promise.all([...threads].map((thread) => thread.end()));
    },
  };
}
