// What a test that failed leaves to be read: what the cashier's screen shows of the sale, what is listed, and the till's last words.
// A wait that never ends says nothing by itself.
import { afterEach } from 'vitest';
import type { ConnectedTill } from './connected-till.ts';

const LAST_LINES = 40;

/** For the tests of one file; `connected` gives what is open at that time. */
export function tellFailures(connected: () => ConnectedTill | undefined): void {
  afterEach(({ task }) => {
    const open = connected();
    if (task.result?.state !== 'fail' || !open) return;
    const { checkout, lightning } = open.cashier.state;
    console.error(JSON.stringify({ checkout, lightning, attention: open.manager.state.attention }, null, 1));
    console.error(open.till.logged().split('\n').slice(-LAST_LINES).join('\n'));
  });
}
