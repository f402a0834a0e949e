// How the threads that make files for people end, and what whoever waits for one is told.
import { expect, test } from 'vitest';
import { createFileThreads } from './file-threads.ts';

/** Says that it is there, and then does what its job is. */
const THREAD = `
  import { parentPort, workerData } from 'node:worker_threads';
  parentPort.postMessage('loaded');
  parentPort.postMessage('there');
  if (workerData === 'break') throw new Error('broken');
  if (workerData === 'go_on') setInterval(() => undefined, 1000);
`;
const threadsOf = () =>
  createFileThreads<'end' | 'break' | 'go_on', 'there'>(new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`), 'a test’s');

test('one that has done its work has told everything, and one that breaks says why', async () => {
  const threads = threadsOf();
  const told: string[] = [];
  await threads.run('end', (news) => told.push(news)).done;
  expect(told).toEqual(['there']);
  await expect(threads.run('break', () => undefined).done).rejects.toThrow('broken');
});

test('one that is stopped ends quietly; one that is at work when the shop closes says so, and none begins after it', async () => {
  const threads = threadsOf();
  const stopped = threads.run('go_on', () => undefined);
  await stopped.stop();
  await expect(stopped.done).resolves.toBeUndefined();
  const there = Promise.withResolvers<void>();
  const { done } = threads.run('go_on', () => there.resolve());
  const refused = expect(done).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
  await there.promise;
  await threads.close();
  await refused;
  expect(() => threads.run('end', () => undefined)).toThrow('SHUTTING_DOWN');
});
