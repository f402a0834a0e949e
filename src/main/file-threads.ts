// Threads that read and write files for people, one a job, so that the till sells on while they do.
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { TillError } from '../shared/errors.ts';

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
  const workers = new Set<Worker>();
  let closed = false;
  return {
    run(job, hear) {
      if (closed) throw new TillError('SHUTTING_DOWN');
      const worker = new Worker(workerUrl, { workerData: job, name, resourceLimits });
      workers.add(worker);
      let stopped = false;
      const done = new Promise<void>((resolve, reject) => {
        worker.on('message', hear);
        worker.on('error', (cause) => (stopped ? resolve() : reject(cause)));
        worker.on('exit', (code) => {
          if (code === 0 || stopped) resolve();
          else reject(closed ? new TillError('SHUTTING_DOWN') : new Error(`the thread ${name} ended with code ${code}`));
        });
      }).finally(() => workers.delete(worker));
      const stop = async () => {
        stopped = true;
        await worker.terminate();
      };
      return { done, stop };
    },
    async close() {
      closed = true;
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}
