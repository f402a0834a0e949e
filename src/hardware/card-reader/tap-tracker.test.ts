import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CardTap } from './card-taps.ts';
import { createTapTracker } from './tap-tracker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const one = Uint8Array.of(4, 1, 1, 1, 1, 1, 1);
const other = Uint8Array.of(4, 2, 2, 2, 2, 2, 2);
const read = (uid: Uint8Array): CardTap => ({ status: 'read', uid, uris: [], texts: [] });

function bed() {
  const told: CardTap['status'][] = [];
  const taps = createTapTracker((tap) => told.push(tap.status));
  /** Held there for a moment, and read where it is to be. */
  const hold = (uid: Uint8Array) => {
    const isNew = taps.arrives(uid);
    if (isNew) taps.ends(uid, read(uid));
    return isNew;
  };
  return { taps, told, hold };
}

test('a card is told once until it was away for longer than a flicker; another is told at once', () => {
  const { taps, told, hold } = bed();
  expect(hold(one)).toBe(true);
  expect(hold(one)).toBe(false);
  taps.leaves();
  vi.advanceTimersByTime(250);
  expect(hold(one)).toBe(false);
  expect(hold(other)).toBe(true);
  taps.leaves();
  vi.advanceTimersByTime(350);
  expect(hold(other)).toBe(true);
  expect(told).toEqual(['read', 'read', 'read']);
});

test('a card with another number each time is one card while it flickers', () => {
  const { taps, hold } = bed();
  expect(hold(Uint8Array.of(0x08, 1, 2, 3))).toBe(true);
  taps.leaves();
  vi.advanceTimersByTime(100);
  expect(hold(Uint8Array.of(0x08, 9, 9, 9))).toBe(false);
  expect(hold(Uint8Array.of(0x04, 9, 9, 9))).toBe(true);
});

test('lost and back at once it is one tap; lost for good it is torn away, told once', () => {
  const { taps, told, hold } = bed();
  taps.arrives(one);
  taps.lost(one);
  vi.advanceTimersByTime(100);
  expect(hold(one)).toBe(true);
  vi.advanceTimersByTime(1000);
  taps.leaves();
  vi.advanceTimersByTime(1000);
  expect(told).toEqual(['read']);
  taps.arrives(other);
  taps.lost(other);
  taps.lost(null);
  vi.advanceTimersByTime(400);
  taps.lost(null);
  vi.advanceTimersByTime(400);
  expect(told).toEqual(['read', 'torn_away']);
  taps.comes();
  taps.lost(null);
  vi.advanceTimersByTime(400);
  expect(told).toEqual(['read', 'torn_away', 'torn_away']);
});

test('a card that was told and is lost on its way out is not torn away', () => {
  const { taps, told, hold } = bed();
  hold(one);
  taps.leaves();
  vi.advanceTimersByTime(50);
  taps.lost(null);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual(['read']);
});

test('one that is lost again and again and is always there is unreadable', () => {
  const { taps, told } = bed();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect(taps.arrives(one)).toBe(true);
    taps.lost(one);
    vi.advanceTimersByTime(100);
  }
  expect(taps.arrives(one)).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual(['unreadable']);
});

test('of several none is read until the field was empty', () => {
  const { taps, told, hold } = bed();
  taps.several();
  taps.several();
  expect(hold(one)).toBe(false);
  taps.leaves();
  vi.advanceTimersByTime(100);
  expect(hold(one)).toBe(false);
  taps.leaves();
  vi.advanceTimersByTime(400);
  expect(hold(one)).toBe(true);
  expect(told).toEqual(['several', 'read']);
});

test('closed, it says nothing more', () => {
  const { taps, told } = bed();
  taps.arrives(one);
  taps.lost(one);
  taps.close();
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([]);
});
