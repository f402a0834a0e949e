// A practice shop as it is after years: up to a million sales in two years and 300,000 articles, made through the product's
// own journal and projection, so that it is a file the till would have written itself. Only the waiting for the disk is left
// out while it is made. Kept between runs in the machine's folder for temporary files, by schema and size.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLES } from '../src/main/catalogue/samples.ts';
import { factOfSale } from '../src/main/checkout/fact-of-sale.ts';
import { databasePath } from '../src/main/data-dir.ts';
import { foundShop, practiceFoundation, TERMINAL_ID } from '../src/main/founding.ts';
import { receiptNumber } from '../src/main/receipts/receipt-number.ts';
import { openTillDatabase, type TillDatabase } from '../src/main/store/database.ts';
import { createJournal, type Journal } from '../src/main/store/journal.ts';
import { MIGRATIONS } from '../src/main/store/migrations/index.ts';
import { createProjection } from '../src/main/store/projection.ts';
import type { Article } from '../src/shared/article.ts';
import type { LineItem } from '../src/shared/line-item.ts';
import { cashStepMinor, satForMinor } from '../src/shared/money.ts';
import { exampleLine, exampleSaleInHand } from '../src/shared/sale-examples.ts';
import { shopDay } from '../src/shared/shop-day.ts';
import { totalsOf } from '../src/shared/totals.ts';
import { type Random, seeded } from '../tests/crash/random.ts';
import { quiet } from './quiet.ts';

export interface ShopSize {
  sales: number;
  articles: number;
}

/** Goes up when what is generated changes. */
const GENERATION = 1;
const ARTICLES_AN_ENTRY = 1000;
const SALES_A_TRANSACTION = 2000;
const DAYS = 730;
const HOUR_MS = 3_600_000;
/** The day after the last sale: the past does not depend on when the file is made. */
const END_MS = Date.UTC(2026, 0, 1);
const MINOR_PER_BTC = 150_000_000;

/** The data folder of a till whose practice shop has this size; made when it is not there yet. */
export async function largeShop(size: ShopSize, say: (line: string) => void): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify({ GENERATION, MIGRATIONS, size })).digest('hex').slice(0, 12);
  const root = join(tmpdir(), 'flash-till-bench');
  const dataDir = join(root, `${size.sales}-${size.articles}-${key}`);
  if (existsSync(dataDir)) return dataDir;
  mkdirSync(root, { recursive: true });
  // One of an older schema serves nobody any more.
  for (const old of readdirSync(root)) if (old.startsWith(`${size.sales}-${size.articles}-`)) rmSync(join(root, old), { recursive: true });
  const draft = `${dataDir}.new`;
  const startedMs = performance.now();
  await make(draft, size, say);
  renameSync(draft, dataDir);
  say(`made a shop of ${size.sales} sales and ${size.articles} articles in ${Math.round((performance.now() - startedMs) / 1000)} s`);
  return dataDir;
}

