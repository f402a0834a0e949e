import fc from 'fast-check';
import type { GetChannelsResult } from 'ln-service';
import { expect, test } from 'vitest';
import { inboundOf, largestIn } from './capacity.ts';

type Channel = GetChannelsResult['channels'][number];

/** A channel whose peer opened it and has 500,000 sat on its side, 10,000 of them its reserve; the rest is lnd's usual. */
const channel = {
  is_partner_initiated: false,
  remote_balance: 500_000,
  remote_reserve: 10_000,
  remote_max_htlcs: 483,
  remote_max_pending_mtokens: '990000000',
  commit_transaction_fee: 2810,
  commit_transaction_weight: 1124,
  pending_payments: [],
} as unknown as Channel;
const incoming = (tokens: number) => ({ is_outgoing: false, tokens }) as Channel['pending_payments'][number];

test('a channel brings what its peer has, less the reserve', () => {
  expect(inboundOf(channel, Number.POSITIVE_INFINITY)).toEqual({ totalSat: 490_000, partSat: 490_000, parts: 483 });
});

test('a peer that pays for the commitment keeps enough for two parts more at twice the fee', () => {
  // 2 × 2.5 sat per weight × (1124 + 2 × 172) - 2810
  expect(inboundOf({ ...channel, is_partner_initiated: true }, Number.POSITIVE_INFINITY).totalSat).toBe(490_000 - 4530);
});

test('what is under way counts against what may be under way at once, in number and in amount', () => {
  const busy = {
    ...channel,
    pending_payments: [incoming(100_000), { is_outgoing: true, tokens: 50_000 } as never],
    remote_max_pending_mtokens: '300000000',
  };
  expect(inboundOf(busy, Number.POSITIVE_INFINITY)).toEqual({ totalSat: 200_000, partSat: 200_000, parts: 482 });
});

test('a channel with less than its reserve brings nothing', () => {
  expect(inboundOf({ ...channel, remote_balance: 9000 }, Number.POSITIVE_INFINITY).totalSat).toBe(0);
  expect(largestIn([inboundOf({ ...channel, remote_balance: 9000 }, Number.POSITIVE_INFINITY)])).toEqual({ largestSingleSat: 0, largestSat: 0 });
});

test('a peer that passes on small parts only brings more in many', () => {
  expect(largestIn([inboundOf(channel, 100_000)])).toEqual({ largestSingleSat: 100_000, largestSat: 490_000 });
  expect(largestIn([inboundOf({ ...channel, remote_max_htlcs: 3 }, 100_000)])).toEqual({ largestSingleSat: 100_000, largestSat: 300_000 });
});

test('no more than 16 parts are counted on, the largest first', () => {
  expect(largestIn([{ totalSat: 20_000, partSat: 1000, parts: 100 }])).toEqual({ largestSingleSat: 1000, largestSat: 16_000 });
  const twenty = Array.from({ length: 20 }, (_, at) => ({ totalSat: at + 1, partSat: at + 1, parts: 1 }));
  expect(largestIn(twenty).largestSat).toBe(20 * 16 - (15 * 16) / 2);
});

test('no channels bring nothing', () => {
  expect(largestIn([])).toEqual({ largestSingleSat: 0, largestSat: 0 });
});

test('many parts never bring less than one, nor more than all channels have', () => {
  const inbound = fc
    .record({ totalSat: fc.nat(10_000_000), partSat: fc.nat(10_000_000), parts: fc.nat(20) })
    .map(({ totalSat, partSat, parts }) => ({ totalSat, partSat: Math.min(totalSat, partSat), parts }));
  fc.assert(
    fc.property(fc.array(inbound, { maxLength: 30 }), (channels) => {
      const { largestSingleSat, largestSat } = largestIn(channels);
      expect(largestSat).toBeGreaterThanOrEqual(largestSingleSat);
      expect(largestSat).toBeLessThanOrEqual(channels.reduce((sum, { totalSat }) => sum + totalSat, 0));
      expect(largestSingleSat).toBe(Math.max(0, ...channels.map(({ partSat, parts }) => (parts > 0 ? partSat : 0))));
    }),
  );
});
