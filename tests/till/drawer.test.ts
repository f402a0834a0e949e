// The drawer without a sale: it opens at once and is counted, or it is refused in words and nothing is recorded.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let manager: TestScreen;
const open = (openingId: string) => manager.call.shifts.openDrawer({ openingId, reason: 'Change' });

beforeEach(async () => {
  till = await openTestTill();
  manager = await till.manager();
  await manager.until(({ printing }) => printing.condition === 'ready');
});
afterEach(() => till.close());

test('it opens without a paper, and a second press of the same button does nothing', async () => {
  const openingId = randomUUID();
  const before = manager.state.ledger.journalSeq;
  await open(openingId);
  await open(openingId);
  await manager.until(({ ledger }) => ledger.journalSeq > before);
  expect(manager.state.ledger.journalSeq).toBe(before + 1);
  expect(manager.state.paper.papers).toEqual([]);
});

test('without paper in its printer it is refused, and is no opening', async () => {
  await manager.call.practice.printer({ fault: 'paper_out' });
  await manager.until(({ printing }) => printing.condition === 'paper_out');
  const openingId = randomUUID();
  const before = manager.state.ledger.journalSeq;
  expect(await refusal(open(openingId))).toBe('DRAWER_NOT_OPENED');
  expect(manager.state.ledger.journalSeq).toBe(before);
  await manager.call.practice.printer({ fault: 'none' });
  await manager.until(({ printing }) => printing.condition === 'ready');
  await open(openingId);
});

test('a shop without a printer opens its drawer by its key', async () => {
  await manager.call.shop.change({ printers: [] });
  await manager.until(({ printing }) => printing.condition === 'none');
  expect(await refusal(open(randomUUID()))).toBe('DRAWER_NOT_OPENED');
});
