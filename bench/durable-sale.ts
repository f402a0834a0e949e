// A cash sale made durable: from the cashier's call to its facts, rows, receipt number and print job on the disk, by the
// till's own journal, projection and checkout. On a new file and on one of a million sales.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { createScanned } from '../src/main/catalogue/scanned.ts';
import { createShelf } from '../src/main/catalogue/shelf.ts';
import { cashierActing } from '../src/main/checkout/checkout-test-bed.ts';
import { createCompletion } from '../src/main/checkout/completion.ts';
import { createHand } from '../src/main/checkout/hand.ts';
import { createRingingUp } from '../src/main/checkout/ringing-up.ts';
import { createTendering } from '../src/main/checkout/tendering.ts';
import { createTerms } from '../src/main/checkout/terms.ts';
import { databasePath } from '../src/main/data-dir.ts';
import { foundShop, practiceFoundation, TERMINAL_ID } from '../src/main/founding.ts';
import { createCatalogueStore } from '../src/main/store/catalogue-store.ts';
import { createCheckpoints } from '../src/main/store/checkpoints.ts';
import { openTillDatabase } from '../src/main/store/database.ts';
import { createJournal } from '../src/main/store/journal.ts';
import { createPrintJobStore, insertPrintJob } from '../src/main/store/print-jobs.ts';
import { createProjection } from '../src/main/store/projection.ts';
import { createDraftStore, createSaleStore } from '../src/main/store/sale-store.ts';
import { createShopStore } from '../src/main/store/shop-store.ts';
import { openBareSales } from './bare-sales.ts';
import type { Bench } from './bench.ts';
import { type Figure, inTurns, timed } from './measure.ts';
import { quiet } from './quiet.ts';

const ARTICLES = ['americano', 'caffe-latte', 'lemon-ade'];
/** The floor's files have as many sales as the till's. */
const SALES_BETWEEN_CHECKPOINTS = 20;

export async function durableSale({ turns, largeDataDir, sales, say }: Bench): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'flash-till-sale-'));
  try {
    mkdirSync(join(dir, 'new'));
    await foundShop(join(dir, 'new', 'practice'), practiceFoundation('kr'), { nowMs: Date.now, log: quiet });
    const onNew = await measure(databasePath(join(dir, 'new'), 'practice'), join(dir, 'bare-new.sqlite'), 0, turns(1500));
    say(`  filling the floor's file with ${sales} sales`);
    const onLarge = await measure(databasePath(largeDataDir, 'practice'), join(dir, 'bare-large.sqlite'), sales, turns(1500));
    const bare = 'bare nine-row transaction';
    return [
      { name: 'cash sale made durable, new file', floorName: bare, aim: { ratio: 1.5, p99Ms: 10 }, ...onNew },
      { name: `cash sale made durable, ${sales} sales`, floorName: bare, aim: { ratio: 1.5, p99Ms: 10 }, ...onLarge },
      {
        name: `cash sale, ${sales} sales against none`,
        floorName: 'cash sale, new file',
        aim: { ratio: 1.3 },
        figure: onLarge.figure,
        floor: onNew.figure,
      },
    ];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function measure(path: string, barePath: string, sales: number, turns: number) {
  const till = openCounter(path);
  const bare = openBareSales(barePath, sales);
  let sold = 0;
  try {
    return await inTurns({
      figure: () => {
        sold += 1;
        if (sold % SALES_BETWEEN_CHECKPOINTS === 0) {
          till.checkpoint();
          bare.checkpoint();
        }
        return till.sell();
      },
      floor: () => timed(bare.sell),
      turns,
      warmUp: 200,
    });
  } finally {
    till.close();
    bare.close();
  }
}

const unused = (): never => {
  throw new Error('only cash is taken here');
};

/** The checkout of a till without its screens. */
export function openCounter(path: string) {
  const nowMs = Date.now;
  const newId = () => uuidv7();
  const database = openTillDatabase(path, { nowMs, log: quiet });
  const { facts } = database;
  const journal = createJournal({ database, project: createProjection(facts), terminalId: TERMINAL_ID, nowMs, log: quiet });
  const settings = createShopStore(facts).settings();
  const shop = () => settings;
  const sales = createSaleStore(facts);
  const jobs = createPrintJobStore(facts);
  const articles = createCatalogueStore(facts);
  const hand = createHand({
    journal,
    drafts: createDraftStore(database),
    begunSale: sales.begunSale,
    newId,
    nowMs,
    publish: () => undefined,
    log: quiet,
  });
  const completion = createCompletion({
    kitchen: { tell: () => 0, takeBack: () => undefined },
    issueVouchers: () => undefined,
    shop,
    lastReceiptSeq: sales.lastReceiptSeq,
    insertPrintJob: insertPrintJob(facts),
    newId,
    nowMs,
  });
  const tendering = createTendering({
    hand,
    completion,
    vouchers: { find: unused, refuseUnlessGood: unused, codesOfSale: unused },
    accounts: { find: unused },
    shop,
    newId,
  });
  const shelf = createShelf({ store: articles, timeZone: () => shop().timeZone, nowMs });
  const ringingUp = createRingingUp({
    hand,
    shop,
    terms: createTerms({ shop, promotions: () => [], nowMs }),
    sellable: shelf.sellable,
    scanned: createScanned({ today: () => '2026-01-01', store: articles, shelf, rules: () => [], currency: () => shop().currency }),
    refuseUnlessOldEnough: () => undefined,
    refuseUnlessThere: () => undefined,
    newId,
  });
  const cashier = facts.prepare("SELECT id FROM staff WHERE role = 'cashier'").pluck().get() as string;
  const checkpoint = createCheckpoints(database, quiet);
  return {
    /** Rings up three articles, and tells how long taking the cash for them took. */
    sell(): number {
      hand.begin();
      for (const article of ARTICLES) ringingUp.addArticle(article, 1, cashier);
      const { id: saleId, dueMinor } = hand.sale;
      const ms = timed(() => tendering.take({ saleId, dueMinor }, { kind: 'cash', givenMinor: dueMinor }, cashierActing(cashier)));
      if (hand.sale.status !== 'completed') throw new Error('the sale is not completed');
      const [job] = jobs.newest(1);
      if (job) jobs.settle(job.id);
      return ms;
    },
    checkpoint,
    close: () => database.close(),
  };
}
