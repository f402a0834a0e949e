// Customers pay, one after the other, while at random moments the till, the nodes, the chain or the cable between them break and
// are mended: whatever the merchant's node has received is in the till's books soon after, once, to the msat. PAYMENTS says how
// many (npm run soak -- lightning: 300), SEED which day, WITHIN_MS how soon; a failure prints them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFailed, test, vi } from 'vitest';
import { openLink } from '../../tools/lightning/link.ts';
import { startNetwork } from '../../tools/lightning/network.ts';
import { auditBooks } from '../crash/audit.ts';
import { seeded } from '../crash/random.ts';
import { oneBreakdown, partsOf } from './breakdowns.ts';
import { step } from './busy-cashier.ts';
import { foundConnectedShop, OWNER_PIN } from './connected-till.ts';
import { receivedAt, sentBy, totalOf } from './node-books.ts';
import { createPayers } from './payers.ts';
import { takeSeat } from './seat.ts';

const PAYMENTS = Number(process.env.PAYMENTS ?? 20);
const SEED = Number(process.env.SEED ?? Math.floor(Date.now() % 1_000_000));
const LAST_LINES = 60;
/** What is under way between nodes that have just been mended. */
const SETTLED_WITHIN_MS = 60_000;
// A machine that other tests share may stand still for seconds; alone on it, two are enough.
const WITHIN_MS = Number(process.env.WITHIN_MS ?? 15_000);

test(`${PAYMENTS} payments through breakdowns are all in the books, once (SEED=${SEED} WITHIN_MS=${WITHIN_MS})`, {
  timeout: 120_000 + PAYMENTS * 20_000,
}, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'breakdowns-'));
  const random = seeded(SEED);
  const network = await startNetwork({ dir: join(dir, 'network') });
  const { customer, merchant } = network.description;
  const link = await openLink(merchant.rpcPort);
  const dataDir = join(dir, 'till');
  try {
    await foundConnectedShop({ dataDir, node: merchant, socket: link.socket });
    const seat = await takeSeat(dataDir, OWNER_PIN);
    // A settlement that is missing says nothing by itself.
    onTestFailed(() => console.error(seat.said().split('\n').slice(-LAST_LINES).join('\n')));
    const payers = createPayers(customer);
    const completed = new Map<string, string>();
    const parts = partsOf({ network, link, seat, random });

    let closing = false;
    const selling = (async () => {
      while (!closing) await step({ seat, payers, random, completed });
    })();
    let breakdowns = 0;
    let slowestMs = 0;
    while (payers.count() < PAYMENTS) {
      const trouble = await Promise.race([oneBreakdown(parts, random), selling.then(() => 'the cashier left')]);
      breakdowns += 1;
      const known = await receivedAt(merchant);
      const fromMs = performance.now();
      await vi.waitFor(() => expect(missingIn(dataDir, known), `not in the books after: ${trouble}`).toEqual([]), {
        timeout: WITHIN_MS,
        interval: 20,
      });
      slowestMs = Math.max(slowestMs, performance.now() - fromMs);
    }
    closing = true;
    await selling;
    // The payer's node hears last that it has paid.
    const { sent, received } = await vi.waitFor(
      async () => {
        const both = { sent: await sentBy(customer), received: await receivedAt(merchant) };
        expect(totalOf(both.received)).toEqual(both.sent);
        return both;
      },
      { timeout: SETTLED_WITHIN_MS, interval: 200 },
    );
    await vi.waitFor(() => expect(missingIn(dataDir, received)).toEqual([]), { timeout: WITHIN_MS, interval: 20 });
    expect(await seat.stop()).toBe(0);
    auditBooks(join(dataDir, 'own', 'till.sqlite'), received, { completed });
    process.stdout.write(`${sent.count} payments, ${breakdowns} breakdowns; in the books ${Math.round(slowestMs)} ms after the slowest was mended\n`);
  } finally {
    link.close();
    await network.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});

/** What the till's books do not have of it. */
function missingIn(dataDir: string, received: Awaited<ReturnType<typeof receivedAt>>): string[] {
  const db = new Database(join(dataDir, 'own', 'till.sqlite'), { readonly: true });
  try {
    const has = db.prepare<[string, number], number>('SELECT 1 FROM settlement WHERE settlement_id = ? AND received_msat = ?').pluck();
    return received.filter((one) => has.get(one.settlement_id, one.received_msat) === undefined).map((one) => one.settlement_id);
  } finally {
    db.close();
  }
}
