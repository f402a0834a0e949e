import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type KeptConnected, keepConnected, type Session, type SessionEvents } from './keep-connected.ts';
import { TransportError, type TransportFault } from './transport/transport.ts';

type Condition = 'ready' | 'paper_out';

/** Sessions that a test opens and ends by hand, in the order in which they are asked for. `stubborn`: not given up when they should be. */
function handMade({ stubborn = false, readyWhenOpen = false } = {}) {
  interface Attempt {
    events: SessionEvents<Condition>;
    signal: AbortSignal;
    /** The session is open. */
    open(): TestSession;
    refuse(fault: TransportFault): void;
  }
  const attempts: Attempt[] = [];
  const logged: string[] = [];
  const note = (event: string) => logged.push(event);
  const device: KeptConnected<Condition | 'connecting' | string, TestSession> = keepConnected<Condition, TestSession>({
    name: 'thing',
    log: { info: note, warn: note },
    readyWhenOpen,
    openSession: (signal, events) =>
      new Promise((resolve, reject) => {
        attempts.push({
          events,
          signal,
          open() {
            const session = new TestSession(events);
            resolve(session);
            return session;
          },
          refuse: (fault) => reject(new TransportError(fault, 'refused by the test')),
        });
        if (!stubborn) signal.addEventListener('abort', () => reject(new TransportError('unreachable', 'given up')));
      }),
  });
  /** The attempt of that number, counted from 0, when it is made. */
  const attempt = (number: number) =>
    vi.waitFor(() => {
      const made = attempts[number];
      if (!made) throw new Error(`no attempt ${number} yet`);
      return made;
    }, 10_000);
  return { device, attempt, attempts, logged };
}

