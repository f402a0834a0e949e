// What of a sale's tenders counts as paid, which can still be, and when money is too much.
import { describe, expect, it } from 'vitest';
import { tookMinor } from './sale.ts';
import { exampleSaleInHand } from './sale-examples.ts';
import { type CashTender, cashRoundingMinorOf, excessMsatOf, type LightningTender, liveLightningTender, paidMinor } from './tender.ts';

describe('tenders', () => {
  const cash = (amountMinor: number, status: CashTender['status']): CashTender => ({
    kind: 'cash',
    id: 'c',
    status,
    amountMinor,
    givenMinor: amountMinor,
    changeMinor: 0,
    roundingMinor: 0,
  });
  const lightning = (amountMinor: number, status: LightningTender['status']): LightningTender => ({
    kind: 'lightning',
    id: status,
    status,
    amountMinor,
    amountSat: 1,
    quote: { currency: 'KRW', minorPerBtc: 1, method: 'practice', sources: [], quotedAtMs: 0, lockedAtMs: 0 },
    paymentHash: '',
    paymentRequest: '',
    createdAtMs: 0,
    expiresAtMs: 0,
    receivedMsat: 0,
    address: null,
    seenOnChain: null,
    paidByOutpoint: null,
  });

  it('come to what was given less the change, which is what the sale came to and its cash rounding', () => {
    const rounded = { ...cash(1097, 'paid'), givenMinor: 2000, changeMinor: 905, roundingMinor: -2 };
    const tenders = [lightning(400, 'paid'), { ...rounded, status: 'returned' as const }, rounded];
    expect(cashRoundingMinorOf(tenders)).toBe(-2);
    const { totals } = exampleSaleInHand({});
    const sale = { totals: { ...totals, totalMinor: 1397 }, tipMinor: 100, tenders };
    expect(tookMinor(sale)).toBe(400 + rounded.givenMinor - rounded.changeMinor);
  });

  it('take off the sale what has been paid, and nothing else', () => {
    const tenders = [
      cash(100, 'paid'),
      cash(200, 'returned'),
      lightning(400, 'paid'),
      ...(['waiting', 'arriving', 'expired', 'cancelled'] as const).map((status) => lightning(800, status)),
    ];
    expect(paidMinor(tenders)).toBe(500);
    expect(paidMinor([])).toBe(0);
  });

  it('are live while money can still come in the normal way', () => {
    for (const status of ['waiting', 'arriving'] as const) expect(liveLightningTender([cash(1, 'paid'), lightning(1, status)])?.status).toBe(status);
    for (const status of ['paid', 'expired', 'cancelled'] as const) expect(liveLightningTender([lightning(1, status)])).toBeUndefined();
  });
});

describe('what is too much', () => {
  it('is not what came along with the payment: ten sat, or one percent of a larger one up to a thousand sat', () => {
    expect(excessMsatOf(100, 101_101)).toBe(0);
    expect([110_000, 110_001].map((receivedMsat) => excessMsatOf(100, receivedMsat))).toEqual([0, 10_001]);
    expect([50_500_000, 50_500_001].map((receivedMsat) => excessMsatOf(50_000, receivedMsat))).toEqual([0, 500_001]);
    expect([501_000_000, 501_000_001].map((receivedMsat) => excessMsatOf(500_000, receivedMsat))).toEqual([0, 1_000_001]);
  });

  it('is all of what came beyond, and nothing of what is less', () => {
    expect(excessMsatOf(3000, 4_000_500)).toBe(1_000_500);
    expect(excessMsatOf(3000, 2_999_999)).toBe(0);
  });
});
