// Settings that are changed at almost the same moment, by a quick finger or on two screens: what one says nothing of stays.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Language } from '../../src/shared/state.ts';
import { openTestTill, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

test('two languages changed before either answers are both changed', async () => {
  const manager = await till.manager();
  const before = manager.state.shop.languages;
  const other = (language: Language): Language => (language === 'en' ? 'ko' : 'en');
  const changed = { ...before, cashier: other(before.cashier), receipt: other(before.receipt) };
  await Promise.all([
    manager.call.shop.change({ languages: { cashier: changed.cashier } }),
    manager.call.shop.change({ languages: { receipt: changed.receipt } }),
  ]);
  await manager.until(({ shop }) => shop.languages.cashier === changed.cashier && shop.languages.receipt === changed.receipt);
  expect(manager.state.shop.languages).toEqual(changed);
});