class TestSession implements Session {
  closed = false;
  readonly #events: SessionEvents<Condition>;
  constructor(events: SessionEvents<Condition>) {
    this.#events = events;
  }
  close() {
    if (this.closed) return;
    this.closed = true;
    this.#events.onEnd(null);
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const lost = () => new TransportError('lost', 'pulled by the test');

test('who hears that it is ready can use it at once, also when it said so before it was open', async () => {
  const { device, attempt } = handMade();
  const usable: boolean[] = [];
  device.onCondition(() => usable.push(device.session !== null));
  const first = await attempt(0);
  first.events.onCondition('ready');
  await turn();
  expect(device.condition).toBe('connecting');
  const session = first.open();
  await turn();
  expect(device.condition).toBe('ready');
  expect(device.session).toBe(session);
  expect(usable).toEqual([true]);
  await device.close();
});

test('a session that ends while it is opening is none, and the next one is opened', async () => {
  const { device, attempt } = handMade();
  const first = await attempt(0);
  first.events.onEnd(new TransportError('silent', 'said nothing'));
  first.open();
  await turn();
  expect(device.session).toBeNull();
  expect(device.condition).toBe('silent');
  const session = (await attempt(1)).open();
  await turn();
  expect(device.session).toBe(session);
  await device.close();
});

test('what comes late of a session that has ended is not about the one that is open', async () => {
  const { device, attempt, logged } = handMade();
  const first = await attempt(0);
  first.events.onEnd(lost());
  const second = await attempt(1);
  const session = second.open();
  await turn();
  second.events.onCondition('ready');
  first.events.onCondition('paper_out');
  first.refuse('forbidden');
  await turn();
  expect(device.condition).toBe('ready');
  expect(device.session).toBe(session);
  expect(logged).toEqual(['thing.away', 'thing.there']);
  await device.close();
});

test('each fault is said as it is; a line that broke is sought again, or unreachable where nobody was ever there', async () => {
  const { device, attempt } = handMade();
  const seen: string[] = [];
  device.onCondition((condition) => seen.push(condition));
  (await attempt(0)).refuse('missing');
  (await attempt(1)).refuse('lost');
  const third = await attempt(2);
  third.open();
  await turn();
  third.events.onCondition('ready');
  third.events.onEnd(lost());
  await attempt(3);
  expect(seen).toEqual(['missing', 'unreachable', 'ready', 'connecting']);
  await device.close();
});

test('it is logged that it is away once, however often it is tried', async () => {
  const { device, attempt, logged } = handMade();
  for (const number of [0, 1, 2]) (await attempt(number)).refuse('refused');
  await attempt(3);
  expect(logged).toEqual(['thing.away']);
  await device.close();
});

test('an opener that throws is a fault like any other, and is tried again', async () => {
  let tries = 0;
  const device = keepConnected<Condition, TestSession>({
    name: 'thing',
    log: { info: () => undefined, warn: () => undefined },
    openSession: () => {
      tries += 1;
      throw new Error('a slip of ours');
    },
  });
  await vi.waitFor(() => expect(tries).toBeGreaterThan(1), 10_000);
  expect(device.condition).toBe('unreachable');
  await device.close();
});

describe('what takes a connection and drops it', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  /** Opens each connection of `ms` and drops it at once; resolves to how many there were, and what was told meanwhile. */
  async function dropFor(ms: number, { device, attempts }: ReturnType<typeof handMade>, from = 0) {
    const seen: string[] = [];
    const stop = device.onCondition((condition) => seen.push(condition));
    let dropped = from;
    for (let pastMs = 0; pastMs < ms; pastMs += 50) {
      for (const { open, events } of attempts.slice(dropped)) {
        open();
        await vi.advanceTimersByTimeAsync(0);
        events.onCondition('ready');
        events.onEnd(lost());
        dropped += 1;
      }
      await vi.advanceTimersByTimeAsync(50);
    }
    stop();
    return { count: dropped - from, seen };
  }

  test('is tried ever more seldom where only the line says that it is there, and called ready no second time', async () => {
    const thing = handMade({ readyWhenOpen: true });
    const { count, seen } = await dropFor(60_000, thing);
    expect(count).toBeLessThan(20);
    expect(seen).toEqual(['ready', 'connecting', 'unreachable']);
    await thing.device.close();
  });

  test('is believed again as soon as its line stays, and then sought quickly', async () => {
    const thing = handMade({ readyWhenOpen: true });
    const { device, attempts } = thing;
    const { count } = await dropFor(20_000, thing);
    while (attempts.length === count) await vi.advanceTimersByTimeAsync(100);
    const attempt = attempts[count];
    attempt?.open();
    await vi.advanceTimersByTimeAsync(0);
    attempt?.events.onCondition('ready');
    expect(device.condition).toBe('unreachable');
    await vi.advanceTimersByTimeAsync(1000);
    expect(device.condition).toBe('ready');
    attempt?.events.onEnd(lost());
    await vi.advanceTimersByTimeAsync(100);
    expect(attempts).toHaveLength(count + 2);
    await device.close();
  });

  test('says at once that it is something else, however much it is doubted', async () => {
    const thing = handMade({ readyWhenOpen: true });
    const { device, attempts } = thing;
    const { count } = await dropFor(1000, thing);
    while (attempts.length === count) await vi.advanceTimersByTimeAsync(100);
    attempts[count]?.open();
    await vi.advanceTimersByTimeAsync(0);
    attempts[count]?.events.onCondition('ready');
    attempts[count]?.events.onCondition('paper_out');
    expect(device.condition).toBe('paper_out');
    attempts[count]?.events.onCondition('ready');
    expect(device.condition, 'what it says from then on is believed').toBe('ready');
    await device.close();
  });

  test('is sought quickly each time where it has answered', async () => {
    const thing = handMade();
    const { count, seen } = await dropFor(1000, thing);
    expect(count).toBeGreaterThan(5);
    expect(seen.slice(0, 3)).toEqual(['ready', 'connecting', 'ready']);
    await thing.device.close();
  });
});

test('closing while it is opening closes what then opens, and nobody hears of it', async () => {
  const { device, attempt, attempts } = handMade({ stubborn: true });
  const seen: string[] = [];
  device.onCondition((condition) => seen.push(condition));
  const first = await attempt(0);
  const closing = device.close();
  expect(first.signal.aborted).toBe(true);
  first.events.onCondition('ready');
  const session = first.open();
  await closing;
  expect(session.closed).toBe(true);
  expect(device.session).toBeNull();
  expect(seen).toEqual([]);
  await turn();
  expect(attempts).toHaveLength(1);
});

test('closing while it waits for the next try waits no longer', async () => {
  const { device, attempt, attempts } = handMade();
  for (const number of [0, 1, 2, 3]) (await attempt(number)).refuse('missing');
  await turn();
  await device.close();
  expect(attempts).toHaveLength(4);
});

test('closing ends an open session once, and its condition stays what it was', async () => {
  const { device, attempt } = handMade();
  const first = await attempt(0);
  const session = first.open();
  await turn();
  first.events.onCondition('paper_out');
  await Promise.all([device.close(), device.close()]);
  expect(session.closed).toBe(true);
  expect(device.condition).toBe('paper_out');
});

test('who does not listen any more hears nothing more', async () => {
  const { device, attempt } = handMade();
  const seen: string[] = [];
  const stop = device.onCondition((condition) => seen.push(condition));
  const first = await attempt(0);
  first.open();
  await turn();
  first.events.onCondition('ready');
  stop();
  first.events.onCondition('paper_out');
  expect(seen).toEqual(['ready']);
  await device.close();
});

test('a listener that fails is logged, and neither ends the line nor keeps the news from the others', async () => {
  const { device, attempt, logged } = handMade();
  const seen: string[] = [];
  device.onCondition(() => {
    throw new Error('the disk refuses');
  });
  device.onCondition((condition) => seen.push(condition));
  const first = await attempt(0);
  const session = first.open();
  await turn();
  first.events.onCondition('ready');
  expect(seen).toEqual(['ready']);
  expect(device.session).toBe(session);
  expect(logged).toContain('thing.not_heard');
  await device.close();
});
