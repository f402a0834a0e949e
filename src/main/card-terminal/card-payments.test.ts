// A card payment is money once, whatever happens between the till and the terminal; and nobody stands at the counter for ever.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyJournal } from '../store/verify.ts';
import { type CardBench, openCardBench } from './card-test-bed.ts';
import { createScriptedTerminal, type ScriptedTerminal } from './scripted-terminal.ts';

const BY = 'somebody';
let terminal: ScriptedTerminal;
let bench: CardBench;
beforeEach(async () => {
  terminal = createScriptedTerminal();
  bench = await openCardBench(() => terminal.driver);
});
afterEach(() => {
  expect(verifyJournal(bench.database.facts)).toMatchObject({ ok: true });
  bench.close();
});

const booked = () => terminal.bookings.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
const paid = async () => {
  await bench.pay();
  await bench.cards.idle();
};
/** The line was lost, and the sale does not know. */
const lost = async (when: 'lost_after' | 'lost_before', amountMinor = 5000) => {
  const { id } = bench.ring(amountMinor);
  terminal.next = when;
  await paid();
  expect(bench.hand.sale.cardMove).toMatchObject({ status: 'unknown', amountMinor });
  return id;
};
const back = async () => {
  terminal.is('ready');
  await bench.cards.idle();
};

test('what the terminal approves completes the sale, with what it said and no number of the card', async () => {
  bench.ring(5000);
  await paid();
  expect(bench.hand.sale).toMatchObject({
    status: 'completed',
    cardMove: null,
    tenders: [{ kind: 'card', amountMinor: 5000, reference: '1001', terminal: { cardName: 'girocard', terminalId: 'T-77' } }],
  });
  expect(JSON.stringify(bench.hand.sale)).not.toContain('4111 1111');
  expect(bench.saleOf(bench.hand.sale.id)?.tenders).toEqual(bench.hand.sale.tenders);
  expect(bench.facts().slice(-4)).toEqual(['card_payment_begun', 'card_move_ended', 'tender_taken', 'sale_completed']);
  expect(bench.jobs('card_slip')).toEqual([]);
});

test('the merchant’s copy is printed where the customer has to sign', async () => {
  terminal.signatureNeeded = true;
  bench.ring(5000);
  await paid();
  expect(bench.jobs('card_slip')).toEqual(['1001']);
});

test('a declined card leaves the sale as it was, with the reason', async () => {
  bench.ring(5000);
  terminal.next = 'decline';
  await paid();
  expect(bench.hand.sale).toMatchObject({ dueMinor: 5000, cardMove: null, tenders: [] });
  expect(bench.state().refused).toMatchObject({ reason: 'declined', text: 'no money on it' });
  await paid();
  expect(bench.hand.sale.status).toBe('completed');
  expect(booked()).toBe(5000);
});

test('pressing twice asks once, and nothing else of the sale moves while the customer holds the card', async () => {
  bench.ring(5000);
  terminal.next = 'held';
  const first = bench.pay();
  const second = bench.pay().catch((cause: Error) => cause.message);
  await first;
  expect(await second).toBe('CARD_TERMINAL_BUSY');
  await bench.pay();
  expect(bench.state().underWay).toMatchObject({ step: 'insert_card' });
  expect(() => bench.ring(100)).toThrow('SALE_HAS_PAYMENT');
  expect(() => bench.payCash()).toThrow('SALE_HAS_PAYMENT');
  await expect(bench.cancel()).rejects.toThrow('SALE_HAS_PAYMENT');
  await expect(bench.park()).rejects.toThrow('SALE_HAS_PAYMENT');
  terminal.go('approve');
  await bench.cards.idle();
  expect(bench.hand.sale.status).toBe('completed');
  expect(booked()).toBe(5000);
});

test('the cashier can have the terminal give up', async () => {
  bench.ring(5000);
  terminal.next = 'held';
  await bench.pay();
  await bench.cards.abort(bench.hand.sale.id);
  await bench.cards.idle();
  expect(bench.hand.sale).toMatchObject({ dueMinor: 5000, cardMove: null });
});

test('a part by card leaves the rest to be paid', async () => {
  bench.ring(5000);
  await bench.pay(2000);
  await bench.cards.idle();
  expect(bench.hand.sale).toMatchObject({ status: 'tendering', dueMinor: 3000 });
  bench.payCash();
  expect(bench.hand.sale.status).toBe('completed');
});

test('a terminal that is away is not asked, and nothing is in the journal of it', async () => {
  terminal.is('unreachable');
  bench.ring(5000);
  await expect(bench.pay()).rejects.toThrow('CARD_TERMINAL_AWAY');
  expect(bench.facts()).not.toContain('card_payment_begun');
});

