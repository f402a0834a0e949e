// Counting in the background: moment after moment until all is counted, now and then after that, and no longer than the till is open.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import { createLog } from '../log.ts';
import { COUNT_AFTER_MS, COUNT_AGAIN_MS, COUNT_EVERY_MS, keepCounting } from './keep-counting.ts';
import type { Reports } from './reports.ts';

let asked: number;
let logged: string;
let answers: (() => ReturnType<Reports['count']>)[];
let stop: () => void;
const all = async () => ({ seq: 9, headSeq: 9 });
const some = async () => ({ seq: 3, headSeq: 9 });

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  logged = '';
  answers = [];
  const log = createLog((line) => {
    logged += line;
  }, Date.now);
  const count = () => {
    asked += 1;
    return (answers.shift() ?? all)();
  };
  stop = keepCounting({ count }, log);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('it begins after the start, goes on until all is counted, and looks again now and then', async () => {
  answers = [some, some, all];
  await vi.advanceTimersByTimeAsync(COUNT_AFTER_MS - 1);
  expect(asked).toBe(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toBe(3);
  await vi.advanceTimersByTimeAsync(COUNT_EVERY_MS);
  expect(asked).toBe(4);
  expect(logged).toBe('');
});

test('what fails is in the log, and tried again later', async () => {
  answers = [() => Promise.reject(new TillError('STORE_FAILED'))];
  await vi.advanceTimersByTimeAsync(COUNT_AFTER_MS + COUNT_EVERY_MS);
  expect(asked).toBe(1);
  expect(logged.match(/reports\.counting_failed/g)).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(COUNT_AGAIN_MS - COUNT_EVERY_MS);
  expect(asked).toBe(2);
});

test('it ends with the till, also in the middle of a moment', async () => {
  let end: (error: TillError) => void = () => undefined;
  answers = [() => new Promise((_, reject) => (end = reject))];
  await vi.advanceTimersByTimeAsync(COUNT_AFTER_MS);
  stop();
  end(new TillError('SHUTTING_DOWN'));
  await vi.advanceTimersByTimeAsync(COUNT_AGAIN_MS);
  expect(asked).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
  expect(logged).toBe('');
});
