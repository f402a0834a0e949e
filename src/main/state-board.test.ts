// What a page is sent of slices that not everybody may see, from one shop to the next.
import { expect, onTestFinished, test } from 'vitest';
import type { Right } from '../shared/rights.ts';
import type { NodeState } from '../shared/state.ts';
import { createStateBoard } from './state-board.ts';

const node = (healthSinceMs: number): NodeState => ({ healthSinceMs, heard: null, countedAnewAtMs: null });

function watch() {
  const board = createStateBoard(() => 0);
  const seen: { rights: readonly Right[] | null } = { rights: ['settings'] };
  const ending = new AbortController();
  const session = () => ({ staff: null, lockedFor: null, secondFactor: 'none' as const });
  board.publish({ node: node(1) });
  const pushes = board.watch(['session', 'node'], { session, rights: () => seen.rights }, ending.signal);
  onTestFinished(() => ending.abort());
  const next = async () => (await pushes.next()).value;
  return { board, seen, next };
}

test('between two shops nothing is taken back, and the session of the next one brings what is there then', async () => {
  const { board, seen, next } = watch();
  expect(await next()).toMatchObject({ node: node(1) });
  seen.rights = null;
  board.publish({ node: node(2) });
  expect(await next()).toEqual({ mainNowMs: 0 });
  seen.rights = ['settings'];
  board.touch('session');
  expect(await next()).toMatchObject({ node: node(2) });
});

test('whoever may not see it has it taken back with the session', async () => {
  const { board, seen, next } = watch();
  await next();
  seen.rights = [];
  board.touch('session');
  const push = await next();
  expect(push).toMatchObject({ withdrawn: ['node'] });
  expect(push).not.toHaveProperty('node');
});
