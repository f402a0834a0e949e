// The bitcoin rate as people meet it: a manager sets one by hand, it stands for an hour, and codes and receipts say so.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAX_MINOR_PER_BTC } from '../../src/shared/money.ts';
import { lastCode, openTestTill, refusal, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

const HOUR_MS = 3_600_000;
/** The practice table's is 150,000,000. */
const BY_HAND = 160_000_000;

test('a rate by hand is on every screen at once, on the code and on the receipt, with who and when in the journal', async () => {
  const manager = await till.manager();
  const cashier = await till.cashier();
  await manager.call.rates.setByHand({ minorPerBtc: BY_HAND });
  await cashier.until(({ lightning: { rate } }) => rate.ok && rate.method === 'hand' && rate.minorPerBtc === BY_HAND);
  await manager.until(({ rates }) => rates.hand?.minorPerBtc === BY_HAND);
  expect(manager.state.rates.hand).toMatchObject({ staffName: manager.state.session.staff?.name });
  expect((manager.state.rates.hand?.untilMs ?? 0) - (manager.state.rates.hand?.setAtMs ?? 0)).toBe(HOUR_MS);

  await cashier.call.sale.addOpenAmount({ amountMinor: 16_000, name: '' });
  await cashier.until((state) => state.checkout.sale.dueMinor === 16_000);
  await cashier.call.checkout.requestInvoice({ saleId: cashier.state.checkout.sale.id });
  await cashier.until((state) => state.checkout.sale.tenders.length > 0);
  const code = lastCode(cashier.state.checkout.sale);
  expect(code).toMatchObject({ amountSat: 10_000, quote: { method: 'hand', minorPerBtc: BY_HAND, sources: [] } });
  expect(code.quote.lockedAtMs).toBeGreaterThanOrEqual(code.quote.quotedAtMs);
  await cashier.call.practice.wallet({ paymentHash: code.paymentHash, payment: 'pay' });
  await cashier.until((state) => state.checkout.sale.status === 'completed');
  const receipt = await manager.call.papers.show({ kind: 'receipt', subjectId: cashier.state.checkout.sale.id });
  expect(JSON.stringify(receipt)).toContain('직접 정한 시세');
});

test('only a manager may set it', async () => {
  const cashier = await till.cashier();
  expect(await refusal(cashier.call.rates.setByHand({ minorPerBtc: BY_HAND }))).toBe('NOT_ALLOWED');
  expect(await refusal(cashier.call.rates.clearByHand())).toBe('NOT_ALLOWED');
});

test.each([1, 15_000_000, 104_999_999, 195_000_001, 1_500_000_000, MAX_MINOR_PER_BTC])(
  'a slip of the finger (%i for a bitcoin at 150,000,000) is refused, with what it has to be between',
  async (minorPerBtc) => {
    const manager = await till.manager();
    await manager.until(({ rates }) => rates.handLimits !== null);
    expect(manager.state.rates.handLimits).toEqual({ lowestMinorPerBtc: 105_000_000, highestMinorPerBtc: 195_000_000 });
    await expect(manager.call.rates.setByHand({ minorPerBtc })).rejects.toMatchObject({
      code: 'RATE_UNLIKELY',
      data: { currency: 'KRW', lowestMinor: 105_000_000, highestMinor: 195_000_000 },
    });
    expect(manager.state.lightning.rate).toMatchObject({ method: 'practice' });
  },
);

test('it can be cleared before its hour is over, once', async () => {
  const manager = await till.manager();
  await manager.call.rates.setByHand({ minorPerBtc: BY_HAND });
  await manager.until(({ rates }) => rates.hand !== null);
  await manager.call.rates.clearByHand();
  await manager.until(({ rates, lightning: { rate } }) => rates.hand === null && rate.ok && rate.method === 'practice');
  expect(await refusal(manager.call.rates.clearByHand())).toBe('ALREADY_DONE');
});

test('it is still there after a restart, and is over an hour after it was set', async () => {
  const before = await till.manager();
  await before.call.rates.setByHand({ minorPerBtc: BY_HAND });
  till.clock.nowMs += HOUR_MS - 60_000;
  await till.restart();
  const manager = await till.manager();
  await manager.until(({ rates, lightning: { rate } }) => rates.hand !== null && rate.ok && rate.method === 'hand');
  till.clock.nowMs += 60_000;
  const cashier = await till.cashier();
  await cashier.call.sale.addOpenAmount({ amountMinor: 15_000, name: '' });
  await cashier.until((state) => state.checkout.sale.dueMinor === 15_000);
  await cashier.call.checkout.requestInvoice({ saleId: cashier.state.checkout.sale.id });
  await cashier.until((state) => state.checkout.sale.tenders.length > 0);
  expect(lastCode(cashier.state.checkout.sale)).toMatchObject({ amountSat: 10_000, quote: { method: 'practice' } });
});

test('a clock that was set back ends it, since nobody knows then how long it has stood', async () => {
  const before = await till.manager();
  await before.call.rates.setByHand({ minorPerBtc: BY_HAND });
  till.clock.nowMs -= 600_000;
  await till.restart();
  const manager = await till.manager();
  await manager.until(({ lightning: { rate } }) => rate.ok);
  expect(manager.state.lightning.rate).toMatchObject({ method: 'practice' });
  expect(manager.state.rates.hand).toBeNull();
});

test('a price beyond any currency is no price, and nothing is set', async () => {
  const manager = await till.manager();
  expect(await refusal(manager.call.rates.setByHand({ minorPerBtc: MAX_MINOR_PER_BTC + 1 }))).toBe('BAD_INPUT');
  expect(manager.state.rates.hand).toBeNull();
});
