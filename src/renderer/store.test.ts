// What a screen keeps for itself.
import { expect, it } from 'vitest';
import { createScreenStore } from './store.ts';

it('shows the same words once, and at most three notices', () => {
  const { getState } = createScreenStore();
  for (const title of ['a', 'b', 'a', 'c', 'd']) getState().notify({ tone: 'info', title });
  expect(getState().notices.map((notice) => notice.title)).toEqual(['a', 'c', 'd']);
});

it('takes a notice away by its id', () => {
  const { getState } = createScreenStore();
  getState().notify({ tone: 'info', title: 'a' });
  getState().notify({ tone: 'trouble', title: 'b' });
  getState().dismiss(getState().notices[0]?.id ?? 0);
  expect(getState().notices.map((notice) => notice.title)).toEqual(['b']);
});

it('is not lost before it was live', () => {
  const { getState } = createScreenStore();
  getState().lose();
  expect(getState().connection).toBe('connecting');
});
