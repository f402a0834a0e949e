import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LockedQuote } from './money.ts';
import { maxFeeMsat, originalMsatFor, refundSat, remainingOf, remainingTaxes, type SaleRefund, type Share, taxesFor } from './refund.ts';
import type { Sale } from './sale.ts';
import { exampleLine, TAX_ADDED, TAX_INCLUDED } from './sale-examples.ts';
import type { LightningTender, Tender } from './tender.ts';
import { totalsOf } from './totals.ts';

const quote: LockedQuote = { currency: 'EUR', minorPerBtc: 9_500_000, method: 'practice', sources: [], quotedAtMs: 0, lockedAtMs: 0 };
const lightning = (amountMinor: number, receivedMsat: number, status: LightningTender['status'] = 'paid'): LightningTender => ({
  kind: 'lightning',
  id: `${amountMinor}`,
  status,
  amountMinor,
  amountSat: Math.ceil(receivedMsat / 1000),
  quote,
  paymentHash: '',
  paymentRequest: '',
  createdAtMs: 0,
  expiresAtMs: 0,
  receivedMsat,
  address: null,
  seenOnChain: null,
  paidByOutpoint: null,
});
const sold = (...tenders: Tender[]): Pick<Sale, 'status' | 'tenders'> => ({ status: 'completed', tenders });
const refund = (given: Partial<SaleRefund>): SaleRefund => ({
  id: '',
  status: 'refunded',
  amountMinor: 0,
  originalMsat: 0,
  amountMsat: 0,
  rate: 'original',
  quote: null,
  taxes: [],
  address: null,
  paymentHash: '',
  expiresAtMs: 0,
  startedAtMs: 0,
  endedAtMs: null,
  staffId: null,
  feeMsat: null,
  reason: '',
  receiptNumber: null,
  copyCount: 0,
  ...given,
});

const NOTHING: Share = { minor: 0, msat: 0 };
const cash: Tender = { kind: 'cash', id: 'c', status: 'paid', amountMinor: 500, givenMinor: 500, changeMinor: 0, roundingMinor: 0 };

test('what can go back is what came in over Lightning, less what went back or is on its way', () => {
  const sale = sold(cash, lightning(1000, 10_526_316), lightning(400, 4_000_000, 'expired'), lightning(200, 2_105_264));
  expect(remainingOf(sale, [], NOTHING)).toEqual({ minor: 1200, msat: 12_631_580 });
  const refunds = [
    refund({ amountMinor: 300, originalMsat: 3_000_000 }),
    refund({ amountMinor: 100, originalMsat: 1_000_000, status: 'under_way' }),
    refund({ amountMinor: 800, originalMsat: 8_000_000, status: 'failed' }),
  ];
  expect(remainingOf(sale, refunds, NOTHING)).toEqual({ minor: 800, msat: 8_631_580 });
});

test('nothing goes back of what was lost', () => {
  const sale = sold(lightning(1000, 10_526_316));
  expect(remainingOf(sale, [], { minor: 400, msat: 4_000_000 })).toEqual({ minor: 600, msat: 6_526_316 });
});

test('nothing goes back of a sale that is not complete', () => {
  expect(remainingOf({ ...sold(lightning(1000, 10_526_316)), status: 'cancelled' }, [], NOTHING)).toEqual(NOTHING);
});

const line = fc.record({
  unitPriceMinor: fc.integer({ min: 1, max: 1_000_000 }),
  quantity: fc.integer({ min: 1, max: 20 }),
  tax: fc.constantFrom(['std', 190_000] as const, ['low', 70_000] as const, ['free', 0] as const, ['ny', 88_750] as const),
});

test('a sale and its refunds, in whatever parts, are zero: in money, in sat, and in each tax', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(TAX_INCLUDED, TAX_ADDED),
      fc.integer({ min: 1, max: 10 ** 14 }),
      fc.func(fc.nat()),
      (lines, pricing, receivedMsat, random) => {
        const { totalMinor, taxes } = totalsOf(
          {
            lines: lines.map(({ unitPriceMinor, quantity, tax: [taxClassId, taxRatePpm] }, index) =>
              exampleLine({ id: `${index}`, unitPriceMinor, quantity, taxClassId, taxRatePpm }),
            ),
            discount: null,
            taxExempt: null,
          },
          pricing,
        );
        const sale = sold(lightning(totalMinor, receivedMsat));
        const refunds: SaleRefund[] = [];
        for (let turn = 0; remainingOf(sale, refunds, NOTHING).minor > 0; turn++) {
          const left = remainingOf(sale, refunds, NOTHING);
          const amountMinor = turn > 20 ? left.minor : 1 + (random(turn) % left.minor);
          const originalMsat = originalMsatFor(left, amountMinor);
          const given = taxesFor(remainingTaxes(taxes, refunds), amountMinor);
          expect(originalMsat).toBeGreaterThanOrEqual(0);
          expect(originalMsat).toBeLessThanOrEqual(left.msat);
          expect(given.reduce((sum, { grossMinor }) => sum + grossMinor, 0)).toBe(amountMinor);
          for (const { netMinor, taxMinor, grossMinor } of given) {
            expect(netMinor + taxMinor).toBe(grossMinor);
            expect(Math.min(netMinor, taxMinor)).toBeGreaterThanOrEqual(0);
          }
          refunds.push(refund({ amountMinor, originalMsat, taxes: given }));
        }
        expect(remainingOf(sale, refunds, NOTHING)).toEqual({ minor: 0, msat: 0 });
        for (const left of remainingTaxes(taxes, refunds)) expect(left).toMatchObject({ netMinor: 0, taxMinor: 0, grossMinor: 0 });
      },
    ),
  );
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
