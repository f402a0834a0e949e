// Scanners on lines of their own: main hands their codes to one page, which deals with them like with those that are typed, and says
// when it has. A page listens while something on it waits for codes. What a broken connection leaves open comes again, and is done once.
import type { ScanPush } from '../shared/scans.ts';
import type { ScreenStore } from './store.ts';
import type { TillClient } from './till-client.ts';
import type { ScanTurns } from './ui/scan-turns.ts';

export interface ScannersParts {
  page: Window;
  client: Pick<TillClient, 'scans'>;
  store: ScreenStore;
  turns: ScanTurns;
  /** Scans came while no page was there, and are not kept. */
  onMissed: (count: number) => void;
}

const RETRY_MS = 500;
const IDS_KEPT = 2000;
/** Between two dialogs nothing listens for a moment. */
const LEAVE_MS = 300;
/** A manager's page has scans for a while after it was touched: it says so again before that is over. */
const TOUCH_EVERY_MS = 10_000;
const TOUCHES = ['pointerdown', 'keydown'] as const;

export function listenForScanners({ page, client, store, turns, onMissed }: ScannersParts): () => void {
  /** What came, by its id: `open` until it is dealt with. */
  const known = new Map<string, 'open' | 'done'>();
  let hearing: AbortController | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let mine = false;
  /** Main thinks that this page has one which nothing here took: it is given back with the line. */
  let given = false;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let closed = false;

  const isWanted = () => !closed && turns.listening && store.getState().connection === 'live';

  // Where the till does not answer, it asks again by sending the scan again.
  const acknowledge = (id: string) => void client.scans.done({ scanId: id }).catch(() => undefined);

  const take = (id: string, text: string) => {
    const before = known.get(id);
    if (before === 'done') acknowledge(id);
    if (before !== undefined) return;
    known.set(id, 'open');
    turns.arrive({
      id,
      text,
      done() {
        known.set(id, 'done');
        for (const oldest of known.keys()) {
          if (known.size <= IDS_KEPT) break;
          known.delete(oldest);
        }
        acknowledge(id);
      },
      homeless() {
        known.delete(id);
        given = true;
      },
    });
  };

  const hear = (push: ScanPush) => {
    if (push.kind === 'scan') take(push.id, push.text);
    else if (push.kind === 'missed') onMissed(push.count);
    else mine = push.mine;
  };

  const listen = async () => {
    if (hearing) return;
    const ending = new AbortController();
    hearing = ending;
    while (isWanted() && !ending.signal.aborted) {
      try {
        for await (const push of await client.scans.listen(undefined, { signal: ending.signal })) hear(push);
      } catch {
        // The connection ended, or the shop did: the next try finds out.
      }
      mine = false;
      given = false;
      if (!ending.signal.aborted) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    hearing = null;
    if (isWanted()) void listen();
  };

  const look = () => {
    clearTimeout(leaving);
    if (isWanted() && given) hearing?.abort();
    if (isWanted()) void listen();
    else leaving = setTimeout(() => isWanted() || hearing?.abort(), LEAVE_MS);
  };

  const touched = () => {
    if (!hearing || (mine && page.performance.now() - toldAtMs < TOUCH_EVERY_MS)) return;
    toldAtMs = page.performance.now();
    void client.scans.turnToMe().catch(() => undefined);
  };

  const stops = [
    turns.onListening(look),
    store.subscribe(({ connection }, before) => {
      if (connection !== before.connection) look();
    }),
  ];
  for (const touch of TOUCHES) page.addEventListener(touch, touched, { passive: true, capture: true });
  look();

  return () => {
    closed = true;
    clearTimeout(leaving);
    hearing?.abort();
    for (const stop of stops) stop();
    for (const touch of TOUCHES) page.removeEventListener(touch, touched, { capture: true });
  };
}
