// The page's keys: scans are queued, shortcuts and typing reach the layer in front. What happens to a field in focus is
// proved in a real browser, with the end-to-end tests.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type KeyListeners, listenForKeys } from './listen-for-keys.ts';
import { scanRulesOf } from './scan.ts';

/** As much of a window as keys need: nothing has the focus. */
function fakePage() {
  return Object.assign(new EventTarget(), { document: { activeElement: null }, performance }) as unknown as Window;
}

let page: Window;
let keys: KeyListeners;
/** What was scanned, in order. */
let scans: string[];
let nowMs: number;
beforeEach(() => {
  page = fakePage();
  scans = [];
  let lastId = 0;
  const newId = () => {
    lastId += 1;
    return String(lastId);
  };
  keys = listenForKeys(page, { arrive: ({ text, id }) => scans.push(`${text} ${id}`) }, newId);
  nowMs = performance.now();
});
afterEach(() => keys.close());

/** Presses keys `gapMs` apart by the events' clock, all before the page comes to its timers. Says whether the page kept the last. */
function press(names: readonly string[], gapMs: number, held: { ctrlKey?: boolean } = {}): boolean {
  let kept = false;
  for (const key of names) {
    nowMs += gapMs;
    const event = Object.assign(new Event('keydown', { cancelable: true }), {
      key,
      code: /^\d$/.test(key) ? `Digit${key}` : key,
      ctrlKey: held.ctrlKey ?? false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      repeat: false,
      isComposing: false,
      getModifierState: () => false,
    });
    Object.defineProperty(event, 'timeStamp', { value: nowMs });
    page.dispatchEvent(event);
    kept = event.defaultPrevented;
  }
  return kept;
}

const scan = (text: string) => press([...text, 'Enter'], 4);

describe('scans', () => {
  it('come in order, each once, with an id of its own', () => {
    expect(scan('111111')).toBe(true);
    scan('222222');
    scan('222222');
    expect(scans).toEqual(['111111 1', '222222 2', '222222 3']);
  });

  it('end with silence where no Enter ends them, and are not typed', async () => {
    keys.onTyped(null, (key) => scans.push(`typed ${key}`));
    press([...'8801234567890'], 4);
    await vi.waitUntil(() => scans.length > 0);
    expect(scans).toEqual(['8801234567890 1']);
  });

  it('may hold Shift in between without a character being typed', () => {
    keys.onTyped(null, (key) => scans.push(`typed ${key}`));
    press(['A', 'Shift', 'B', 'Shift', 'C', 'Shift', 'D', 'Shift', 'E', 'Shift', 'F', 'Enter'], 4);
    expect(scans).toEqual(['ABCDEF 1']);
  });

  it('lose the symbology identifier, as those of a line do', () => {
    scan(']E08801056038861');
    scan(']E105');
    expect(scans).toEqual(['8801056038861 1']);
  });

  it('come from a slow scanner, too, once the shop has said that it has one', async () => {
    const pressed = vi.fn();
    keys.onShortcut(null, 'Enter', pressed);
    keys.setRules(scanRulesOf({ pace: 'slow', layout: 'shop' }));
    expect(press([...'8801234567890', 'Enter'], 90)).toBe(true);
    expect(scans).toEqual(['8801234567890 1']);
    expect(pressed).not.toHaveBeenCalled();
  });
});

describe('shortcuts', () => {
  it('fire at once for keys that write nothing', () => {
    const pay = vi.fn();
    const find = vi.fn();
    keys.onShortcut(null, 'F2', pay);
    keys.onShortcut(null, 'Ctrl+K', find);
    expect(press(['F2'], 100)).toBe(true);
    expect(press(['k'], 100, { ctrlKey: true })).toBe(true);
    expect(press(['F3'], 100)).toBe(false);
    expect([pay.mock.calls.length, find.mock.calls.length]).toEqual([1, 1]);
  });

  it('fire for a character once it is no scan, and then it is not typed', async () => {
    const find = vi.fn();
    const typed: string[] = [];
    keys.onShortcut(null, '/', find);
    keys.onTyped(null, (key) => typed.push(key));
    press(['/'], 100);
    expect(find).not.toHaveBeenCalled();
    press(['1', '2', 'Backspace'], 100);
    await vi.waitUntil(() => typed.length === 3);
    expect(find).toHaveBeenCalledOnce();
    expect(typed).toEqual(['1', '2', 'Backspace']);
  });

  it('fire for an Enter right behind a few quick characters, which is no scan', () => {
    const done: string[] = [];
    keys.onTyped(null, (key) => done.push(key));
    keys.onShortcut(null, 'Enter', () => done.push('Enter'));
    press(['4', '2', '0', 'Enter'], 5);
    expect(done).toEqual(['4', '2', '0', 'Enter']);
    expect(scans).toEqual([]);
  });

  it('and typing reach the layer in front only', async () => {
    const calls: string[] = [];
    const dialog = Symbol('dialog');
    keys.onShortcut(null, 'F2', () => calls.push('page'));
    keys.onShortcut(dialog, 'F2', () => calls.push('dialog'));
    keys.onTyped(null, (key) => calls.push(`page ${key}`));
    keys.onTyped(dialog, (key) => calls.push(`dialog ${key}`));
    const leave = keys.openLayer(dialog);
    press(['F2', '7', 'F2'], 100);
    leave();
    press(['8', 'F2'], 100);
    expect(calls).toEqual(['dialog', 'dialog 7', 'dialog', 'page 8', 'page']);
  });
});
