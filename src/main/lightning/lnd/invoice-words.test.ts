import { expect, test } from 'vitest';
import { readInvoice, settlementsOf, stateOf } from './invoice-words.ts';

const HASH = 'ab'.repeat(32);
const SET = 'cd'.repeat(32);
const CREATED_SEC = 1_795_000_000;

/** As gRPC gives it: an open invoice of ten minutes, with what a test says of it. */
const reply = (more: object = {}) => ({
  r_hash: Buffer.from(HASH, 'hex'),
  r_preimage: Buffer.from('ef'.repeat(32), 'hex'),
  state: 'OPEN',
  creation_date: String(CREATED_SEC),
  expiry: '600',
  settle_date: '0',
  settle_index: '0',
  amt_paid_msat: '0',
  is_keysend: false,
  is_amp: false,
  htlcs: [],
  amp_invoice_state: {},
  ...more,
});
const part = (state: string, amt_msat: string, expiry_height = 200) => ({
  state,
  amt_msat,
  accept_time: String(CREATED_SEC + 60),
  accept_height: 100,
  expiry_height,
});
const within = CREATED_SEC * 1000 + 300_000;

test('the preimage goes no further than here', () => {
  expect(JSON.stringify(readInvoice(reply()))).not.toContain('efef');
});

test('parts that came and went back are not arriving', () => {
  expect(stateOf(readInvoice(reply({ htlcs: [part('CANCELED', '5000')] })), within)).toEqual({ status: 'open' });
  const htlcs = [part('CANCELED', '5000'), part('ACCEPTED', '6000'), part('ACCEPTED', '500')];
  expect(stateOf(readInvoice(reply({ htlcs })), within)).toEqual({ status: 'arriving', heldMsat: 6500 });
});

test('held money has to be decided on before its first part is given back, counted in short blocks', () => {
  const htlcs = [part('ACCEPTED', '6000', 200), part('ACCEPTED', '4000', 190), part('CANCELED', '1', 101)];
  const blocks = 190 - 12 - 100;
  expect(stateOf(readInvoice(reply({ state: 'ACCEPTED', htlcs })), within)).toEqual({
    status: 'held',
    heldMsat: 10_000,
    mustDecideByMs: (CREATED_SEC + 60) * 1000 + blocks * 300_000,
  });
});

test('an invoice that is over has expired when its time was over, and was cancelled before', () => {
  const cancelled = readInvoice(reply({ state: 'CANCELED' }));
  expect(stateOf(cancelled, within)).toEqual({ status: 'closed', outcome: 'cancelled', settlements: [] });
  expect(stateOf(cancelled, (CREATED_SEC + 600) * 1000)).toEqual({ status: 'closed', outcome: 'expired', settlements: [] });
});

test('what settled once is named by its payment hash', () => {
  const settled = { state: 'SETTLED', settle_index: '7', settle_date: String(CREATED_SEC + 90), amt_paid_msat: '12001' };
  const settlement = {
    settlementId: HASH,
    paymentHash: HASH,
    settleIndex: 7,
    kind: 'invoice',
    receivedMsat: 12_001,
    settledAtMs: (CREATED_SEC + 90) * 1000,
  };
  expect(settlementsOf(readInvoice(reply(settled)))).toEqual([settlement]);
  expect(settlementsOf(readInvoice(reply({ ...settled, is_keysend: true })))).toEqual([{ ...settlement, kind: 'keysend' }]);
  expect(settlementsOf(readInvoice(reply()))).toEqual([]);
});

test('each payment of an AMP invoice is named by its set, in the order of their indexes', () => {
  const paid = (settle_index: string) => ({ state: 'SETTLED', settle_index, settle_time: String(CREATED_SEC + 90), amt_paid_msat: '3000' });
  const amp_invoice_state = { ['02'.repeat(32)]: paid('9'), ['03'.repeat(32)]: { ...paid('0'), state: 'CANCELED' }, ['01'.repeat(32)]: paid('8') };
  const settlements = settlementsOf(readInvoice(reply({ is_amp: true, state: 'SETTLED', amp_invoice_state })));
  expect(settlements.map(({ settlementId, settleIndex }) => [settlementId, settleIndex])).toEqual([
    [`${HASH}:${'01'.repeat(32)}`, 8],
    [`${HASH}:${'02'.repeat(32)}`, 9],
  ]);
});

test('AMP money without an invoice has its set for a hash, and no name that a payment hash could be', () => {
  const amp_invoice_state = { [SET]: { state: 'SETTLED', settle_index: '1', settle_time: String(CREATED_SEC), amt_paid_msat: '1' } };
  const invoice = readInvoice(reply({ is_amp: true, state: 'SETTLED', r_hash: Buffer.alloc(0), amp_invoice_state }));
  expect(settlementsOf(invoice)).toMatchObject([{ settlementId: `:${SET}`, paymentHash: SET }]);
});

test('an answer that is no invoice is not taken for one', () => {
  expect(() => readInvoice(reply({ amt_paid_msat: '-1' }))).toThrow();
  expect(() => readInvoice(reply({ state: 'GONE' }))).toThrow();
});
