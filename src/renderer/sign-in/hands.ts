// Tells the till that hands are at this screen, so that it does not lock itself: at once when they come back, then at most so often.
import { useEffect } from 'react';
import { failureOf } from '../failure.ts';
import { tillHook, useScreen } from '../screen.tsx';

const useTill = tillHook<'cashier' | 'manager'>();
const TELL_EVERY_MS = 10_000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

export function useHands(): void {
  const { client } = useScreen();
  const signedIn = useTill((till) => till.session.staff !== null);
  useEffect(() => {
    if (!signedIn) return;
    let toldAtMs = Number.NEGATIVE_INFINITY;
    let later: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      later = undefined;
      toldAtMs = performance.now();
      // Nothing was asked for: where the till does not answer, the screen shows that itself.
      client.session.touched().catch(failureOf);
    };
    const touched = () => {
      later ??= setTimeout(tell, Math.max(0, toldAtMs + TELL_EVERY_MS - performance.now()));
    };
    for (const touch of TOUCHES) window.addEventListener(touch, touched, { passive: true, capture: true });
    return () => {
      clearTimeout(later);
      for (const touch of TOUCHES) window.removeEventListener(touch, touched, { capture: true });
    };
  }, [client, signedIn]);
}
