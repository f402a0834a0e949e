// A shop with sales on disk, for the tests that damage one: its journal is written as the till writes it.
import { readFileSync, writeFileSync } from 'node:fs';
import { PLAIN_ARTICLE } from '../../shared/article.ts';
import { createLog } from '../log.ts';
import { createExampleTill, exampleSale } from '../reports/example-sales.ts';
import { openTillDatabase, type TillDatabase } from './database.ts';
import type { JournalEntry } from './facts.ts';
import { createJournal } from './journal.ts';
import { createProjection } from './projection.ts';

export const EXAMPLE_START_MS = Date.UTC(2026, 2, 1, 9);
const PAGE_BYTES = 4096;
const SALE_EVERY_MS = 60_000;

const log = createLog(
  () => undefined,
  () => 0,
);

export interface ExampleShop {
  database: TillDatabase;
  /** Makes sales, cash and Lightning in turn. */
  sell(count: number): void;
}

/** A new shop at `path`, with a catalogue that fills many pages with one entry. */
export function openExampleShop(path: string): ExampleShop {
  let nowMs = EXAMPLE_START_MS;
  const database = openTillDatabase(path, { nowMs: () => nowMs, log });
  // These tests damage files on their own; they need not wait for the disk.
  database.facts.pragma('synchronous = OFF');
  const journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs: () => nowMs, log });
  const articles = Array.from({ length: 300 }, (_, position) => ({
    ...PLAIN_ARTICLE,
    id: `article-${position}`,
    names: { en: `Article ${position}`, ko: `상품 ${position}` },
    categoryId: 'all',
    priceMinor: 1000 + position,
    taxClassId: 'vat',
    barcodes: [String(8_800_000_000_000 + position)],
    position,
  }));
  journal.transact((append) => append('articles_put', { articles }, null));
  const record = (entry: JournalEntry) =>
    journal.transact((append) => {
      nowMs = entry.atMs;
      append(entry.kind, entry.body, entry.staffId);
    });
  const till = createExampleTill(record, { timeZone: 'Asia/Seoul', taxMode: 'included' });
  let sales = 0;
  return {
    database,
    sell(count) {
      for (const end = sales + count; sales < end; sales++) {
        till.record(exampleSale(EXAMPLE_START_MS + sales * SALE_EVERY_MS, sales % 2 ? { cashMinor: 1000 } : {}));
      }
    },
  };
}

/** Pages of a table or an index, inner ones first. */
export function pagesOf({ database }: ExampleShop, name: string): { pageno: number; pagetype: string }[] {
  return database.facts
    .prepare<[string], { pageno: number; pagetype: string }>('SELECT pageno, pagetype FROM dbstat WHERE name = ? ORDER BY path')
    .all(name);
}

export function leavesOf(shop: ExampleShop, name: string): number[] {
  return pagesOf(shop, name)
    .filter(({ pagetype }) => pagetype === 'leaf')
    .map(({ pageno }) => pageno);
}

/** Makes rubbish of pages (1, 2, ...) of a file that nobody has open. */
export function overwrite(path: string, pages: readonly number[]): void {
  const bytes = readFileSync(path);
  for (const page of pages) bytes.fill(0x5a, (page - 1) * PAGE_BYTES, page * PAGE_BYTES);
  writeFileSync(path, bytes);
}
