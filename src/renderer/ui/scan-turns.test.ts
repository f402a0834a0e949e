import { describe, expect, it, vi } from 'vitest';
import { createScanTurns, type Scan } from './scan-turns.ts';

function bench() {
  const turns = createScanTurns();
  const seen: string[] = [];
  const done: string[] = [];
  const homeless: string[] = [];
  const scan = (text: string) => turns.arrive({ text, id: text, done: () => done.push(text), homeless: () => homeless.push(text) });
  const hears = (name: string) => async (one: Scan) => void seen.push(`${name} ${one.text}`);
  return { turns, seen, done, homeless, scan, hears };
}

describe('scans of a page', () => {
  it('wait for each other, and are dealt with in order, each once', async () => {
    const { turns, seen, done, scan } = bench();
    const first = Promise.withResolvers<void>();
    turns.listen(async ({ text }) => {
      seen.push(`${text} starts`);
      if (text === '1') await first.promise;
      seen.push(`${text} ends`);
    }, 'front');
    for (const text of ['1', '2', '3']) scan(text);
    expect(seen).toEqual(['1 starts']);
    expect(done).toEqual([]);
    first.resolve();
    await vi.waitUntil(() => done.length === 3);
    expect(seen).toEqual(['1 starts', '1 ends', '2 starts', '2 ends', '3 starts', '3 ends']);
    expect(done).toEqual(['1', '2', '3']);
  });

  it('go on after one that could not be dealt with', async () => {
    const { turns, seen, done, scan } = bench();
    const log = vi.spyOn(console, 'error').mockReturnValue();
    turns.listen(async ({ text }) => {
      seen.push(text);
      if (text === '1') throw new Error('refused');
    }, 'front');
    scan('1');
    scan('2');
    await vi.waitUntil(() => done.length === 2);
    expect(seen).toEqual(['1', '2']);
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  it('go to the newest listener, and back to the one before when it leaves', async () => {
    const { turns, seen, done, scan, hears } = bench();
    turns.listen(hears('page'), 'front');
    const leave = turns.listen(hears('dialog'), 'front');
    scan('1');
    leave();
    scan('2');
    await vi.waitUntil(() => done.length === 2);
    expect(seen).toEqual(['dialog 1', 'page 2']);
  });

  it('go to the page behind only where nothing on it listens, whichever began first', async () => {
    const { turns, seen, done, scan, hears } = bench();
    const leave = turns.listen(hears('part'), 'front');
    turns.listen(hears('page'), 'behind');
    scan('1');
    leave();
    scan('2');
    await vi.waitUntil(() => done.length === 2);
    expect(seen).toEqual(['part 1', 'page 2']);
  });

  it('that a dialog waits for do not wait for the page, which waits for the dialog', async () => {
    const { turns, seen, done, scan } = bench();
    const approved = Promise.withResolvers<void>();
    turns.listen(async ({ text }) => {
      seen.push(`page ${text}`);
      if (text === 'goods') await approved.promise;
    }, 'front');
    scan('goods');
    scan('more goods');
    turns.listen(async ({ text }) => {
      seen.push(`approval ${text}`);
      approved.resolve();
    }, 'front');
    scan('badge');
    await vi.waitUntil(() => done.length === 3);
    expect(seen).toEqual(['page goods', 'approval badge', 'page more goods']);
  });

  it('are left to the page when the dialog that had them closes', async () => {
    const { turns, seen, done, scan, hears } = bench();
    turns.listen(hears('page'), 'front');
    const busy = Promise.withResolvers<void>();
    const leave = turns.listen(async () => busy.promise, 'front');
    for (const text of ['1', '2', '3']) scan(text);
    leave();
    await vi.waitUntil(() => done.length === 2);
    expect(seen).toEqual(['page 2', 'page 3']);
    busy.resolve();
    await vi.waitUntil(() => done.length === 3);
  });

  it('are for nobody where nothing listens', () => {
    const { homeless, scan } = bench();
    scan('1');
    expect(homeless).toEqual(['1']);
  });

  it('may be kept by a listener that says later when they are done', async () => {
    const { turns, done, scan } = bench();
    let finish: () => void = () => undefined;
    turns.listen(async (one) => {
      if (one.text === '1') finish = one.keep();
    }, 'front');
    scan('1');
    scan('2');
    await vi.waitUntil(() => done.length === 1);
    expect(done).toEqual(['2']);
    finish();
    expect(done).toEqual(['2', '1']);
  });

  it('say whether anything listens', () => {
    const { turns, hears } = bench();
    const told: boolean[] = [];
    turns.onListening((listening) => told.push(listening));
    const first = turns.listen(hears('a'), 'front');
    const second = turns.listen(hears('b'), 'front');
    first();
    second();
    expect(told).toEqual([true, false]);
  });
});
