import { beforeEach, describe, expect, test } from 'vitest';
import { createDrawerSensor, type DrawerSensor, OPENS_WITHIN_MS } from './drawer-sensor.ts';

let nowMs: number;
let drawer: DrawerSensor;
beforeEach(() => {
  nowMs = 1000;
});
const open = (sensor: Parameters<typeof createDrawerSensor>[0]) => {
  drawer = createDrawerSensor(sensor, () => nowMs);
};
/** Told to open, and it does, or does not. */
const kick = (levelAfter: boolean | null) => {
  drawer.kicked();
  nowMs += 200;
  if (levelAfter !== null) drawer.level(levelAfter);
  nowMs += OPENS_WITHIN_MS;
  drawer.timeIsOver();
};

describe('a drawer whose sensor is set by hand', () => {
  test.each([
    ['high', true],
    ['low', false],
  ] as const)('is open at %s and shut at the other', (sensor, high) => {
    open(sensor);
    expect(drawer.state).toBeNull();
    drawer.level(high);
    expect(drawer.state).toBe('open');
    drawer.level(!high);
    expect(drawer.state).toBe('closed');
  });

  test('did not open when it was told to and stays shut, until it opens', () => {
    open('high');
    drawer.level(false);
    kick(null);
    expect(drawer.state).toBe('did_not_open');
    drawer.level(true);
    expect(drawer.state).toBe('open');
    drawer.level(false);
    expect(drawer.state).toBe('closed');
  });

  test('that stands open, is told to open and is shut at once, has opened', () => {
    open('high');
    drawer.level(true);
    kick(false);
    expect(drawer.state).toBe('closed');
  });
});

describe('a drawer whose sensor is learned', () => {
  test('is unknown until it has opened once, whichever way its level goes', () => {
    for (const opened of [true, false]) {
      open('learned');
      drawer.level(!opened);
      expect(drawer.state).toBeNull();
      kick(opened);
      expect(drawer.state).toBe('open');
      drawer.level(!opened);
      expect(drawer.state).toBe('closed');
      kick(null);
      expect(drawer.state).toBe('did_not_open');
    }
  });

  test('stays unknown where no sensor is: the level never changes', () => {
    open('learned');
    drawer.level(false);
    kick(null);
    kick(null);
    expect(drawer.state).toBeNull();
  });

  test('learns nothing from a hand, and is not led astray for good by one that shut it in the wrong moment', () => {
    open('learned');
    drawer.level(true);
    drawer.level(false);
    expect(drawer.state).toBeNull();
    // It stood open (low), was told to open, and somebody shut it.
    kick(true);
    for (let times = 0; times < 3; times += 1) {
      kick(false);
      drawer.level(true);
    }
    expect(drawer.state).toBe('closed');
  });
});

test('a drawer without a sensor says nothing', () => {
  open('none');
  drawer.level(true);
  kick(false);
  expect(drawer.state).toBeNull();
});
