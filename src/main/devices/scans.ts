// The shop's scans, from the scanner to the page that deals with them: each once, in order, and never lost without a word. A scan stays
// here until its page says that it is done; if the page goes away before, the next page gets it, and what it rings up is rung up once.
import { MOST_SCANS_WAITING, type ScanPush } from '../../shared/scans.ts';
import type { Screen } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import { type Candidate, pageForScans } from './page-for-scans.ts';

/** A page's connection; the same object at each of its calls. */
export interface ScanPage {
  readonly screen: Screen;
}

export interface Scans {
  /** A scanner has read it. */
  arrive(text: string): void;
  /** What comes to this page, until the signal ends it. A page listens once at a time. */
  listen(page: ScanPage, signal: AbortSignal): AsyncGenerator<ScanPush>;
  /** Hands are at this page. */
  turnTo(page: ScanPage): void;
  /** Dealt with; also of what was before. */
  done(id: string): void;
  /** Does the work of a scan, unless it has been done; a scan whose work fails can be tried again. Any scan, also one that was typed. */
  once(id: string | undefined, work: () => void): void;
  close(): void;
}

export interface ScansParts {
  newId: () => string;
  nowMs: () => number;
  log: Log;
}

/** Nobody means any more what was scanned so long ago, while no page was there. */
const MEANT_MS = 120_000;
/** A scan on which page after page goes away is not handed to another one. */
const MOST_PAGES_LOST = 5;
/** Whose work is known to be done; long after a page could still ask. */
const DONE_KEPT = 2000;

interface Waiting {
  id: string;
  text: string;
  atMs: number;
  /** It has been on a page. */
  offered: boolean;
  /** How many pages went away while it was their first one. */
  pagesLost: number;
  ear: Ear | null;
}

interface Ear extends Candidate {
  page: ScanPage;
  mine: boolean;
  pushes: ScanPush[];
  wake: () => void;
}

export function createScans({ newId, nowMs, log }: ScansParts): Scans {
  let waiting: Waiting[] = [];
  let ears: Ear[] = [];
  let missed = 0;
  let closed = false;
  const doneIds = new Set<string>();

  const push = (ear: Ear, news: ScanPush) => {
    ear.pushes.push(news);
    ear.wake();
  };

  const miss = (count: number, why: string) => {
    if (count === 0) return;
    missed += count;
    log.warn('scans.missed', { count, why });
  };

  /** Hands what nobody has to whose turn it is. */
  const offer = () => {
    const turn = pageForScans(ears, nowMs());
    for (const ear of ears) {
      if (ear.mine === (ear === turn)) continue;
      ear.mine = ear === turn;
      push(ear, { kind: 'turn', mine: ear.mine });
    }
    if (!turn) return;
    const worn = waiting.filter(({ pagesLost }) => pagesLost >= MOST_PAGES_LOST);
    const stale = waiting.filter(({ offered, atMs }) => !offered && nowMs() - atMs > MEANT_MS);
    waiting = waiting.filter((scan) => !worn.includes(scan) && !stale.includes(scan));
    miss(worn.length, 'no page could deal with it');
    miss(stale.length, 'no page was there');
    if (missed > 0) push(turn, { kind: 'missed', count: missed });
    missed = 0;
    for (const scan of waiting) {
      if (scan.ear !== null) continue;
      scan.ear = turn;
      scan.offered = true;
      push(turn, { kind: 'scan', id: scan.id, text: scan.text });
    }
  };

  const leave = (ear: Ear) => {
    if (!ears.includes(ear)) return;
    ears = ears.filter((one) => one !== ear);
    const had = waiting.filter((scan) => scan.ear === ear);
    for (const scan of had) scan.ear = null;
    const [first] = had;
    if (first) first.pagesLost += 1;
    offer();
  };

  const markDone = (id: string) => {
    waiting = waiting.filter((scan) => scan.id !== id);
    doneIds.add(id);
    for (const oldest of doneIds) {
      if (doneIds.size <= DONE_KEPT) break;
      doneIds.delete(oldest);
    }
  };

  return {
    arrive(text) {
      if (closed) return;
      if (waiting.length >= MOST_SCANS_WAITING) miss(1, 'too many wait');
      else waiting.push({ id: newId(), text, atMs: nowMs(), offered: false, pagesLost: 0, ear: null });
      offer();
    },
    async *listen(page, signal) {
      let wake: () => void = () => undefined;
      // The counter's page is where scans belong, also after a moment without a connection.
      const touchedAtMs = page.screen === 'cashier' ? nowMs() : Number.NEGATIVE_INFINITY;
      const ear: Ear = { page, screen: page.screen, touchedAtMs, mine: false, pushes: [], wake: () => wake() };
      // At once, also while what it was handed last is still on the way.
      const stop = () => {
        leave(ear);
        wake();
      };
      signal.addEventListener('abort', stop);
      ears.push(ear);
      try {
        push(ear, { kind: 'turn', mine: false });
        offer();
        while (!signal.aborted && !closed) {
          const next = ear.pushes.shift();
          if (next) yield next;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        signal.removeEventListener('abort', stop);
        leave(ear);
      }
    },
    turnTo(page) {
      for (const ear of ears) if (ear.page === page) ear.touchedAtMs = nowMs();
      offer();
    },
    done: markDone,
    once(id, work) {
      if (id === undefined) return work();
      if (doneIds.has(id)) return;
      work();
      markDone(id);
    },
    close() {
      closed = true;
      for (const ear of [...ears]) ear.wake();
    },
  };
}
