import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClockAlarm } from './clock-alarm.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

test('rings once, when the time has come', () => {
  const ring = vi.fn();
  createClockAlarm(Date.now, ring).set(1_090_000);
  vi.advanceTimersByTime(89_999);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(ring).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(600_000);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('rings within a second after the machine slept past the time', () => {
  const ring = vi.fn();
  createClockAlarm(Date.now, ring).set(1_600_000);
  vi.advanceTimersByTime(500);
  vi.setSystemTime(9_000_000);
  vi.advanceTimersByTime(1000);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('waits on when the clock was set back', () => {
  const ring = vi.fn();
  createClockAlarm(Date.now, ring).set(1_010_000);
  vi.advanceTimersByTime(9_500);
  vi.setSystemTime(1_000_000);
  vi.advanceTimersByTime(9_999);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('a new time replaces the one before, and null is never', () => {
  const ring = vi.fn();
  const alarm = createClockAlarm(Date.now, ring);
  alarm.set(1_000_100);
  alarm.set(1_005_000);
  vi.advanceTimersByTime(4_999);
  expect(ring).not.toHaveBeenCalled();
  alarm.set(null);
  vi.advanceTimersByTime(60_000);
  expect(ring).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