test.each([
  ['lost_after', 'completed', 5000],
  ['lost_before', 'tendering', 0],
] as const)('an answer that was lost (%s) is asked for when the terminal is back', async (when, status, minor) => {
  await lost(when);
  expect(() => bench.payCash()).toThrow('SALE_HAS_PAYMENT');
  await back();
  expect(bench.hand.sale).toMatchObject({ status, cardMove: null });
  expect(booked()).toBe(minor);
});

test('a till that is killed asks after its start', async () => {
  bench.ring(5000);
  terminal.next = 'held';
  await bench.pay();
  bench.kill();
  terminal.go('approve');
  await bench.cards.idle();
  await bench.cards.ask();
  expect(bench.hand.sale).toMatchObject({ status: 'completed', dueMinor: 0 });
  expect(booked()).toBe(5000);
  expect(bench.facts()).toContain('card_move_unknown');
});

test('a sale whose draft is lost with its payment under way is found in the journal', async () => {
  const { id } = bench.ring(5000);
  terminal.next = 'lost_after';
  await paid();
  bench.database.facts.exec('DELETE FROM draft');
  bench.kill();
  expect(bench.hand.sale).toMatchObject({ id, status: 'tendering', dueMinor: 5000, cardMove: { status: 'unknown' } });
  await back();
  expect(bench.hand.sale.status).toBe('completed');
});

test('the sale is parked with its payment, the next customer pays in cash, and money finds the sale where it is', async () => {
  const saleId = await lost('lost_after');
  await bench.park();
  expect(bench.parkedSales()).toMatchObject([{ id: saleId, awaitsPayment: true }]);
  expect(() => bench.cancelParked(saleId)).toThrow('SALE_HAS_PAYMENT');
  bench.ring(100);
  await expect(bench.pay()).rejects.toThrow('CARD_TERMINAL_AWAY');
  bench.payCash();
  await back();
  expect(bench.statusOf(saleId)).toBe('completed');
  expect(bench.parkedSales()).toEqual([]);
  expect(bench.state()).toMatchObject({ unknown: [], listed: [] });
});

test('no card is charged at a terminal of which something is not known', async () => {
  await lost('lost_after');
  await bench.park();
  bench.ring(100);
  // It is there again, and cannot say.
  terminal.bookings.push({ mark: 'by hand', amountMinor: 777, receiptNumber: '7' });
  await back();
  await expect(bench.pay()).rejects.toThrow('CARD_UNKNOWN');
  expect(bench.state().unknown).toMatchObject([{ amountMinor: 5000, kind: 'payment' }]);
});

test('paid otherwise, and approved all the same: a manager gives it back at the terminal', async () => {
  await lost('lost_after');
  const moveId = bench.hand.sale.cardMove?.id ?? '';
  bench.cards.letGo({ saleId: bench.hand.sale.id, moveId }, BY);
  bench.payCash();
  expect(bench.hand.sale.status).toBe('completed');
  await back();
  expect(bench.state().listed).toMatchObject([{ id: moveId, amountMinor: 5000, cardName: 'girocard', canApply: false }]);
  await bench.cards.giveBackListed(moveId, BY);
  await bench.cards.idle();
  expect(bench.state().listed).toEqual([]);
  expect(booked()).toBe(0);
  await expect(bench.cards.giveBackListed(moveId, BY)).rejects.toThrow('ALREADY_DONE');
});

test('let go and not paid yet: late money is applied to its sale', async () => {
  await lost('lost_after');
  const moveId = bench.hand.sale.cardMove?.id ?? '';
  bench.cards.letGo({ saleId: bench.hand.sale.id, moveId }, BY);
  await back();
  expect(bench.state().listed).toMatchObject([{ canApply: true }]);
  bench.cards.apply(moveId, BY);
  expect(bench.hand.sale.status).toBe('completed');
  expect(() => bench.cards.apply(moveId, BY)).toThrow('ALREADY_DONE');
});

test('another amount than was asked for is for the manager', async () => {
  bench.ring(5000);
  terminal.next = 'other_amount';
  await paid();
  expect(bench.hand.sale).toMatchObject({ dueMinor: 5000, cardMove: null });
  expect(bench.state().listed).toMatchObject([{ amountMinor: 5001, canApply: false }]);
});

test.each([
  [true, 'completed'],
  [false, 'tendering'],
] as const)('what the terminal cannot say, a manager says who looked there (%s)', async (moved, status) => {
  await lost('lost_before');
  const moveId = bench.hand.sale.cardMove?.id ?? '';
  await bench.cards.answer(moveId, moved, BY);
  expect(bench.hand.sale).toMatchObject({ status, cardMove: null });
  await expect(bench.cards.answer(moveId, moved, BY)).rejects.toThrow('ALREADY_DONE');
});

