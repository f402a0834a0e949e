// Days as they come, from a seed, over several business days with a restart after each: a report over a range is the sum of its
// days' reports and of their Zs, whatever happened.
import { afterEach, expect, test } from 'vitest';
import { figuresOfDay, figuresOfRange } from '../../src/main/reports/example-day-of-range.ts';
import { dayAfter } from '../../src/shared/day-range.ts';
import type { DayReport } from '../../src/shared/reports.ts';
import { shopDay } from '../../src/shared/shop-day.ts';
import { refundedTakingsMinor } from '../../src/shared/takings.ts';
import type { ShiftReport } from '../../src/shared/z-report.ts';
import { seeded } from '../crash/random.ts';
import { newId, openRegister } from './busy-register.ts';
import { openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';

const DAYS = 3;
const ACTIONS_A_DAY = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
/** 23:30 in Berlin: what comes after four and a half hours is another day in a shop whose day begins at four. */
const EVENING_MS = Date.parse('2026-11-10T22:30:00Z');

let till: TestTill;
afterEach(() => till.close());

async function end(manager: TestScreen): Promise<ShiftReport> {
  const { shiftId, currencies } = await manager.call.shifts.closing();
  const countId = newId();
  await manager.call.shifts.count({ shiftId, countId, counted: currencies.map((currency) => ({ currency, pieces: [], looseMinor: 100_000 })) });
  const taken = currencies.map((currency) => ({ currency, amountMinor: 0 }));
  return manager.call.shifts.z(await manager.call.shifts.close({ shiftId, countId, reason: 'As always', taken }));
}

test.each([21, 22])(
  'seed %i',
  async (seed) => {
    const random = seeded(seed);
    till = await openTestTill({ sample: 'eu', startsAtMs: EVENING_MS });
    const zs: ShiftReport[] = [];
    const days: string[] = [];
    for (let day = 0; day < DAYS; day += 1) {
      const register = await openRegister(till, random);
      const { call } = register.manager;
      if (day === 0) {
        const { tenders } = register.manager.state.shop;
        await call.shop.change({
          dayStartsAtHour: 4,
          lockAfterMinutes: 0,
          tenders: {
            ...tenders,
            kinds: [...new Set([...tenders.kinds, 'card', 'voucher', 'foreign_cash'] as const)],
            foreignCash: [{ currency: 'USD', microMinorPerUnit: 92_000_000, stepMinor: 100 }],
          },
        });
      }
      for (let action = 0; action < ACTIONS_A_DAY; action += 1) {
        await register.act();
        // Past midnight, and no other day for that.
        till.clock.nowMs += 3 * 60_000;
        // Asked in between: what is counted later must come to the same.
        if (random.chance(0.1)) await call.reports.range({ from: '2026-11-01', to: '2026-11-30' });
      }
      const today = shopDay(till.clock.nowMs, register.manager.state.shop).day;
      days.push(today);
      zs.push(await end(register.manager));
      const day1 = await call.reports.day({ day: today });
      expect(figuresOfRange(await call.reports.range({ from: today, to: today }))).toEqual(figuresOfDay(day1));
      till.clock.nowMs = EVENING_MS + (day + 1) * DAY_MS;
      await till.restart();
    }
    expect(days).toEqual(['2026-11-10', '2026-11-11', '2026-11-12']);

    const manager = await till.manager();
    const range = () => manager.call.reports.range({ from: '2026-11-01', to: '2026-11-30' });
    const all = await range();
    // Days are asked again: late money may have completed what an earlier day had cancelled.
    const reports = await Promise.all(days.map((day) => manager.call.reports.day({ day })));
    const sum = (value: (of: DayReport) => number) => reports.reduce((total, report) => total + value(report), 0);
    const ofZs = (value: (of: ShiftReport['figures']) => number) => zs.reduce((total, { figures }) => total + value(figures), 0);
    for (const figure of [
      'saleCount',
      'totalMinor',
      'netMinor',
      'taxMinor',
      'itemCount',
      'weighedGrams',
      'discountMinor',
      'promotionMinor',
      'tipMinor',
    ] as const) {
      expect([figure, all.figures[figure]]).toEqual([figure, sum((report) => report[figure])]);
    }
    expect(all.figures.saleCount).toBeGreaterThan(15);
    expect(all.figures.saleCount).toBe(ofZs(({ sales }) => sales.count));
    expect(all.figures.totalMinor).toBe(ofZs(({ sales }) => sales.totalMinor));
    expect(all.figures.itemCount).toBe(ofZs(({ sales }) => sales.itemCount));
    expect(all.figures.weighedGrams).toBe(ofZs(({ sales }) => sales.weighedGrams));
    expect(all.figures.taxMinor).toBe(ofZs(({ sales }) => sales.taxMinor));
    expect(all.figures.discountedSaleCount).toBe(ofZs(({ sales }) => sales.discountedCount));
    expect(all.figures.tipMinor).toBe(ofZs(({ sales }) => sales.tipMinor));
    expect(all.figures.refunds.refundCount).toBe(ofZs(({ refunds }) => refunds.count));
    expect(refundedTakingsMinor(all.figures)).toBe(ofZs(({ refunds }) => refunds.totalMinor));
    expect(all.figures.refunds.netMinor).toBe(ofZs(({ refunds }) => refunds.netMinor));
    expect(all.figures.refunds.taxMinor).toBe(ofZs(({ refunds }) => refunds.taxMinor));
    expect(all.figures.drawerOpenedCount).toBe(ofZs(({ drawerOpenedCount }) => drawerOpenedCount));
    expect(all.figures.accountPayments.amountMinor).toBe(ofZs(({ accounts }) => accounts.paid.amountMinor));
    for (const of of ['count', 'amountMinor'] as const) {
      expect(all.figures.vouchersSold[of]).toBe(ofZs(({ vouchers }) => vouchers.sold[of]));
      expect(all.figures.vouchersTakenBack[of]).toBe(ofZs(({ vouchers }) => vouchers.takenBack[of]));
    }
    expect(all.byDay.map(({ from }) => from)).toEqual(Array.from({ length: 30 }, (_, index) => dayAfter('2026-11-01', index)));
    expect(all.byDay.filter(({ saleCount }) => saleCount > 0).map(({ from, totalMinor }) => [from, totalMinor])).toEqual(
      reports.map(({ day, totalMinor }) => [day, totalMinor]),
    );
    for (const rows of [all.byDay, all.byHour.map(({ now }) => now), all.byWeekday.map(({ now }) => now), all.byStaff.map(({ now }) => now)]) {
      expect(rows.reduce((total, { totalMinor }) => total + totalMinor, 0)).toBe(all.figures.totalMinor);
    }
    const inCategories = all.byCategory.reduce((total, { now }) => total + now.totalMinor, 0);
    expect(inCategories).toBe(all.figures.totalMinor);
    expect(all.figures.vouchersSold.amountMinor).toBeGreaterThan(0);
    expect(all.byTender.reduce((total, { now }) => total + now.amountMinor, 0)).toBe(
      all.figures.totalMinor + all.figures.vouchersSold.amountMinor + all.figures.tipMinor,
    );
    // A whole month is compared with the month before it.
    expect(all.before).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect((await manager.call.reports.range({ from: '2026-12-01', to: '2026-12-31' }).catch(({ data }) => data)) as unknown).toEqual({
      reason: 'future',
    });

    await till.restart();
    const again = await till.manager();
    expect(await again.call.reports.range({ from: '2026-11-01', to: '2026-11-30' })).toEqual(all);
    expect(till.logged()).not.toContain('"level":"error"');
  },
  120_000,
);
