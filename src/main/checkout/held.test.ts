import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NodeError } from '../lightning/lightning-node.ts';
import { type CheckoutBench, cashierActing, openCheckoutBench } from './checkout-test-bed.ts';

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
  bench.settings = { checkFirst: true };
});
afterEach(() => bench.close());

const BY = 'somebody';
const code = () => {
  const tender = bench.hand.sale.tenders.at(-1);
  if (tender?.kind !== 'lightning') throw new Error('no code');
  return tender;
};
const request = () => ({ saleId: bench.hand.sale.id, tenderId: code().id });
const atNode = () => bench.node.wallet.codes().map(({ status }) => status);
const facts = () =>
  bench.database.facts
    .prepare("SELECT kind FROM journal WHERE seq > (SELECT max(seq) FROM journal WHERE kind = 'pin_set') ORDER BY seq")
    .pluck()
    .all();
const secrets = () => bench.database.facts.prepare("SELECT name FROM secret WHERE name LIKE 'hold.%'").pluck().all();
const unreachable = () => Promise.reject(new NodeError('unreachable', 'gone'));

/** A sale whose customer has paid, and whose money is held. */
const hold = async () => {
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
  await bench.node.wallet.pay(code().paymentHash);
  await vi.waitFor(() => expect(code().status).toBe('held'));
};

test('held money completes nothing, until it is taken: then the sale is paid', async () => {
  await hold();
  expect(bench.hand.sale.status).toBe('tendering');
  expect(atNode()).toEqual(['held']);
  await bench.held.take(request(), BY);
  await vi.waitFor(() => expect(bench.hand.sale).toMatchObject({ status: 'completed', tenders: [{ status: 'paid' }] }));
  expect(facts()).toEqual(['invoice_created', 'held_taken', 'settlement_recorded', 'sale_completed']);
  await bench.watching.sweep();
  expect(secrets()).toEqual([]);
});

test('given back, it is with the customer again, and the sale can be paid in another way', async () => {
  await hold();
  await bench.held.giveBack(request(), BY);
  expect(atNode()).toEqual(['cancelled']);
  const { id: saleId, dueMinor } = bench.hand.sale;
  bench.tendering.take({ saleId, dueMinor }, { kind: 'cash', givenMinor: dueMinor }, cashierActing(BY));
  expect(bench.hand.sale.status).toBe('completed');
  await bench.watching.sweep();
  expect(secrets()).toEqual([]);
  expect(bench.attention.open()).toEqual([]);
});

test('nobody decides: after a minute it goes back by itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await hold();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(code().status).toBe('held');
    await vi.advanceTimersByTimeAsync(1000);
  } finally {
    vi.useRealTimers();
  }
  await vi.waitFor(() => expect(atNode()).toEqual(['cancelled']));
  expect(code().status).toBe('cancelled');
});

describe('the decision', () => {
  test('is on the disk before the node hears of it', async () => {
    await hold();
    const told = Promise.withResolvers<unknown>();
    bench.wire = (call) => {
      if (call === 'settleInvoice') told.resolve(facts().at(-1));
      return Promise.resolve();
    };
    await bench.held.take(request(), BY);
    expect(await told.promise).toBe('held_taken');
  });

  test('that the node could not be told is told when it is back', async () => {
    await hold();
    bench.wire = unreachable;
    await bench.held.take(request(), BY);
    expect(code().status).toBe('taking');
    expect(atNode()).toEqual(['held']);
    bench.wire = () => Promise.resolve();
    await bench.watching.sweep();
    await vi.waitFor(() => expect(bench.hand.sale.status).toBe('completed'));
  });

  test('to give it back stands too, whatever the node says', async () => {
    await hold();
    bench.wire = unreachable;
    await bench.held.giveBack(request(), BY);
    expect(code().status).toBe('cancelled');
    bench.wire = () => Promise.resolve();
    await bench.watching.sweep();
    expect(atNode()).toEqual(['cancelled']);
    expect(secrets()).toEqual([]);
  });

  test('is made once', async () => {
    await hold();
    const { saleId, tenderId } = request();
    const outcomes = await Promise.allSettled([
      bench.held.take({ saleId, tenderId }, BY),
      bench.held.giveBack({ saleId, tenderId }, BY),
      bench.held.take({ saleId, tenderId }, BY),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  test('to take it cannot be taken back by cancelling', async () => {
    await hold();
    bench.wire = unreachable;
    await bench.held.take(request(), BY);
    await expect(bench.cancelSale(bench.hand.sale.id, BY)).rejects.toThrow('INVOICE_CLOSED');
  });
});

test('money that is held for a sale that was put aside goes back, and the journal says why', async () => {
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  const { id: saleId } = bench.hand.sale;
  await bench.invoices.request({ saleId }, BY);
  const { paymentHash } = code();
  // It has begun to come, so that the code is not closed with the parking.
  bench.hand.show({ money: { status: 'arriving' } });
  await bench.parking.park({ saleId, label: 'Window' }, cashierActing(BY));
  await bench.node.wallet.pay(paymentHash);
  const returned = () => bench.database.facts.prepare("SELECT body ->> 'reason' FROM journal WHERE kind = 'held_returned'").pluck().all();
  await vi.waitFor(() => expect(returned()).toEqual(['put_aside']));
  await vi.waitFor(() => expect(atNode()).toEqual(['cancelled']));
});

test('cancelling the sale gives held money back', async () => {
  await hold();
  await bench.cancelSale(bench.hand.sale.id, BY);
  expect(atNode()).toEqual(['cancelled']);
  expect(bench.attention.open()).toEqual([]);
});

describe('after a stop of the till', () => {
  test('money that was decided to be taken is taken', async () => {
    await hold();
    bench.wire = unreachable;
    await bench.held.take(request(), BY);
    bench.wire = () => Promise.resolve();
    bench.restart();
    await vi.waitFor(() => expect(bench.hand.sale.status).toBe('completed'));
  });

  test('money that nobody had decided about goes back at once', async () => {
    await hold();
    bench.restart();
    await vi.waitFor(() => expect(atNode()).toEqual(['cancelled']));
    await vi.waitFor(() => expect(code().status).toBe('cancelled'));
  });

  test('a code that nobody had paid still waits, and money for it is held anew', async () => {
    bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
    await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
    bench.restart();
    await bench.watching.sweep();
    await bench.node.wallet.pay(code().paymentHash);
    await vi.waitFor(() => expect(code().status).toBe('held'));
  });
});

test('the preimage is nowhere in clear before the money is taken', async () => {
  const drawn: Buffer[] = [];
  bench.onDraw((bytes) => drawn.push(bytes));
  await hold();
  const preimage = drawn.find((bytes) => createHash('sha256').update(bytes).digest('hex') === code().paymentHash);
  if (!preimage) throw new Error('the till did not draw the preimage');
  const dir = dirname(bench.database.path);
  const files = readdirSync(dir).filter((name) => name.startsWith('till.sqlite'));
  const written = Buffer.concat(files.map((name) => readFileSync(`${dir}/${name}`)));
  expect(written.includes(preimage)).toBe(false);
  expect(written.includes(preimage.toString('hex'))).toBe(false);
  expect(`${bench.logged()}${JSON.stringify(bench.hand.draft)}`).not.toContain(preimage.toString('hex'));
});
