import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CheckoutBench, openCheckoutBench } from '../checkout/checkout-test-bed.ts';
import { createStaffStore } from '../store/staff-store.ts';
import { createStaff, delayAfterMs } from './staff.ts';

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
});
afterEach(() => bench.close());

test('a full disk makes no guess free: wrong PINs are counted, and the right one waits as ever', async () => {
  const { journal, database, nowMs } = bench;
  const staff = createStaff({
    journal,
    store: createStaffStore(database.facts),
    sessions: new Map(),
    newId: () => '1',
    nowMs,
    onChange: () => undefined,
  });
  const staffId = staff.state().tiles.find(({ role }) => role === 'owner')?.id ?? '';
  const guess = (pin: string) =>
    staff.checkPin(staffId, pin).then(
      () => 'right',
      (cause: Error) => cause.message,
    );
  database.facts.pragma('max_page_count = 1');
  const said: string[] = [];
  for (let tries = 0; tries < 100 && said.at(-1) !== 'DISK_FULL'; tries++) {
    bench.passTime(delayAfterMs(tries) + 1);
    said.push(await guess('0000'));
  }
  expect(said.at(-1)).toBe('DISK_FULL');
  for (const _ of [1, 2, 3]) await guess('0000');
  expect(await guess('9999')).toBe('PIN_LOCKED');
});
