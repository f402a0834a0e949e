// Taking real Lightning money: from Charge to an invoice that is on the disk, against an invoice asked of the same node with nothing
// around it; and from the moment that the node tells of a payment to "paid" on the disk and told. On a shop of many sales.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createInvoice, subscribeToInvoice } from 'ln-service';
import { databasePath } from '../src/main/data-dir.ts';
import { TERMINAL_ID } from '../src/main/founding.ts';
import { openTillDatabase } from '../src/main/store/database.ts';
import { createJournal } from '../src/main/store/journal.ts';
import { createProjection } from '../src/main/store/projection.ts';
import { createShopStore } from '../src/main/store/shop-store.ts';
import { type LightningTender, liveLightningTender } from '../src/shared/tender.ts';
import { type ConnectedTill, connectOwnShop } from '../tests/lightning/connected-till.ts';
import { createPayers } from '../tests/lightning/payers.ts';
import { openTestTill } from '../tests/till/open-test-till.ts';
import { adminOf, type NodeDescription } from '../tools/lightning/lnd.ts';
import { startNetwork } from '../tools/lightning/network.ts';
import type { Bench } from './bench.ts';
import { type Figure, inTurns, spreadOf } from './measure.ts';
import { nowMs } from './page-clock.ts';
import { quiet } from './quiet.ts';

const MANAGER_PIN = '9999';
const MINOR_PER_BTC = 150_000_000;
const AMOUNT_MINOR = 1_500;
const AMOUNT_SAT = 1_000;
const EXPIRY_MS = 600_000;
/** After so long without a tap the till has asked for the code ahead. */
const STILL_MS = 1_000;
const WARM_UP = 5;

export async function lightning({ turns, largeDataDir, sales, note }: Bench): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'flash-till-lightning-'));
  const network = await startNetwork({ dir: join(dir, 'network') });
  const { customer, merchant } = network.description;
  const dataDir = join(dir, 'till');
  makeOwnShop(largeDataDir, dataDir);
  const till = await openTestTill({ dataDir });
  try {
    const connected = await connectOwnShop(till, { node: merchant, pin: MANAGER_PIN, minorPerBtc: MINOR_PER_BTC });
    const bare = bareInvoice(merchant);
    const charged = await inTurns({ figure: () => charge(connected, 0), floor: bare, turns: turns(200), warmUp: WARM_UP });
    const ahead = await inTurns({ figure: () => charge(connected, STILL_MS), floor: bare, turns: turns(30), warmUp: WARM_UP });
    const paid = await payments(connected, customer, merchant, turns(100));
    note('customer’s payment call to LND’s settled event, median', `${paid.toEvent.medianMs.toFixed(0)} ms, LND’s own`);
    const floorName = 'createInvoice of the same node';
    return [
      { name: `Charge to durable invoice, ${sales} sales`, floorName, aim: { ratio: 1.3 }, ...charged },
      { name: 'Charge to durable invoice, asked for ahead', floorName, aim: { ratio: 1 }, ...ahead },
      {
        name: 'payment call to "paid" told',
        floorName: 'payment call to LND’s event',
        aim: { beyondMs: 3 },
        figure: paid.toPaid,
        floor: paid.toEvent,
      },
    ];
  } finally {
    await till.till.close();
    await network.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The large shop's books as those of an own shop, which alone can have a real node. */
function makeOwnShop(largeDataDir: string, dataDir: string): void {
  mkdirSync(join(dataDir, 'own'), { recursive: true });
  cpSync(databasePath(largeDataDir, 'practice'), databasePath(dataDir, 'own'));
  const parts = { nowMs: Date.now, log: quiet };
  const database = openTillDatabase(databasePath(dataDir, 'own'), parts);
  const journal = createJournal({ database, project: createProjection(database.facts), terminalId: TERMINAL_ID, ...parts });
  const settings = createShopStore(database.facts).settings();
  journal.transact((append) => append('shop_changed', { settings: { ...settings, practice: false, printers: [] } }, null));
  database.close();
  writeFileSync(join(dataDir, 'open-shop'), 'own');
}

function bareInvoice(node: NodeDescription): () => Promise<number> {
  const lnd = adminOf(node);
  return async () => {
    const fromMs = performance.now();
    await createInvoice({ lnd, tokens: AMOUNT_SAT, expires_at: new Date(Date.now() + EXPIRY_MS).toISOString(), is_including_private_channels: true });
    return performance.now() - fromMs;
  };
}

/** From the press until the call has its answer: then the code is on the disk, and the screens are told. */
async function charge(connected: ConnectedTill, stillMs: number): Promise<number> {
  const { cashier } = connected;
  await ringUp(connected);
  await pause(stillMs);
  const { id: saleId } = cashier.state.checkout.sale;
  const fromMs = performance.now();
  await cashier.call.checkout.requestInvoice({ saleId });
  const tookMs = performance.now() - fromMs;
  await cashier.call.sale.cancel({ saleId });
  return tookMs;
}

async function ringUp({ cashier }: ConnectedTill): Promise<void> {
  const { sale } = cashier.state.checkout;
  if (sale.status === 'completed' || sale.status === 'cancelled') await cashier.call.sale.next({ saleId: sale.id });
  await cashier.until(({ checkout }) => checkout.sale.status === 'open' && checkout.sale.lines.length === 0);
  await cashier.call.sale.addOpenAmount({ amountMinor: AMOUNT_MINOR });
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 1);
}

/** Both from the customer's call: to the node's own event, as any other client hears it, and to "paid" as a screen is told. */
async function payments(connected: ConnectedTill, customer: NodeDescription, merchant: NodeDescription, turns: number) {
  const lnd = adminOf(merchant);
  const payers = createPayers(customer);
  const toEvent: number[] = [];
  const toPaid: number[] = [];
  for (let turn = -WARM_UP; turn < turns; turn += 1) {
    const { cashier } = connected;
    await ringUp(connected);
    await cashier.call.checkout.requestInvoice({ saleId: cashier.state.checkout.sale.id });
    await cashier.until(({ checkout }) => liveLightningTender(checkout.sale.tenders) !== undefined);
    const { paymentHash, paymentRequest } = liveLightningTender(cashier.state.checkout.sale.tenders) as LightningTender;
    const settled = settledEvent(lnd, paymentHash);
    const completed = cashier.until(({ checkout }) => checkout.sale.status === 'completed').then(nowMs);
    const fromMs = nowMs();
    const [eventMs, paidMs] = await Promise.all([settled, completed, payers.pay(paymentRequest)]);
    if (turn < 0) continue;
    toEvent.push(eventMs - fromMs);
    toPaid.push(paidMs - fromMs);
  }
  return { toEvent: spreadOf(toEvent), toPaid: spreadOf(toPaid) };
}

/** When any client of the node hears that the invoice is settled, by `nowMs`. */
export function settledEvent(lnd: ReturnType<typeof adminOf>, id: string): Promise<number> {
  const subscription = subscribeToInvoice({ lnd, id });
  return new Promise<number>((resolve, reject) => {
    subscription.on('invoice_updated', (invoice: { is_confirmed: boolean }) => invoice.is_confirmed && resolve(nowMs()));
    subscription.on('error', reject);
  }).finally(() => subscription.removeAllListeners());
}
