import { expect, test } from 'vitest';
import { createFrameRing } from './frame-ring.ts';

test('the last 200 frames are kept, the oldest first, each with its time', () => {
  let now = 1000;
  const ring = createFrameRing(() => now);
  for (let count = 0; count < 250; count += 1) {
    now += 1;
    ring.tell({ direction: 'sent', hex: '01', words: String(count) });
  }
  const frames = ring.frames();
  expect(frames).toHaveLength(200);
  expect(frames[0]).toEqual({ atMs: 1051, direction: 'sent', hex: '01', words: '50' });
  expect(frames.at(-1)).toMatchObject({ atMs: 1250, words: '249' });
});

test('a frame is no longer than what is read', () => {
  const ring = createFrameRing(() => 0);
  ring.tell({ direction: 'sent', hex: '00 '.repeat(100_000), words: 'x'.repeat(100_000) });
  const [frame] = ring.frames();
  expect(frame?.hex.length).toBeLessThan(200);
  expect(frame?.words.length).toBeLessThan(302);
});

test('what was given out does not change', () => {
  const ring = createFrameRing(() => 0);
  ring.tell({ direction: 'note', hex: '', words: 'line open' });
  const before = ring.frames();
  ring.tell({ direction: 'note', hex: '', words: 'line closed' });
  expect(before).toHaveLength(1);
});

test('an exchange that repeats is kept once, the last one; what comes unasked, each time', () => {
  let now = 0;
  const ring = createFrameRing(() => now);
  const tell = (direction: 'sent' | 'received' | 'note', words: string) => {
    now += 1;
    ring.tell({ direction, hex: '', words });
  };
  for (let count = 0; count < 3; count += 1) tell('note', 'line not opened: missing');
  for (let count = 0; count < 50; count += 1) {
    tell('sent', 'status?');
    tell('received', 'ACK');
    tell('received', 'paper');
  }
  tell('received', '4006381333931');
  tell('received', '4006381333931');
  tell('sent', 'status?');
  tell('received', 'ACK');
  tell('received', 'no paper');
  expect(ring.frames().map(({ words }) => words)).toEqual([
    'line not opened: missing',
    'status?',
    'ACK',
    'paper',
    '4006381333931',
    '4006381333931',
    'status?',
    'ACK',
    'no paper',
  ]);
  expect(ring.frames()[0]?.atMs).toBe(3);
  expect(ring.frames()[3]?.atMs).toBe(153);
});
