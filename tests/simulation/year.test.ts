// A simulated shop year, or a few days of it: everything that cashiers and managers do, with restarts, kills and faults, and everything
// counted again each evening. `npm run soak -- year` lives the whole of it; a failure names the seed, the day and the action.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SampleId } from '../../src/main/catalogue/samples.ts';
import { TENDER_KINDS } from '../../src/shared/tender.ts';
import { runShopYear } from './shop-year.ts';

const SHOPS: SampleId[] = ['eu', 'kr', 'us'];
const DAYS = Number(process.env.DAYS ?? 4);
const ACTIONS_A_DAY = Number(process.env.ACTIONS ?? 100);
const SEEDS = process.env.SEED === undefined ? [1, 2] : [Number(process.env.SEED)];
const WHOLE_YEAR = DAYS >= 365;

/** What can happen every day, and what will within a year. */
const OF_A_DAY = [
  'sale_completed',
  'sale_cancelled',
  'tender_taken',
  'settlement_recorded',
  'sale_parked',
  'refund_completed',
  'refused',
  'approved',
];
const OF_A_YEAR = [
  'account_paid',
  'age_checked',
  'attention_noted',
  'badge_made',
  'badge_refused',
  'badge_revoked',
  'cash_moved',
  'credit_given_back',
  'drawer_opened',
  'export_made',
  'float_counted',
  'held_returned',
  'held_taken',
  'import_ended',
  'invoice_closed',
  'kitchen_sent',
  'lines_moved',
  'paper_copied',
  'pin_refused',
  'price_lists_put',
  'promotion_ended',
  'rate_set',
  'refund_ended',
  'role_put',
  'sale_recalled',
  'sale_taken_over',
  'settlement_applied',
  'sold_voucher_taken_back',
  'staff_put',
  'stock_moved',
  'tender_returned',
  'voucher_blocked',
  'voucher_replaced',
  'voucher_unblocked',
  'x_printed',
];

test.each(SEEDS)(
  `${DAYS} days of a shop agree with its journal each evening (SEED=%i)`,
  async (seed) => {
    const dataDir = mkdtempSync(join(process.env.YEAR_DIR ?? tmpdir(), 'year-'));
    try {
      const sample = SHOPS[seed % SHOPS.length] ?? 'eu';
      // A few days are those around the end of a month.
      const firstDay = WHOLE_YEAR ? '2027-01-01' : '2027-02-27';
      const report = await runShopYear({ dataDir, sample, seed, firstDay, days: DAYS, actionsADay: ACTIONS_A_DAY }, (line) =>
        process.stderr.write(`seed ${seed}, ${line}\n`),
      );
      if (WHOLE_YEAR) process.stderr.write(`${JSON.stringify(report, null, 1)}\n`);
      // Days on which nothing worked would prove nothing.
      expect(report.sales).toBeGreaterThan((DAYS * ACTIONS_A_DAY) / 2);
      expect(report.kills).toBeGreaterThan(0);
      expect(report.tenders).toEqual(expect.arrayContaining(WHOLE_YEAR ? [...TENDER_KINDS] : ['cash', 'lightning', 'card']));
      expect(Object.keys(report.facts)).toEqual(expect.arrayContaining(WHOLE_YEAR ? [...OF_A_DAY, ...OF_A_YEAR] : OF_A_DAY));
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
  DAYS * 60_000,
);
