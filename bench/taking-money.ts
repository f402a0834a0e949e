// From Charge to the painted code, and from the customer's payment to everything that follows from it: the durable "paid"
// told to the screens, painted, and the receipt's first byte at the printer.
import { once } from 'node:events';
import type { Bench } from './bench.ts';
import { type Figure, spreadOf } from './measure.ts';
import { clockOffsetMs, nowMs } from './page-clock.ts';
import { centreOf, shownAfter } from './ringing-up.ts';
import { openStage, type Stage } from './stage.ts';
import { memoryMb } from './start.ts';

const FRAME_MS = 1000 / 60;
const ARTICLES = ['americano', 'caffe-latte'];
const WARM_UP = 5;

/** What one sale took, from Charge and from its payment; ms. */
interface Taken {
  code: number;
  told: number;
  painted: number;
  printing: number;
}

export async function takingMoney({ turns, largeDataDir, note }: Bench): Promise<Figure[]> {
  const stage = await openStage(largeDataDir);
  try {
    const clocks = { till: await clockOffsetMs(stage.tillPage), floor: await clockOffsetMs(stage.floorPage) };
    const figures: Taken[] = [];
    const floors: Taken[] = [];
    for (let turn = -WARM_UP; turn < turns(100); turn += 1) {
      const figure = await onTill(stage, clocks.till);
      const floor = await onFloor(stage, clocks.floor);
      if (turn < 0) continue;
      figures.push(figure);
      floors.push(floor);
    }
    note('memory of the till, after taking money', `${memoryMb(stage.till.pid)} MB`);
    const both = (part: keyof Taken) => ({ figure: spreadOf(figures.map((one) => one[part])), floor: spreadOf(floors.map((one) => one[part])) });
    return [
      { name: 'Charge to painted code', floorName: "bare click, the node's write and ours", aim: { beyondMs: 2 * FRAME_MS }, ...both('code') },
      { name: 'payment to durable "paid" told', floorName: "the node's write, ours, a push", aim: { medianMs: 3 }, ...both('told') },
      { name: 'payment to painted "Paid"', floorName: "the node's write, ours, a painted push", aim: { ratio: 1.5 }, ...both('painted') },
      {
        name: "payment to the receipt's first byte",
        floorName: "the node's write, two of ours, a send",
        aim: { medianMs: 5, p99Ms: 20 },
        ...both('printing'),
      },
    ];
  } finally {
    await stage.close();
  }
}

async function onTill({ cashier, tillPage, tillPrinter }: Stage, clockMs: number): Promise<Taken> {
  for (const articleId of ARTICLES) await cashier.call.sale.addArticle({ articleId });
  await tillPage.locator('.cashier-line').nth(1).waitFor();
  const charge = await centreOf(tillPage.locator('.cashier-charge'));
  const code = await shownAfter(tillPage, 'click', '.cashier-code-qr .qr path', () => tillPage.mouse.click(charge.x, charge.y));
  const { sale } = cashier.state.checkout;
  const tender = sale.tenders.at(-1);
  if (tender?.kind !== 'lightning') throw new Error('no code was asked for');

  await tillPage.evaluate(() => window.pageClock.arm(null, '.cashier-paid'));
  const receipt = tillPrinter.nextReceipt();
  const told = cashier.until((state) => state.checkout.sale.status === 'completed').then(nowMs);
  const fromMs = nowMs();
  await cashier.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
  const shown = await tillPage.evaluate(() => window.pageClock.shown);
  const taken = { code, told: (await told) - fromMs, painted: shown.atMs + clockMs - fromMs, printing: (await receipt) - fromMs };

  await cashier.until((state) => state.printing.pendingCount === 0);
  await cashier.call.sale.next({ saleId: sale.id });
  await tillPage.locator('.cashier-tile').first().waitFor();
  return taken;
}

async function onFloor({ floorPage, floorSocket, floorPrinter }: Stage, clockMs: number): Promise<Taken> {
  const charge = await centreOf(floorPage.locator('#charge'));
  const code = await shownAfter(floorPage, 'click', '#line', () => floorPage.mouse.click(charge.x, charge.y));
  await floorPage.evaluate(() => window.pageClock.arm(null, '#line'));
  const receipt = floorPrinter.nextReceipt();
  const told = once(floorSocket, 'message').then(nowMs);
  const fromMs = nowMs();
  floorSocket.send('settled');
  const shown = await floorPage.evaluate(() => window.pageClock.shown);
  return { code, told: (await told) - fromMs, painted: shown.atMs + clockMs - fromMs, printing: (await receipt) - fromMs };
}
