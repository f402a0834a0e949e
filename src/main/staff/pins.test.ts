import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CheckoutBench, openCheckoutBench } from '../checkout/checkout-test-bed.ts';
import { createStaffStore } from '../store/staff-store.ts';
import { createPins, delayAfterMs, isSimplePin } from './pins.ts';

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
});
afterEach(() => bench.close());

test('a full disk makes no guess free: wrong PINs are counted, and the right one waits as ever', async () => {
  const { journal, database, nowMs } = bench;
  const store = createStaffStore(database.facts);
  const pins = createPins({ journal, store, nowMs });
  const staffId = store.active().at(-1)?.id ?? '';
  const guess = (pin: string) =>
    pins.check(staffId, pin, 'spending').then(
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

test('PINs that everybody tries first are no PINs for a real shop', () => {
  expect(['0000', '1111', '1234', '4321', '98765'].map(isSimplePin)).toEqual([true, true, true, true, true]);
  expect(['1357', '2580', '1112', '9021'].map(isSimplePin)).toEqual([false, false, false, false]);
});
