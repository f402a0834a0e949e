import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Refund, RefundLeg } from './refund.ts';
import { maxFeeMsat, moneyLeft, originalMsatFor, refundSat } from './refund-money.ts';
import type { Tender } from './tender.ts';

const card: Tender = { kind: 'card', id: 'c', status: 'paid', amountMinor: 500, reference: '' };
const refund = (status: Refund['status'], amountMinor: number): Pick<Refund, 'status' | 'legs'> => ({
  status,
  legs: [{ takes: [{ tenderId: 'c', amountMinor, msat: 0 }] } as unknown as RefundLeg],
});

test('a tender is less what went back or is on its way, and not less what failed', () => {
  const sale = { status: 'completed', tenders: [card] } as const;
  const refunds = [refund('refunded', 100), refund('under_way', 50), refund('to_hand_over', 20), refund('failed', 300)];
  expect(moneyLeft({ ...sale, tenders: [...sale.tenders] }, refunds, { minor: 0, msat: 0 })).toMatchObject([{ amountMinor: 330 }]);
});

test('nothing goes back of a sale that is not complete', () => {
  expect(moneyLeft({ status: 'cancelled', tenders: [card] }, [], { minor: 0, msat: 0 })).toEqual([]);
});

test('a part at the sale’s rate is the same share of the sat as of the money, in whole sat', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 10 ** 9 }), fc.integer({ min: 1000, max: 10 ** 14 }), (minor, msat) => {
      for (const part of [1, Math.floor(minor / 2), minor - 1]) {
        const given = originalMsatFor({ minor, msat }, part);
        expect(given % 1000).toBe(0);
        expect(BigInt(given) * BigInt(minor)).toBeLessThanOrEqual(BigInt(msat) * BigInt(part));
        expect(BigInt(given + 1000) * BigInt(minor)).toBeGreaterThan(BigInt(msat) * BigInt(part));
      }
    }),
  );
});

test('at today’s rate no more sat go back than the amount is worth, and not a whole sat less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 10 }), fc.integer({ min: 10 ** 5, max: 10 ** 12 }), (amountMinor, minorPerBtc) => {
      const sat = BigInt(refundSat(amountMinor, minorPerBtc));
      expect(sat * BigInt(minorPerBtc)).toBeLessThanOrEqual(BigInt(amountMinor) * 100_000_000n);
      expect((sat + 1n) * BigInt(minorPerBtc)).toBeGreaterThan(BigInt(amountMinor) * 100_000_000n);
    }),
  );
});

test('what sending may cost is the shop’s share, but never so little that one hop’s base fee stops it; nothing where the shop pays none', () => {
  expect(maxFeeMsat(1_000_000_000, 10_000)).toBe(10_000_000);
  expect(maxFeeMsat(100_000, 10_000)).toBe(5_000);
  expect(maxFeeMsat(100_000, 0)).toBe(0);
});
