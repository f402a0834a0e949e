// From a customer's payment call over real nodes to the cashier's painted "Paid", and which part of it is LND's own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../scripts/browsers.mjs';
import { liveLightningTender } from '../src/shared/tender.ts';
import { type Page as Screen, startTill } from '../tests/crash/till-process.ts';
import { foundConnectedShop, OWNER_PIN } from '../tests/lightning/connected-till.ts';
import { createPayers } from '../tests/lightning/payers.ts';
import { adminOf } from '../tools/lightning/lnd.ts';
import { startNetwork } from '../tools/lightning/network.ts';
import type { Bench } from './bench.ts';
import { settledEvent } from './lightning.ts';
import { type Figure, spreadOf } from './measure.ts';
import { clockOffsetMs, installPageClock, nowMs } from './page-clock.ts';

const FRAME_MS = 1000 / 60;
const WARM_UP = 5;

export async function lightningScreen({ turns }: Bench): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'flash-till-lightning-screen-'));
  const network = await startNetwork({ dir: join(dir, 'network') });
  const { customer, merchant } = network.description;
  const dataDir = join(dir, 'till');
  await foundConnectedShop({ dataDir, node: merchant });
  const till = await startTill(dataDir);
  const executablePath = findChromium();
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] : [];
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args });
  try {
    const cashier = await till.page('cashier');
    await cashier.call.session.signIn({ staffId: cashier.state.staff.tiles[0]?.id ?? '', pin: OWNER_PIN });
    const { url, cookie } = cashier.door;
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addCookies([{ ...cookie, domain: '127.0.0.1', path: new URL(url).pathname }]);
    const page = await context.newPage();
    await page.addInitScript(installPageClock);
    await page.goto(url);
    const clockMs = await clockOffsetMs(page);

    const payers = createPayers(customer);
    const lnd = adminOf(merchant);
    const toEvent: number[] = [];
    const toPainted: number[] = [];
    for (let turn = -WARM_UP; turn < turns(50); turn += 1) {
      const { paymentHash, paymentRequest } = await codeShown(cashier, page);
      const settled = settledEvent(lnd, paymentHash);
      await page.evaluate(() => window.pageClock.arm(null, '.cashier-paid'));
      const fromMs = nowMs();
      const [eventMs] = await Promise.all([settled, payers.pay(paymentRequest)]);
      const { atMs } = await page.evaluate(() => window.pageClock.shown);
      await cashier.call.sale.next({ saleId: cashier.state.checkout.sale.id });
      if (turn < 0) continue;
      toEvent.push(eventMs - fromMs);
      toPainted.push(atMs + clockMs - fromMs);
    }
    return [
      {
        name: 'payment call to painted "Paid"',
        floorName: 'payment call to LND’s event',
        aim: { beyondMs: 3 + 2 * FRAME_MS },
        figure: spreadOf(toPainted),
        floor: spreadOf(toEvent),
      },
    ];
  } finally {
    await browser.close();
    await till.stop();
    await network.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function codeShown({ call, state, until }: Screen, page: Page) {
  await until(({ checkout }) => checkout.sale.lines.length === 0);
  await call.sale.addOpenAmount({ amountMinor: 150 });
  await until(({ checkout }) => checkout.sale.lines.length === 1);
  await call.checkout.requestInvoice({ saleId: state.checkout.sale.id });
  await until(({ checkout }) => liveLightningTender(checkout.sale.tenders) !== undefined);
  await page.locator('.cashier-code-qr .qr path').waitFor();
  const tender = liveLightningTender(state.checkout.sale.tenders);
  if (!tender) throw new Error('no code was asked for');
  return tender;
}
