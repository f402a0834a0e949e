// Which of the pages that are open a scan goes to. Pure. Scanners lie at the counter: so do scans, unless somebody has just put their
// hands on a page of a manager's that waits for a code, and on none of the counter's since.
import type { Screen } from '../../shared/state.ts';

export interface Candidate {
  screen: Screen;
  /** When hands were at it last, ms. */
  touchedAtMs: number;
}

/** So long a manager's page has the scanner after it was touched last. */
const MANAGER_HAS_IT_MS = 60_000;

export function pageForScans<P extends Candidate>(pages: readonly P[], nowMs: number): P | undefined {
  const lastTouched = (of: readonly P[]) =>
    of.reduce<P | undefined>((last, page) => (last === undefined || page.touchedAtMs >= last.touchedAtMs ? page : last), undefined);
  const register = lastTouched(pages.filter(({ screen }) => screen === 'cashier'));
  const manager = lastTouched(pages.filter(({ screen }) => screen === 'manager'));
  if (!register || !manager) return register ?? manager;
  return manager.touchedAtMs > register.touchedAtMs && nowMs - manager.touchedAtMs <= MANAGER_HAS_IT_MS ? manager : register;
}
