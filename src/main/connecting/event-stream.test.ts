import { expect, test } from 'vitest';
import { eventStream } from './event-stream.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

test('what is told comes out in order, before and after anyone listens', async () => {
  const stream = await eventStream<number>(async (tell) => {
    tell(1);
    tell(2);
    await tick();
    tell(3);
  });
  await tick();
  await tick();
  const heard: number[] = [];
  for await (const event of stream) heard.push(event);
  expect(heard).toEqual([1, 2, 3]);
});

test('a refusal before the first word is the call’s own, a later one ends the stream', async () => {
  await expect(eventStream(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const stream = await eventStream<number>(async (tell) => {
    tell(1);
    await tick();
    throw new Error('later');
  });
  expect((await stream.next()).value).toBe(1);
  await expect(stream.next()).rejects.toThrow('later');
});

test('a listener who goes away does not stop the work', async () => {
  let finished = false;
  const stream = await eventStream<number>(async (tell) => {
    tell(1);
    await tick();
    tell(2);
    finished = true;
  });
  await stream.next();
  await stream.return();
  await tick();
  expect(finished).toBe(true);
});
