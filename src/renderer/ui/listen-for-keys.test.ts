// The page's keys: scans are queued, shortcuts and typing reach the layer in front. What happens to a field in focus is
// proved in a real browser, with the end-to-end tests.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type KeyListeners, listenForKeys } from './listen-for-keys.ts';

/** As much of a window as keys need: nothing has the focus. */
function fakePage() {
  return Object.assign(new EventTarget(), { document: { activeElement: null }, performance }) as unknown as Window;
}

let page: Window;
let keys: KeyListeners;
let nowMs: number;
beforeEach(() => {
  page = fakePage();
  keys = listenForKeys(page);
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
  it('wait for each other, and arrive in order, each once', async () => {
    const seen: string[] = [];
    const first = Promise.withResolvers<void>();
    keys.onScan(async (text) => {
      seen.push(`${text} starts`);
      if (text === '111111') await first.promise;
      seen.push(`${text} ends`);
    });
    expect(scan('111111')).toBe(true);
    scan('222222');
    scan('333333');
    await vi.waitUntil(() => seen.length === 1);
    first.resolve();
    await vi.waitUntil(() => seen.length === 6);
    expect(seen).toEqual(['111111 starts', '111111 ends', '222222 starts', '222222 ends', '333333 starts', '333333 ends']);
  });

  it('go on after one that could not be dealt with', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const seen: string[] = [];
    keys.onScan(async (text) => {
      seen.push(text);
      if (text === '111111') throw new Error('refused');
    });
    scan('111111');
    scan('222222');
    await vi.waitUntil(() => seen.length === 2);
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  it('go to the newest listener, and back to the one before when it leaves', async () => {
    const seen: string[] = [];
    keys.onScan(async (text) => void seen.push(`page ${text}`));
    const leave = keys.onScan(async (text) => void seen.push(`dialog ${text}`));
    scan('111111');
    await vi.waitUntil(() => seen.length === 1);
    leave();
    scan('222222');
    await vi.waitUntil(() => seen.length === 2);
    expect(seen).toEqual(['dialog 111111', 'page 222222']);
  });

  it('go to the page behind only where nothing on it listens, whichever began first', async () => {
    const seen: string[] = [];
    const leave = keys.onScan(async (text) => void seen.push(`part ${text}`));
    keys.onScan(async (text) => void seen.push(`page ${text}`), 'behind');
    scan('111111');
    await vi.waitUntil(() => seen.length === 1);
    leave();
    scan('222222');
    await vi.waitUntil(() => seen.length === 2);
    expect(seen).toEqual(['part 111111', 'page 222222']);
  });

  it('end with silence where no Enter ends them, and are not typed', async () => {
    const seen: string[] = [];
    keys.onScan(async (text) => void seen.push(text));
    keys.onTyped(null, (key) => seen.push(`typed ${key}`));
    press([...'8801234567890'], 4);
    await vi.waitUntil(() => seen.length > 0);
    expect(seen).toEqual(['8801234567890']);
  });

  it('may hold Shift in between without a character being typed', async () => {
    const seen: string[] = [];
    keys.onScan(async (text) => void seen.push(text));
    keys.onTyped(null, (key) => seen.push(`typed ${key}`));
    press(['A', 'Shift', 'B', 'Shift', 'C', 'Shift', 'D', 'Shift', 'E', 'Shift', 'F', 'Enter'], 4);
    await vi.waitUntil(() => seen.length > 0);
    expect(seen).toEqual(['ABCDEF']);
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