test('a card payment is taken back at the terminal before the sale ends, once', async () => {
  bench.ring(5000);
  await bench.pay(2000);
  await bench.cards.idle();
  const [tender] = bench.hand.sale.tenders;
  const request = { saleId: bench.hand.sale.id, tenderId: tender?.id ?? '' };
  expect(() => bench.giveBack(request.tenderId)).toThrow('CARD_AT_TERMINAL');
  await expect(bench.cancel()).rejects.toThrow('CARD_AT_TERMINAL');
  terminal.next = 'lost_after';
  await bench.cards.takeBack(request, BY);
  await bench.cards.idle();
  expect(bench.hand.sale.cardMove).toMatchObject({ kind: 'reversal', status: 'unknown' });
  await expect(bench.cards.takeBack(request, BY)).rejects.toThrow('SALE_HAS_PAYMENT');
  await back();
  expect(bench.hand.sale).toMatchObject({ dueMinor: 5000, cardMove: null, tenders: [{ status: 'returned' }] });
  await expect(bench.cards.takeBack(request, BY)).rejects.toThrow('ALREADY_DONE');
  expect(booked()).toBe(0);
  await bench.cancel();
});

test('what somebody took back at the terminal by hand is believed', async () => {
  bench.ring(5000);
  await bench.pay(2000);
  await bench.cards.idle();
  bench.cards.takenBackByHand({ saleId: bench.hand.sale.id, tenderId: bench.hand.sale.tenders[0]?.id ?? '' }, BY);
  expect(bench.hand.sale).toMatchObject({ dueMinor: 5000, tenders: [{ status: 'returned' }] });
});

test('the end of the terminal’s day is compared with what the till knows of it', async () => {
  for (const minor of [5000, 700]) {
    bench.ring(minor);
    await paid();
  }
  await bench.cards.endDay(BY);
  expect(bench.cards.day()).toMatchObject({ terminal: { count: 2, totalMinor: 5700 }, till: { count: 2, totalMinor: 5700 }, differenceMinor: 0 });
  terminal.bookings.push({ mark: 'by hand', amountMinor: 777, receiptNumber: '7' });
  await bench.cards.endDay(BY);
  expect(bench.cards.day()).toMatchObject({ terminal: { totalMinor: 777 }, till: { count: 0, totalMinor: 0 }, differenceMinor: 777 });
});

test('listed money that is being given back is no tender beside that, whoever applies it meanwhile', async () => {
  await lost('lost_after');
  const moveId = bench.hand.sale.cardMove?.id ?? '';
  bench.cards.letGo({ saleId: bench.hand.sale.id, moveId }, BY);
  await back();
  terminal.next = 'lost_after';
  await bench.cards.giveBackListed(moveId, BY);
  await bench.cards.idle();
  expect(bench.state()).toMatchObject({ unknown: [{ kind: 'reversal' }], listed: [{ canApply: false }] });
  expect(() => bench.cards.apply(moveId, BY)).toThrow('ALREADY_DONE');
  await back();
  await bench.cards.ask();
  expect(bench.state().listed).toEqual([]);
  expect(booked()).toBe(0);
  expect(bench.hand.sale).toMatchObject({ dueMinor: 5000, tenders: [] });
});

test('a return of another amount than was asked for is for a person', async () => {
  bench.ring(5000);
  await bench.pay(2000);
  await bench.cards.idle();
  const request = { saleId: bench.hand.sale.id, tenderId: bench.hand.sale.tenders[0]?.id ?? '' };
  terminal.next = 'other_amount';
  await bench.cards.takeBack(request, BY);
  await bench.cards.idle();
  expect(bench.hand.sale).toMatchObject({ dueMinor: 3000, cardMove: { kind: 'reversal', status: 'unknown' }, tenders: [{ status: 'paid' }] });
  await bench.cards.answer(bench.hand.sale.cardMove?.id ?? '', false, BY);
  expect(bench.hand.sale).toMatchObject({ dueMinor: 3000, cardMove: null, tenders: [{ status: 'paid' }] });
});

test('what went wrong at a terminal that is away then is not known, and keeps nobody at the counter', async () => {
  const { id } = bench.ring(5000);
  terminal.next = 'breaks';
  await paid();
  await bench.cards.ask();
  expect(bench.hand.sale.cardMove).toMatchObject({ status: 'unknown' });
  await bench.park();
  await back();
  expect(bench.saleOf(id)?.cardMove).toBeNull();
});
