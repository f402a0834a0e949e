// A till with an own shop, connected to a real node as a manager does it with the wizard, and a rate that a manager has set:
// no exchange is asked here.
import { readFileSync } from 'node:fs';
import type { ConnectEvent } from '../../src/shared/connecting.ts';
import type { Sale } from '../../src/shared/sale.ts';
import type { LightningTender } from '../../src/shared/tender.ts';
import { liveLightningTender } from '../../src/shared/tender.ts';
import type { NodeDescription } from '../../tools/lightning/lnd.ts';
import { openTestTill, type TestScreen, type TestTill } from '../till/open-test-till.ts';

/** Long enough to be looked for in files. */
export const OWNER_PIN = '84613027';
/** 1,000 sat are one dollar. */
const MINOR_PER_BTC = 10_000_000;

export interface ConnectedTill {
  till: TestTill;
  /** The owner is signed in at both. */
  cashier: TestScreen;
  manager: TestScreen;
}

export interface Connecting {
  node: NodeDescription;
  /** Another way to the node than its own port. */
  socket?: string;
  dataDir?: string;
  /** LNURL services on loopback, by their origins. */
  localServices?: readonly string[];
}

export async function openConnectedTill({ dataDir, localServices = [], ...way }: Connecting): Promise<ConnectedTill> {
  const till = await openTestTill({ localServices, ...(dataDir === undefined ? {} : { dataDir }) });
  try {
    const article = { name: 'Bread', priceMinor: 320 };
    await till.screen('manager').call.shop.setUp({ language: 'en', currency: 'USD', pin: OWNER_PIN, article });
    return await connectOwnShop(till, { ...way, pin: OWNER_PIN, minorPerBtc: MINOR_PER_BTC });
  } catch (cause) {
    await till.close();
    throw cause;
  }
}

/** The own shop that is open in `till`, by its manager's PIN. */
export async function connectOwnShop(
  till: TestTill,
  { pin, minorPerBtc, ...way }: Pick<Connecting, 'node' | 'socket'> & { pin: string; minorPerBtc: number },
): Promise<ConnectedTill> {
  const first = till.screen('manager');
  await signInOwner(first, pin);
  await first.call.rates.setByHand({ minorPerBtc });
  await connectNode(first, way);
  const manager = till.screen('manager');
  await signInOwner(manager, pin);
  const cashier = till.screen('cashier');
  await signInOwner(cashier, pin);
  await cashier.until(({ lightning }) => lightning.health === 'ready');
  return { till, cashier, manager };
}

/** The same, closed again: for a till that is a process of its own. */
export async function foundConnectedShop(connecting: Connecting & { dataDir: string }): Promise<void> {
  const { till } = await openConnectedTill(connecting);
  await till.till.close();
}

/** As the wizard does it, with the owner's macaroon. The shop opens again with the node. */
export async function connectNode({ call }: TestScreen, { node, socket = node.socket }: Pick<Connecting, 'node' | 'socket'>): Promise<void> {
  const found = await last(
    await call.lightning.look({
      how: {
        form: 'parts',
        address: socket,
        certificate: readFileSync(node.certPath, 'utf8'),
        macaroon: readFileSync(node.macaroonPath).toString('hex'),
      },
      socksProxy: null,
    }),
    'found',
  );
  await last(await call.lightning.connect({ attemptId: found.found.attemptId }), 'connected');
}

export async function signInOwner({ call, state, until }: TestScreen, pin = OWNER_PIN): Promise<void> {
  await until(({ shop, staff }) => !shop.practice && staff.tiles.length > 0);
  if (state.session.staff) return;
  await call.session.signIn({ staffId: state.staff.tiles.find(({ role }) => role === 'owner')?.id ?? '', pin });
  await until(({ session }) => session.staff !== null);
}

/** The event that ends well; what was told on the way is the reason where there is none. */
async function last<Key extends 'found' | 'connected'>(
  events: AsyncIterable<ConnectEvent>,
  key: Key,
): Promise<Extract<ConnectEvent, Record<Key, unknown>>> {
  const told: ConnectEvent[] = [];
  for await (const event of events) {
    told.push(event);
    if (key in event) return event as Extract<ConnectEvent, Record<Key, unknown>>;
  }
  throw new Error(`the node was not connected: ${JSON.stringify(told)}`);
}

/** Rings up an amount, presses Charge, and gives the code that the customer sees. */
export async function charge({ cashier }: Pick<ConnectedTill, 'cashier'>, amountMinor: number): Promise<{ sale: Sale; tender: LightningTender }> {
  const { call, state, until } = cashier;
  if (state.checkout.sale.status === 'completed') await call.sale.next({ saleId: state.checkout.sale.id });
  await until(({ checkout }) => checkout.sale.status === 'open');
  await call.sale.addOpenAmount({ amountMinor });
  await until(({ checkout }) => checkout.sale.dueMinor >= amountMinor);
  await call.checkout.requestInvoice({ saleId: state.checkout.sale.id });
  await until(({ checkout }) => liveLightningTender(checkout.sale.tenders) !== undefined);
  const tender = liveLightningTender(state.checkout.sale.tenders);
  if (!tender) throw new Error('the code is gone');
  return { sale: state.checkout.sale, tender };
}
