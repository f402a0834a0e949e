// Measures within a page, the same way on the till's and on the bare one: from an event's own time stamp to the frame that
// shows what it changed (the animation frame after the change, and the message after that, when the frame has been made).
import type { Page } from '@playwright/test';

interface Shown {
  /** From the event to the frame. */
  ms: number;
  /** When the frame was made, ms since the epoch by the page's clock. */
  atMs: number;
}

interface Pressed {
  ms: number;
  /** The pressed thing looked different in that frame. */
  reacted: boolean;
}

interface PageClock {
  /** Waits for what `selector` finds to change; `event` starts the watch, null does now. */
  arm(event: 'click' | 'Enter' | null, selector: string): void;
  armPress(selector: string): void;
  shown: Promise<Shown>;
  pressed: Promise<Pressed>;
}

declare global {
  interface Window {
    pageClock: PageClock;
  }
}

/** To be given to the page before it loads. */
export function installPageClock(): void {
  const look = (selector: string) => document.querySelector(selector)?.outerHTML ?? '';
  const afterFrame = (then: () => void) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  // Heard before the page hears it: a page may keep an event to itself.
  let heard = { event: '', timeStamp: Number.NaN };
  window.addEventListener('click', ({ timeStamp }) => (heard = { event: 'click', timeStamp }), { capture: true });
  window.addEventListener('keydown', ({ key, timeStamp }) => (heard = { event: key, timeStamp }), { capture: true });
  const clock: PageClock = {
    shown: new Promise(() => undefined),
    pressed: new Promise(() => undefined),
    arm(event, selector) {
      clock.shown = new Promise((resolve, reject) => {
        const before = look(selector);
        const armedMs = performance.now();
        heard = { event: '', timeStamp: Number.NaN };
        const end = () => {
          observer.disconnect();
          clearTimeout(tooLate);
        };
        const observer = new MutationObserver(() => {
          const now = look(selector);
          if ((event !== null && heard.event !== event) || now === before || now === '') return;
          end();
          const fromMs = event === null ? armedMs : heard.timeStamp;
          afterFrame(() => resolve({ ms: performance.now() - fromMs, atMs: performance.timeOrigin + performance.now() }));
        });
        const tooLate = setTimeout(() => {
          end();
          reject(new Error(`nothing changed at ${selector} (heard ${heard.event}, ${look(selector) === before ? 'the same' : 'changed'})`));
        }, 5_000);
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      });
    },
    armPress(selector) {
      clock.pressed = new Promise((resolve) => {
        window.addEventListener(
          'pointerdown',
          ({ timeStamp }) => {
            requestAnimationFrame(() => {
              const element = document.querySelector(selector);
              const reacted = element !== null && getComputedStyle(element).transform !== 'none';
              const channel = new MessageChannel();
              channel.port1.onmessage = () => resolve({ ms: performance.now() - timeStamp, reacted });
              channel.port2.postMessage(null);
            });
          },
          { capture: true, once: true },
        );
      });
    },
  };
  window.pageClock = clock;
}

/** What to add to a page's time to have this process's, both in ms since the epoch: the quickest of many questions tells best. */
export async function clockOffsetMs(page: Page): Promise<number> {
  let best = { roundMs: Number.POSITIVE_INFINITY, offsetMs: 0 };
  for (let question = 0; question < 50; question += 1) {
    const askedMs = nowMs();
    const theirsMs = await page.evaluate(() => performance.timeOrigin + performance.now());
    const roundMs = nowMs() - askedMs;
    if (roundMs < best.roundMs) best = { roundMs, offsetMs: askedMs + roundMs / 2 - theirsMs };
  }
  return best.offsetMs;
}

/** Finer than Date.now(), on the same scale as a page's. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
