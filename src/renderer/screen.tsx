// What every component of a screen can ask for: the mirror of the till, its calls, words for what went wrong, sounds, scans.
// Handed down by context, so that nothing here is a singleton.
import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Screen, StateOf } from '../shared/state.ts';
import { type Approvals, requestOf } from './approval/approvals.ts';
import { type Failure, type FailureCode, failureOf } from './failure.ts';
import { wordsForFailure } from './i18n/failure-words.ts';
import type { ScreenState, ScreenStore } from './store.ts';
import type { TillClient, TillConnection } from './till-client.ts';
import type { KeyListeners, Layer } from './ui/listen-for-keys.ts';
import type { Scan, ScanTurns } from './ui/scan-turns.ts';
import type { Sounds } from './ui/sound.ts';

export interface ScreenParts {
  screen: Screen;
  store: ScreenStore;
  client: TillClient;
  connection: TillConnection;
  sounds: Sounds;
  keys: KeyListeners;
  scans: ScanTurns;
  approvals: Approvals;
}

const ScreenContext = createContext<ScreenParts | null>(null);

export function ScreenProvider({ parts, children }: { parts: ScreenParts; children: ReactNode }) {
  return <ScreenContext value={parts}>{children}</ScreenContext>;
}

export function useScreen(): ScreenParts {
  const parts = use(ScreenContext);
  if (!parts) throw new Error('a component of a screen stands outside its ScreenProvider');
  return parts;
}

/** For what may die with the screen, and the connection. */
export function useScreenStore<T>(selector: (state: ScreenState) => T): T {
  return useStore(useScreen().store, selector);
}

/**
 * The hook with which one screen's components read the mirror; they are rendered within `TillGate`, so every slice of the
 * screen is there. `const useTill = tillHook<'customer'>()`; for several screens' components, the slices all of them see.
 * A selector must return what is in the state, or a primitive made of it: a new object each time renders without end.
 */
export function tillHook<S extends Screen>() {
  type Seen = { [K in S]: StateOf<K> }[S];
  return function useTill<T>(selector: (till: Seen) => T): T {
    return useScreenStore((state) => selector(state.till as Seen));
  };
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/**
 * Makes a call; when it fails, says so in words, unless `quiet`: the caller has a better place for them, or for those of some codes.
 * What the person may not do is asked of somebody who may, and made again when they approve: so it is one call, and nothing besides.
 */
export function useCall(): <T>(
  call: (client: TillClient) => Promise<T>,
  options?: { quiet?: boolean | readonly FailureCode[] },
) => Promise<Outcome<T>> {
  const { client, store, sounds, approvals } = useScreen();
  const { t, i18n } = useTranslation('errors');
  return useCallback(
    async (call, options) => {
      for (;;) {
        try {
          return { ok: true, value: await call(client) };
        } catch (error) {
          const failure = failureOf(error);
          sounds.play('refused');
          const request = requestOf(failure);
          const answer = request ? await approvals.ask(request) : 'nobody';
          if (answer === 'approved') continue;
          const quiet = answer === 'declined' || (options?.quiet ?? false);
          if (quiet === false || (quiet !== true && !quiet.includes(failure.code)))
            store.getState().notify({ tone: 'trouble', ...wordsForFailure(failure, t, i18n.language) });
          return { ok: false, failure };
        }
      }
    },
    [client, store, sounds, approvals, t, i18n],
  );
}

/** Main's clock, ms UTC, renewed every `everyMs` while it is shown. */
export function useMainNow(everyMs: number): number {
  const { store } = useScreen();
  const read = useCallback(() => Date.now() + store.getState().clockOffsetMs, [store]);
  const [now, setNow] = useState(read);
  useEffect(() => {
    setNow(read());
    const timer = setInterval(() => setNow(read()), everyMs);
    return () => clearInterval(timer);
  }, [read, everyMs]);
  return now;
}

/** Keeps a callback's newest version without listening anew. */
function useNewest<T>(value: T): { readonly current: T } {
  const newest = useRef(value);
  useEffect(() => {
    newest.current = value;
  });
  return newest;
}

/**
 * Handles each scan, one after the other: the next waits until this one's promise is settled. What began to listen last is heard;
 * what listens `behind` all others gets what nobody else is there for, whichever of them began first.
 */
export function useScans(onScan: (text: string, scan: Scan) => Promise<void>, place: 'front' | 'behind' = 'front'): void {
  const { scans } = useScreen();
  const newest = useNewest(onScan);
  useEffect(() => scans.listen((scan) => newest.current(scan.text, scan), place), [scans, newest, place]);
}

const LayerContext = createContext<Layer>(null);

/** Makes what is within it a layer of its own, in front of the page: its shortcuts and typing count, the page's do not. */
export function FrontLayer({ children }: { children: ReactNode }) {
  const { keys } = useScreen();
  const [layer] = useState(() => Symbol('layer'));
  useEffect(() => keys.openLayer(layer), [keys, layer]);
  return <LayerContext value={layer}>{children}</LayerContext>;
}

/**
 * Does `action` when `key` is pressed: `F2`, `Escape`, `Ctrl+K`, or a character, which is told from a scan first and only
 * counts while no field has the focus. Enter counts while no button or field has it.
 */
export function useShortcut(key: string, action: () => void, enabled = true): void {
  const { keys } = useScreen();
  const layer = use(LayerContext);
  const newest = useNewest(action);
  useEffect(() => (enabled ? keys.onShortcut(layer, key, () => newest.current()) : undefined), [keys, layer, key, newest, enabled]);
}

/** Each character that is typed while no field has the focus, and `Backspace`: a keyboard for the keypad. */
export function useTyping(onKey: (key: string) => void, enabled = true): void {
  const { keys } = useScreen();
  const layer = use(LayerContext);
  const newest = useNewest(onKey);
  useEffect(() => {
    if (!enabled) return;
    // Keys may come several at once, and Enter with them: each must see what the one before it made.
    return keys.onTyped(layer, (key) => flushSync(() => newest.current(key)));
  }, [keys, layer, newest, enabled]);
}
