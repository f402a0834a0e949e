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

it('forgets what it is told to, and after a lost connection all that it is not sent again', () => {
  const { getState } = createScreenStore();
  const ledger = { journalSeq: 1 };
  const upkeep = { damaged: false };
  getState().receive({ mainNowMs: 0, ledger, upkeep }, 0);
  getState().receive({ mainNowMs: 0, withdrawn: ['upkeep'] }, 0);
  expect(getState().till).toEqual({ ledger });
  getState().lose();
  getState().receive({ mainNowMs: 0, upkeep }, 0);
  expect(getState().till).toEqual({ upkeep });
});

it('is not lost before it was live', () => {
  const { getState } = createScreenStore();
  getState().lose();
  expect(getState().connection).toBe('connecting');
});