async function make(dataDir: string, { sales, articles }: ShopSize, say: (line: string) => void): Promise<void> {
  const shopDir = join(dataDir, 'practice');
  const random = seeded(2026);
  let nowMs = END_MS - DAYS * 24 * HOUR_MS;
  const parts = { nowMs: () => nowMs, log: quiet };
  mkdirSync(dataDir);
  await foundShop(shopDir, practiceFoundation('kr'), parts);
  const database = openTillDatabase(databasePath(dataDir, 'practice'), parts);
  database.facts.pragma('synchronous = OFF');
  database.facts.pragma('cache_size = -500000');
  const journal = createJournal({ database, project: createProjection(database.facts), terminalId: TERMINAL_ID, ...parts });
  const catalogue = putArticles(journal, articles);
  const sell = createSeller(database, journal, catalogue, random);
  for (let done = 0; done < sales; ) {
    const count = Math.min(SALES_A_TRANSACTION, sales - done);
    sell(count, (index) => {
      // Open from 8 to 22 in Seoul, the sales of a day evenly over its 14 hours.
      const place = ((done + index) / sales) * DAYS;
      nowMs = Math.floor(END_MS - (DAYS - Math.floor(place)) * 24 * HOUR_MS - HOUR_MS + (place % 1) * 14 * HOUR_MS);
      return nowMs;
    });
    done += count;
    if (done % 100_000 === 0) say(`  ${done} of ${sales} sales`);
  }
  database.facts.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

/** Where an article's code on the shelf begins: the sample's own are from 20 on. */
export const barcodeOf = (n: number) => `88${String(n).padStart(11, '0')}`;

function hex(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += random.below(0x1_0000_0000).toString(16).padStart(8, '0');
  return text.slice(0, length);
}

type PricedArticle = Omit<Article, 'position' | 'priceMinor'> & { priceMinor: number };

/** The samples' articles and as many more as are asked for, each with a name of its own and a barcode. */
function putArticles(journal: Journal, count: number): PricedArticle[] {
  // One price, by the piece, for everybody: what is rung up with one tap.
  const articles = SAMPLES.kr.articles.flatMap(({ priceMinor, ...article }) =>
    priceMinor === null || article.unit === 'kg' || article.minimumAge > 0 ? [] : [{ ...article, priceMinor }],
  );
  const kinds = articles.length;
  const more: PricedArticle[] = [];
  for (let n = kinds; n < count; n += 1) {
    const kind = articles[n % kinds] as PricedArticle;
    more.push({
      ...kind,
      id: `${kind.id}-${n}`,
      names: { en: `${kind.names.en} No. ${n}`, ko: `${kind.names.ko} ${n}호` },
      priceMinor: 1000 + (n % 200) * 100,
      barcodes: [barcodeOf(n)],
    });
  }
  for (let from = 0; from < more.length; from += ARTICLES_AN_ENTRY) {
    const batch = more.slice(from, from + ARTICLES_AN_ENTRY).map((article, index) => ({ ...article, position: kinds + from + index }));
    journal.transact((append) => append('articles_put', { articles: batch }, null));
  }
  return [...articles, ...more];
}

/** Half of the sales by Lightning, half in cash, one to four articles each. */
function createSeller({ facts }: TillDatabase, journal: Journal, catalogue: readonly PricedArticle[], random: Random) {
  const cashiers = facts.prepare("SELECT id FROM staff WHERE role = 'cashier'").pluck().all() as string[];
  const queue = facts.prepare(
    `INSERT INTO print_job (id, kind, subject_id, title, copy_number, status, queued_at_ms, attempts) VALUES (?, 'receipt', ?, ?, 0, 'confirmed', ?, 1)`,
  );
  const { settings } = SAMPLES.kr;
  const ratePpm = settings.taxClasses[0]?.ratePpm ?? 0;
  const step = cashStepMinor(settings.currency);
  let ids = 0;
  let receiptSeq = 0;
  let settleIndex = 0;
  let hourOf = { start: -1, day: '', hour: 0 };

  /** UUIDv7: ascends with time, as the till's own ids do. */
  const uuid = (ms: number) => {
    ids = (ids + 1) % 0x1000;
    const time = ms.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${ids.toString(16).padStart(3, '0')}-8${hex(random, 3)}-${hex(random, 12)}`;
  };
  const dayOf = (ms: number) => {
    const start = Math.floor(ms / HOUR_MS);
    if (start !== hourOf.start) hourOf = { start, ...shopDay(ms, settings) };
    return { day: hourOf.day, hour: hourOf.hour };
  };
  const lineOf = (article: PricedArticle, atMs: number): LineItem =>
    exampleLine({
      id: uuid(atMs),
      articleId: article.id,
      names: article.names,
      unitPriceMinor: article.priceMinor,
      quantity: 1 + random.below(2),
      taxClassId: article.taxClassId,
      taxRatePpm: ratePpm,
    });

  return (count: number, clock: (index: number) => number) => {
    journal.transact((append) => {
      for (let index = 0; index < count; index += 1) {
        const atMs = clock(index);
        const saleId = uuid(atMs);
        const tenderId = uuid(atMs);
        const staffId = random.pick(cashiers);
        // Most of what a shop sells is what is on its tiles.
        const articles = Array.from(
          { length: 1 + random.below(4) },
          () => catalogue[random.below(random.below(10) === 0 ? catalogue.length : 60)] as PricedArticle,
        );
        const lines = articles.map((article) => lineOf(article, atMs));
        const totals = totalsOf({ lines, discount: null, taxExempt: null }, { ...settings, promotions: [] });
        const amountMinor = totals.totalMinor;
        const sale = factOfSale(exampleSaleInHand({ id: saleId, openedAtMs: atMs - 20_000, totals, staffId }));
        const begun = { ...sale, position: 0 };
        if (receiptSeq % 2 === 0) {
          const paymentHash = hex(random, 64);
          const amountSat = satForMinor(amountMinor, MINOR_PER_BTC);
          settleIndex += 1;
          append(
            'invoice_created',
            {
              ...begun,
              tenderId,
              amountMinor,
              lines,
              amountSat,
              quote: { currency: settings.currency, minorPerBtc: MINOR_PER_BTC, method: 'practice', sources: [], quotedAtMs: atMs, lockedAtMs: atMs },
              paymentHash,
              // As long as a real one: signing half a million of them would take longer than all the rest.
              paymentRequest: `lnbcrt${amountSat * 10}n1${paymentHash.repeat(4)}`,
              expiresAtMs: atMs + 600_000,
              address: null,
            },
            staffId,
          );
          const received = {
            settlementId: paymentHash,
            nodeId: 'bench',
            settleIndex,
            kind: 'invoice',
            paymentHash,
            receivedMsat: amountSat * 1000,
            settledAtMs: atMs,
            chain: null,
            saleId,
            tenderId,
          } as const;
          append('settlement_recorded', { ...received, disposition: 'paid', creditedMinor: amountMinor, attention: null }, staffId);
        } else {
          const givenMinor = Math.ceil(amountMinor / step) * step;
          const tender = { kind: 'cash' as const, id: tenderId, amountMinor, givenMinor, changeMinor: 0, roundingMinor: givenMinor - amountMinor };
          append('tender_taken', { ...begun, lines: null, tender }, staffId);
        }
        receiptSeq += 1;
        const number = receiptNumber(TERMINAL_ID, receiptSeq);
        const head = { ...sale, ...dayOf(atMs), lines };
        append('sale_completed', { ...head, receiptNumber: number, receiptSeq }, staffId);
        queue.run(uuid(atMs), saleId, number, atMs);
      }
    });
  };
}
