// What a screen knows: the mirror of main's slices, whether it is live, and what may die with the screen.
// Main owns the slices; a push replaces whole ones, so a selector that did not change costs no render.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StatePush, TillState } from '../shared/state.ts';

/**
 * `connecting`: nothing has come yet. `live`: the mirror is what main says. `lost`: the connection broke, the mirror is
 * old and must not be shown as if it were true.
 */
type ConnectionStatus = 'connecting' | 'live' | 'lost';

export interface Notice {
  id: number;
  tone: 'info' | 'done' | 'trouble';
  /** What happened. */
  title: string;
  /** Whether money is safe, and what to do next. */
  body?: string;
}

export interface ScreenState {
  connection: ConnectionStatus;
  /** The slices this screen is sent; empty until the first push. */
  till: Partial<TillState>;
  /** Main's clock less ours, in ms: times in the state are main's. */
  clockOffsetMs: number;
  notices: Notice[];
  receive(push: StatePush, nowMs: number): void;
  lose(): void;
  /** Gives its id, for what need not be said until its time is over. */
  notify(notice: Omit<Notice, 'id'>): number;
  dismiss(id: number): void;
}

export type ScreenStore = StoreApi<ScreenState>;

/** More would cover the screen: the oldest goes. */
const NOTICES_AT_ONCE = 3;

export function createScreenStore(): ScreenStore {
  let lastNoticeId = 0;
  return createStore<ScreenState>((set) => ({
    connection: 'connecting',
    till: {},
    clockOffsetMs: 0,
    notices: [],
    receive: ({ mainNowMs, withdrawn = [], ...slices }, nowMs) =>
      set((state) => {
        // A new watch begins with all that this screen is shown: nothing of before outlives it.
        const till = state.connection === 'live' ? { ...state.till, ...slices } : slices;
        for (const slice of withdrawn) delete till[slice];
        return { connection: 'live', till, clockOffsetMs: mainNowMs - nowMs };
      }),
    lose: () => set((state) => (state.connection === 'live' ? { connection: 'lost' } : {})),
    notify: (notice) => {
      lastNoticeId += 1;
      const id = lastNoticeId;
      set((state) => {
        // The same words twice are one message that is still true: it is shown anew, not stacked.
        const others = state.notices.filter((other) => other.title !== notice.title || other.body !== notice.body);
        return { notices: [...others, { ...notice, id }].slice(-NOTICES_AT_ONCE) };
      });
      return id;
    },
    dismiss: (id) => set((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
  }));
}
