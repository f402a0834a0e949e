import { describe, expect, it, vi } from 'vitest';
import { MOST_SCANS_WAITING, type ScanPush } from '../../shared/scans.ts';
import type { Screen } from '../../shared/state.ts';
import { createScans } from './scans.ts';

function bench() {
  const clock = { nowMs: 1_000_000 };
  let lastId = 0;
  const newId = () => {
    lastId += 1;
    return `s${lastId}`;
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const scans = createScans({ newId, nowMs: () => clock.nowMs, log });
  const open = (screen: Screen) => {
    const page = { screen };
    const leaving = new AbortController();
    const got: ScanPush[] = [];
    const listening = (async () => {
      for await (const push of scans.listen(page, leaving.signal)) got.push(push);
    })();
    return {
      got,
      codes: () => got.flatMap((push) => (push.kind === 'scan' ? push.text : [])),
      ids: () => got.flatMap((push) => (push.kind === 'scan' ? push.id : [])),
      missed: () => got.flatMap((push) => (push.kind === 'missed' ? push.count : [])),
      mine: () => got.findLast((push) => push.kind === 'turn')?.mine,
      touch: () => scans.turnTo(page),
      async leave() {
        leaving.abort();
        await listening;
      },
    };
  };
  return { clock, scans, open };
}
const eventually = (check: () => void) => vi.waitFor(check);

describe('scans', () => {
  it('wait for a page, and come to it in order', async () => {
    const { scans, open } = bench();
    for (const text of ['a', 'b', 'c']) scans.arrive(text);
    const page = open('cashier');
    await eventually(() => expect(page.codes()).toEqual(['a', 'b', 'c']));
    scans.arrive('d');
    await eventually(() => expect(page.codes()).toEqual(['a', 'b', 'c', 'd']));
  });

  it('that a page had not dealt with when it went away come to the next one, under the same ids', async () => {
    const { scans, open } = bench();
    const first = open('cashier');
    for (const text of ['a', 'b', 'c']) scans.arrive(text);
    await eventually(() => expect(first.codes()).toHaveLength(3));
    scans.done(first.ids()[0] ?? '');
    await first.leave();
    const second = open('cashier');
    await eventually(() => expect(second.codes()).toEqual(['b', 'c']));
    expect(second.ids()).toEqual(first.ids().slice(1));
  });

  it('ring up once, whoever asks again, and not what failed', () => {
    const { scans } = bench();
    const work = vi.fn();
    scans.once('x', work);
    scans.once('x', work);
    expect(work).toHaveBeenCalledTimes(1);
    expect(() =>
      scans.once('y', () => {
        throw new Error('refused');
      }),
    ).toThrow('refused');
    scans.once('y', work);
    expect(work).toHaveBeenCalledTimes(2);
    scans.once(undefined, work);
    scans.once(undefined, work);
    expect(work).toHaveBeenCalledTimes(4);
  });

  it('that are rung up come to no other page, even if the first one never said so', async () => {
    const { scans, open } = bench();
    const first = open('cashier');
    scans.arrive('a');
    await eventually(() => expect(first.ids()).toHaveLength(1));
    scans.once(first.ids()[0], () => undefined);
    await first.leave();
    const second = open('cashier');
    scans.arrive('b');
    await eventually(() => expect(second.codes()).toEqual(['b']));
  });

  it('go where the hands are, and every page knows whether that is itself', async () => {
    const { scans, open, clock } = bench();
    const first = open('cashier');
    clock.nowMs += 10;
    const second = open('cashier');
    await eventually(() => expect([first.mine(), second.mine()]).toEqual([false, true]));
    clock.nowMs += 10;
    first.touch();
    await eventually(() => expect([first.mine(), second.mine()]).toEqual([true, false]));
    scans.arrive('a');
    await eventually(() => expect(first.codes()).toEqual(['a']));
    expect(second.codes()).toEqual([]);
  });

  it('that nobody can mean any more are not rung up, and told of', async () => {
    const { scans, open, clock } = bench();
    scans.arrive('last night');
    clock.nowMs += 8 * 3_600_000;
    scans.arrive('now');
    const page = open('cashier');
    await eventually(() => expect(page.codes()).toEqual(['now']));
    expect(page.missed()).toEqual([1]);
  });

  it('are no more than a till can hold, and the others are told of', async () => {
    const { scans, open } = bench();
    for (let count = 0; count < MOST_SCANS_WAITING + 7; count += 1) scans.arrive(String(count));
    const page = open('cashier');
    await eventually(() => expect(page.codes()).toHaveLength(MOST_SCANS_WAITING));
    expect(page.missed()).toEqual([7]);
  });

  it('on which page after page goes away are given up, and told of', async () => {
    const { scans, open } = bench();
    scans.arrive('poison');
    for (let tries = 0; tries < 5; tries += 1) {
      const page = open('cashier');
      await eventually(() => expect(page.codes()).toEqual(['poison']));
      await page.leave();
    }
    const page = open('cashier');
    await eventually(() => expect(page.missed()).toEqual([1]));
    expect(page.codes()).toEqual([]);
  });

  it('end with the shop', async () => {
    const { scans, open } = bench();
    const page = open('cashier');
    await eventually(() => expect(page.mine()).toBe(true));
    scans.close();
    await page.leave();
    scans.arrive('late');
    expect(page.codes()).toEqual([]);
  });
});
