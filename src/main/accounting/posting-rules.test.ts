// Postings of what happens on chain, which no generated day has: money that is replaced, lost, and comes back.
import { expect, test } from 'vitest';
import type { AnyEntry, CountedRow } from '../store/export-store.ts';
import { postingLinesOf } from './posting-rules.ts';

const row = (kind: CountedRow['kind'], label: string, amountMinor: number, amountMsat: number): CountedRow => ({
  kind,
  label,
  subjectId: 'one',
  amountMinor,
  drawerMinor: 0,
  currency: null,
  roundingMinor: 0,
  amountMsat,
});
const entryOf = (kind: 'chain_receipt_replaced' | 'chain_receipt_returned') =>
  ({ seq: 7, atMs: 0, terminalId: 'T1', staffId: null, kind, version: 1, prevHash: '', hash: '', body: { settlementId: 'one' } }) as AnyEntry;
const posted = (kind: Parameters<typeof entryOf>[0], counted: CountedRow[]) =>
  Object.fromEntries(
    postingLinesOf(entryOf(kind), { counted, count: () => ({ counted: [], expected: [] }), worthOf: () => 0 }).map(
      ({ account, amountMinor, msat }) => [account, [amountMinor + 0, msat + 0]], // -0 is 0
    ),
  );

test('listed money that is replaced by less is off the node and off the list, and what replaced it is on both', () => {
  const counted = [row('unlisted', 'replaced', 500, 800_000), row('relisted', 'unexplained', 300, 480_000)];
  expect(posted('chain_receipt_replaced', counted)).toEqual({ bitcoin: [-200, -320_000], unmatched_bitcoin: [200, 0] });
});

test('what a sale was paid with and is replaced is a loss, until it is in the chain again', () => {
  expect(posted('chain_receipt_replaced', [row('lost', '', 500, 800_000)])).toEqual({ bitcoin: [-500, -800_000], bitcoin_losses: [500, 0] });
  expect(posted('chain_receipt_returned', [row('lost', '', -500, -800_000)])).toEqual({ bitcoin: [500, 800_000], bitcoin_losses: [-500, 0] });
});

test('money of which no rate is known stands with its sat and no amount', () => {
  expect(posted('chain_receipt_replaced', [row('unlisted', 'replaced', 0, 800_000)])).toEqual({ bitcoin: [0, -800_000] });
});
