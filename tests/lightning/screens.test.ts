// What the cashier reads on a real screen while a real node cannot take money, loses its hub or is gone, and when a code comes to
// its end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findChromium } from '../../scripts/browsers.mjs';
import { cashier as words } from '../../src/renderer/i18n/en/cashier.ts';
import { liveLightningTender } from '../../src/shared/tender.ts';
import { mine, type Network, openFromHub, startNetwork } from '../../tools/lightning/network.ts';
import { type Page as Screen, startTill, type TillProcess } from '../crash/till-process.ts';
import { foundConnectedShop, OWNER_PIN } from './connected-till.ts';
import { createPayers } from './payers.ts';

const executablePath = findChromium();
/** The till looks at its node every 20 s. */
const SEEN_MS = 45_000;
const EXPIRED_MS = 75_000;
const ANNOUNCED_AFTER = 6;

interface Seat {
  till: TillProcess;
  cashier: Screen;
  page: Page;
}

describe.skipIf(!executablePath)('in words, on the screen (with Chromium)', () => {
  let dir: string;
  let network: Network;
  let browser: Browser;
  let seat: Seat;
  /** Whose code runs out while the other is at work. */
  let waiting: Seat;

  const takeSeat = async (name: string): Promise<Seat> => {
    const dataDir = join(dir, name);
    await foundConnectedShop({ dataDir, node: network.description.merchant });
    const till = await startTill(dataDir);
    const cashier = await till.page('cashier');
    await cashier.call.session.signIn({ staffId: cashier.state.staff.tiles[0]?.id ?? '', pin: OWNER_PIN });
    const { url, cookie } = cashier.door;
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addCookies([{ ...cookie, domain: '127.0.0.1', path: new URL(url).pathname }]);
    const page = await context.newPage();
    await page.goto(url);
    return { till, cashier, page };
  };

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'screens-'));
    network = await startNetwork({ dir: join(dir, 'network'), merchantChannels: [] });
    const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] : [];
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args });
    seat = await takeSeat('till');
    waiting = await takeSeat('waiting');
  });
  afterAll(async () => {
    await browser?.close();
    for (const taken of [seat, waiting]) await taken?.till.stop();
    await network?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const reads = (text: string, { page }: Seat = seat, timeout = SEEN_MS) => page.getByText(text).first().waitFor({ timeout });
  const readsNoMore = (text: string, { page }: Seat = seat) => page.getByText(text).first().waitFor({ state: 'hidden', timeout: SEEN_MS });
  const ringUp = ({ cashier }: Seat = seat) => cashier.call.sale.addOpenAmount({ amountMinor: 400 });
  const press = async (button: 'Charge' | 'New code', at: Seat = seat) => {
    await (button === 'Charge' ? at.page.locator('.cashier-charge') : at.page.getByRole('button', { name: button })).click();
    await at.cashier.until(({ checkout }) => liveLightningTender(checkout.sale.tenders) !== undefined);
    const tender = liveLightningTender(at.cashier.state.checkout.sale.tenders);
    if (!tender) throw new Error('no code');
    await reads(words.code.state.waiting, at);
    return tender;
  };

  test('a node without a channel can receive nothing, and is well again once it has one', async () => {
    for (const each of [seat, waiting]) {
      await ringUp(each);
      await reads(words.pay.obstacle.no_room, each);
    }
    await openFromHub(network.description, network.description.merchant, { capacitySat: 1_000_000, ownSat: 0 });
    await mine(network.description, ANNOUNCED_AFTER);
    for (const each of [seat, waiting]) await readsNoMore(words.pay.obstacle.no_room, each);
  });

  test('a code that is given up says that nothing was received, and a new one is paid', async () => {
    const manager = await waiting.till.page('manager');
    await manager.call.session.signIn({ staffId: manager.state.staff.tiles[0]?.id ?? '', pin: OWNER_PIN });
    await manager.call.shop.change({ lightning: { expirySeconds: 60 } });
    await press('Charge', waiting);

    const { id: tenderId, paymentRequest: givenUp } = await press('Charge');
    await seat.cashier.call.checkout.cancelInvoice({ saleId: seat.cashier.state.checkout.sale.id, tenderId });
    await reads(words.code.explained.cancelled);
    const payers = () => createPayers(network.description.customer);
    expect(await payers().pay(givenUp)).toBe(false);
    const { paymentRequest } = await press('New code');
    // The channel is as young as the test: the customer may not have heard of it yet.
    await vi.waitFor(async () => expect(await payers().pay(paymentRequest)).toBe(true), { timeout: 30_000 });
    await seat.page.locator('.cashier-paid').waitFor();
    await seat.cashier.call.sale.next({ saleId: seat.cashier.state.checkout.sale.id });
  });

  test('a hub that is gone leaves the node unable to receive, and is seen when it is back', async () => {
    await ringUp();
    await network.hub.kill();
    await reads(words.pay.obstacle.no_room);
    await network.hub.start();
    await readsNoMore(words.pay.obstacle.no_room);
  });

  test('a code whose time is over says so', async () => {
    await reads(words.code.explained.expired, waiting, EXPIRED_MS);
  });

  test('a node that is gone does not answer, cash is taken, and it is seen when it is back', async () => {
    await network.merchant.kill();
    await reads(words.pay.obstacle.unreachable);
    const { id: saleId, dueMinor } = seat.cashier.state.checkout.sale;
    await seat.cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: dueMinor });
    await seat.page.locator('.cashier-paid').waitFor();
    await seat.cashier.call.sale.next({ saleId });
    await network.merchant.start();
    await ringUp();
    await readsNoMore(words.pay.obstacle.unreachable);
  });
});
