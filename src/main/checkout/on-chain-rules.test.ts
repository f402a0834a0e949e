import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChainReceipt } from '../lightning/chain-wallet.ts';
import { isEnough, replacementOf, seenOf } from './on-chain-rules.ts';

const confirmations = fc.integer({ min: 0, max: 10 });
const amount = fc.integer({ min: 0, max: 1_000_000_000 });
const settings = fc.record({ zeroConfMaxMinor: fc.oneof(fc.constant(0), amount), confirmations: fc.integer({ min: 1, max: 6 }) });
const receipt: fc.Arbitrary<ChainReceipt> = fc
  .record({ n: fc.nat(), amountSat: fc.integer({ min: 1, max: 1_000_000 }), confirmations, seenAtMs: fc.nat() })
  .map(({ n, ...rest }) => ({
    ...rest,
    outpoint: `${n}:0`,
    address: 'bc1q',
    blockHeight: rest.confirmations === 0 ? null : 100 - rest.confirmations,
  }));

test('money that nobody waits for always waits for its blocks, and so does all money where nothing is taken unconfirmed', () => {
  fc.assert(
    fc.property(confirmations, amount, settings, (count, worth, given) => {
      expect(isEnough(count, null, given)).toBe(count >= given.confirmations);
      expect(isEnough(count, worth, { ...given, zeroConfMaxMinor: 0 })).toBe(count >= given.confirmations);
    }),
  );
});

test('one more block, or one unit less, never makes less of a payment', () => {
  fc.assert(
    fc.property(confirmations, amount, settings, (count, worth, given) => {
      if (!isEnough(count, worth, given)) return;
      expect(isEnough(count + 1, worth, given)).toBe(true);
      if (worth > 0) expect(isEnough(count, worth - 1, given)).toBe(true);
    }),
  );
});

test('exactly the limit is taken unconfirmed, and one unit more is not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 6 }), (zeroConfMaxMinor, needed) => {
      const given = { zeroConfMaxMinor, confirmations: needed };
      expect(isEnough(0, zeroConfMaxMinor, given)).toBe(true);
      expect(isEnough(0, zeroConfMaxMinor + 1, given)).toBe(false);
    }),
  );
});

test('a code shows the receipt that is furthest, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(receipt, { minLength: 1, maxLength: 5 }), (receipts) => {
      const seen = seenOf(receipts, null, 3);
      expect(seen?.confirmations).toBe(Math.max(...receipts.map((other) => other.confirmations)));
      expect(seen?.status).toBe('seen');
      expect(seenOf(receipts.toReversed(), null, 3)?.confirmations).toBe(seen?.confirmations);
    }),
  );
});

test('nothing there shows nothing, and nothing there any more shows that it was replaced', () => {
  fc.assert(
    fc.property(receipt, (one) => {
      const seen = seenOf([one], null, 1);
      expect(seenOf([], null, 1)).toBeNull();
      expect(seenOf([], seen, 1)).toMatchObject({ status: 'replaced', outpoint: one.outpoint });
      expect(seenOf([one], seenOf([], seen, 1), 1)).toEqual(seen);
    }),
  );
});

test('what was counted, less what is lost, with what is listed is what came, to the msat', () => {
  const msat = fc.integer({ min: 1, max: 1_000_000_000 }).map((sat) => sat * 1000);
  fc.assert(
    fc.property(msat, msat, msat, fc.double({ min: 0, max: 1, noNaN: true }), (receivedMsat, amountMsat, withdrawnMsat, share) => {
      const listedMsat = Math.floor(receivedMsat * share);
      const gone = { receivedMsat, listedMsat };
      const replaced = replacementOf(gone, { amountMsat, withdrawnMsat });
      expect(receivedMsat - listedMsat + withdrawnMsat - replaced.lostMsat + replaced.listedMsat).toBe(amountMsat);
      expect(Math.min(replaced.lostMsat, replaced.listedMsat)).toBe(0);
      expect(replacementOf(gone, null)).toEqual({ lostMsat: receivedMsat - listedMsat, listedMsat: 0 });
    }),
  );
});
