// The evening of a busy shop: a shift of 5,000 sales is ended, on the books of years; and what a tap takes while the manager looks at
// one report after the other. The floors: the sums of the same sales by four bare queries, and the bare page.
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { databasePath } from '../src/main/data-dir.ts';
import type { Bench } from './bench.ts';
import { openCounter } from './durable-sale.ts';
import { type Figure, inTurns, type Measured, spreadOf, timed } from './measure.ts';
import { centreOf, emptyCart, shownAfter } from './ringing-up.ts';
import { openStage, type Stage } from './stage.ts';

const SALES_A_SHIFT = 5000;
const SALES_BETWEEN_CHECKPOINTS = 20;
const SHIFTS = 3;
const LINES_A_SALE = 8;
const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const LOOK_EVERY_MS = 500;
const CART = '.cashier-cart-lines';

export async function closing({ turns, largeDataDir, sales, say }: Bench): Promise<Figure[]> {
  const path = databasePath(largeDataDir, 'practice');
  const figures: number[] = [];
  const floors: number[] = [];
  const taps: Measured[] = [];
  // The first ends whatever shift was going on, and does not count.
  for (let shift = 0; shift <= SHIFTS; shift += 1) {
    if (shift > 0) {
      say(`  selling ${SALES_A_SHIFT} times, shift ${shift} of ${SHIFTS}`);
      sell(path);
      floors.push(bareSums(path));
    }
    const stage = await openStage(largeDataDir);
    try {
      if (shift === SHIFTS) taps.push(await tapWhileAsking(stage, turns(200)));
      const ms = await endShift(stage);
      if (shift > 0) figures.push(ms);
    } finally {
      await stage.close();
    }
  }
  return [
    {
      name: `shift of ${SALES_A_SHIFT} sales ended, ${sales} sales`,
      floorName: 'four bare sums of its sales',
      aim: { medianMs: 1000 },
      figure: spreadOf(figures),
      floor: spreadOf(floors),
    },
    ...taps.map((tap) => ({
      name: 'tap to painted line, while reports are asked',
      floorName: 'bare click to Node and back',
      aim: { p99Ms: 50 },
      ...tap,
    })),
  ];
}

function sell(path: string): void {
  const counter = openCounter(path);
  try {
    for (let sold = 1; sold <= SALES_A_SHIFT; sold += 1) {
      counter.sell();
      if (sold % SALES_BETWEEN_CHECKPOINTS === 0) counter.checkpoint();
    }
  } finally {
    counter.close();
  }
}

/** What any such closing has to add up: sales, taxes, tenders and lines of the newest receipts. */
function bareSums(path: string): number {
  const db = new Database(path, { readonly: true });
  try {
    const newest = `(SELECT id FROM sale WHERE receipt_seq > (SELECT max(receipt_seq) FROM sale) - ${SALES_A_SHIFT} AND receipt_seq IS NOT NULL)`;
    return timed(() => {
      db.prepare(`SELECT count(*), sum(total_minor), sum(net_minor) FROM sale WHERE id IN ${newest}`).get();
      db.prepare(`SELECT rate_ppm, sum(tax_minor) FROM sale_tax WHERE sale_id IN ${newest} GROUP BY rate_ppm`).all();
      db.prepare(`SELECT kind, sum(amount_minor) FROM tender WHERE sale_id IN ${newest} GROUP BY kind`).all();
      db.prepare(`SELECT sum(discount_minor) FROM sale_line WHERE sale_id IN ${newest}`).get();
    });
  } finally {
    db.close();
  }
}

/** From the press on "End the shift" to the Z, in ms. */
async function endShift({ manager }: Stage): Promise<number> {
  const { shiftId, currencies } = await manager.call.shifts.closing();
  const countId = uuidv7();
  const { inDrawer } = await manager.call.shifts.count({
    shiftId,
    countId,
    counted: currencies.map((currency) => ({ currency, pieces: [], looseMinor: 0 })),
  });
  const taken = (inDrawer ?? []).map(({ currency }) => ({ currency, amountMinor: 0 }));
  const fromMs = performance.now();
  await manager.call.shifts.close({ shiftId, countId, reason: 'Counted by nobody', taken });
  return performance.now() - fromMs;
}

/** The manager's screen asks for an X, a day and a year, each as soon as the one before is there. */
async function tapWhileAsking(stage: Stage, turns: number): Promise<Measured> {
  const { manager, tillPage, floorPage } = stage;
  await sumsMade(manager);
  let asking = true;
  const asked = (async () => {
    while (asking) {
      await manager.call.shifts.x();
      await manager.call.reports.day({ day: '2025-12-31' });
      await manager.call.reports.range(YEAR);
    }
  })();
  try {
    let taps = 0;
    const bareTap = await centreOf(floorPage.locator('#tap'));
    return await inTurns({
      figure: async () => {
        taps += 1;
        if (taps % LINES_A_SALE === 0) await emptyCart(stage);
        const tile = await centreOf(tillPage.locator('.cashier-tile').nth(taps % LINES_A_SALE));
        return shownAfter(tillPage, 'click', CART, () => tillPage.mouse.click(tile.x, tile.y));
      },
      floor: () => shownAfter(floorPage, 'click', '#line', () => floorPage.mouse.click(bareTap.x, bareTap.y)),
      turns,
      warmUp: 20,
    });
  } finally {
    asking = false;
    await asked;
    await emptyCart(stage);
  }
}

/** The sums behind a year are there, as they are in a shop that did not open today. */
async function sumsMade(manager: Stage['manager']): Promise<void> {
  for (;;) {
    try {
      await manager.call.reports.range(YEAR);
      return;
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'REPORTS_COUNTING')) throw cause;
      await pause(LOOK_EVERY_MS);
    }
  }
}
