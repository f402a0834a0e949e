import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createOnlineLook, LOOK_MS } from './online-look.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const nothing = () => undefined;

test('a printer is on-line by its answer to the first question, and that is asked next whatever was asked before', async () => {
  const look = createOnlineLook();
  const online = look.look(nothing);
  expect(look.answered(3, false)).toBe(1);
  expect(look.answered(1, false)).toBeNull();
  expect(await online).toBe(true);
  expect(look.underWay).toBe(false);
});

test('one that is not has said why before that is told', async () => {
  const look = createOnlineLook();
  const online = look.look(nothing);
  for (const query of [1, 2, 3] as const) {
    expect(look.answered(query, true)).toBeNull();
    await vi.advanceTimersByTimeAsync(0);
    expect(look.underWay).toBe(true);
  }
  look.answered(4, true);
  expect(await online).toBe(false);
});

test('one that does not answer in time, or ends, is not', async () => {
  const look = createOnlineLook();
  const silent = look.look(nothing);
  await vi.advanceTimersByTimeAsync(LOOK_MS);
  expect(await silent).toBe(false);
  const gone = look.look(nothing);
  look.end();
  expect(await gone).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
