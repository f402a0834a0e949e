// What a clock, and settings that are changed, do to the books of an evening: nothing that was said before is said otherwise after.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ShiftReport } from '../../src/shared/z-report.ts';
import * as evening from './evening.ts';
import { newId, won } from './evening.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;

const openScreens = async () => {
  cashier = await till.cashier();
  manager = await till.manager();
};
beforeEach(async () => {
  till = await openTestTill();
  await openScreens();
});
afterEach(() => till.close());

const sellForCash = () => evening.sellForCash(cashier);

test('a Z that is made late says what was in force as the shift ended: the day, the clock, the names', async () => {
  await manager.call.shop.change({ lockAfterMinutes: 0, timeZone: 'Asia/Seoul', dayStartsAtHour: 12, name: 'Before' });
  till.clock.nowMs = Date.parse('2026-12-01T11:30:00+09:00');
  const cash = await sellForCash();
  const countId = newId();
  await manager.call.shifts.count({ shiftId: 1, countId, counted: won(cash) });
  const name = cashier.state.session.staff?.name ?? '';
  const closing = refusal(manager.call.shifts.close({ shiftId: 1, countId, reason: '', taken: [] }));
  await manager.until(({ shift }) => shift.id === 2);
  // The cut is on the disk, and the Z is still being summed up.
  expect(manager.state.shift.lastZ).toBe(0);
  await manager.call.shop.change({ timeZone: 'Europe/Berlin', dayStartsAtHour: 0, name: 'After' });
  await Promise.all([closing, till.restart()]);
  await openScreens();
  await manager.until(({ shift }) => shift.lastZ === 1);
  expect(await manager.call.shifts.z({ number: 1 })).toMatchObject({
    day: '2026-11-30',
    shop: { name: 'Before', timeZone: 'Asia/Seoul' },
    openedBy: name,
  });
});

test('a month and a year are the sum of their Zs, and one goes on where the other ends, whatever the clock did', async () => {
  await manager.call.shop.change({ lockAfterMinutes: 0, timeZone: 'Asia/Seoul' });
  const days = ['2026-11-29', '2026-12-01', '2026-11-30', '2027-01-02', '2026-12-31', '2026-11-30', '2027-02-01', '2027-01-01'];
  const zs: ShiftReport[] = [];
  let cashMinor = 0;
  for (const [index, day] of days.entries()) {
    till.clock.nowMs = Date.parse(`${day}T12:00:00+09:00`);
    for (let sales = 0; sales <= index % 3; sales += 1) cashMinor += await sellForCash();
    zs.push(await evening.closeShift(manager, cashMinor));
  }
  expect(zs.map(({ day }) => day)).toEqual(days);
  const sold = (some: readonly ShiftReport[]) => some.reduce((sum, { figures }) => sum + figures.sales.totalMinor, 0);
  expect(zs.at(-1)?.grandTotal.after.salesMinor).toBe(sold(zs));
  for (const periods of [
    ['2026-11', '2026-12', '2027-01', '2027-02'],
    ['2026', '2027'],
  ]) {
    let beforeMinor = 0;
    for (const period of periods) {
      const within = zs.filter(({ day }) => day.startsWith(period));
      const report = await manager.call.shifts.period({ period });
      expect(report.zs.map(({ number }) => number)).toEqual(within.map(({ number }) => number));
      expect(report.figures.sales.totalMinor).toBe(sold(within));
      const after = beforeMinor + sold(within);
      expect(report.grandTotal).toEqual({
        before: { salesMinor: beforeMinor, refundsMinor: 0, netMinor: beforeMinor },
        after: { salesMinor: after, refundsMinor: 0, netMinor: after },
      });
      beforeMinor = after;
    }
    expect(beforeMinor).toBe(sold(zs));
  }
});
