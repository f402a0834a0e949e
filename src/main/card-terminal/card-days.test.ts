// What the terminal's day says, what somebody answered, and what the terminal says itself: each difference is told once, as soon as it can
// be known, and until it is gone.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createShiftStore } from '../store/shift-store.ts';
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

/** A payment whose answer was lost; its sale goes on in cash. */
const letGo = async (when: 'lost_after' | 'lost_before') => {
  bench.ring(5000);
  terminal.next = when;
  await bench.pay();
  await bench.cards.idle();
  const moveId = bench.hand.sale.cardMove?.id ?? '';
  bench.cards.letGo({ saleId: bench.hand.sale.id, moveId }, BY);
  bench.payCash();
  return moveId;
};
const back = async () => {
  terminal.is('ready');
  await bench.cards.idle();
};
const endDay = async () => {
  await bench.cards.endDay(BY);
  await bench.cards.idle();
};

test('a payment that is known only after the end of its day makes no difference, in that day nor in the next', async () => {
  const moveId = await letGo('lost_after');
  terminal.vague = true;
  await back();
  await endDay();
  expect(bench.cards.day()).toMatchObject({ terminal: { totalMinor: 5000 }, till: { totalMinor: 0 }, differenceMinor: 5000 });
  // One matter: the payment, with what its day says of it.
  expect(bench.state()).toMatchObject({ unknown: [{ id: moveId, dayDifferenceMinor: 5000 }], differing: [] });

  await bench.cards.answer(moveId, true, BY);
  await bench.cards.idle();
  expect(bench.cards.day()).toMatchObject({ till: { count: 1, totalMinor: 5000 }, differenceMinor: 0 });
  expect(bench.state()).toMatchObject({ unknown: [], listed: [{ id: moveId, goesBackBy: 'refund' }], differing: [] });
  await endDay();
  expect(bench.cards.day()).toMatchObject({ terminal: { totalMinor: 0 }, till: { totalMinor: 0 }, differenceMinor: 0 });
});

test('where the terminal itself says so after the end of its day, the money goes back by a refund', async () => {
  const moveId = await letGo('lost_after');
  terminal.vague = true;
  await back();
  await endDay();
  terminal.vague = false;
  await bench.cards.ask();
  expect(bench.state()).toMatchObject({ unknown: [], listed: [{ id: moveId, terminalReceipt: '1001', goesBackBy: 'refund' }], differing: [] });
  terminal.next = 'held';
  await bench.cards.giveBackListed(moveId, BY);
  expect(bench.state().underWay).toMatchObject({ kind: 'refund' });
  terminal.go('approve');
  await bench.cards.idle();
  await endDay();
  expect(bench.cards.day()).toMatchObject({ terminal: { totalMinor: -5000 }, till: { totalMinor: -5000 }, differenceMinor: 0 });
});

test('a wrong "it is not booked there" shows with the end of the day, says what it may be, and is put right', async () => {
  const moveId = await letGo('lost_after');
  terminal.vague = true;
  await back();
  await bench.cards.answer(moveId, false, BY);
  await bench.cards.idle();
  await endDay();
  expect(bench.state()).toMatchObject({
    unknown: [],
    listed: [],
    differing: [{ differenceMinor: 5000, terminal: { totalMinor: 5000 }, till: { totalMinor: 0 }, suspects: [{ id: moveId }] }],
  });
  await bench.cards.answer(moveId, true, BY);
  expect(bench.state()).toMatchObject({ listed: [{ id: moveId, amountMinor: 5000 }], differing: [] });
  expect(bench.cards.day()).toMatchObject({ differenceMinor: 0 });
  await expect(bench.cards.answer(moveId, true, BY)).rejects.toThrow('ALREADY_DONE');
});

test('what nobody can explain is on the list until somebody has looked into it', async () => {
  terminal.bookings.push({ mark: 'by hand', amountMinor: 700, receiptNumber: '7' });
  await endDay();
  const [day] = bench.state().differing;
  expect(day).toMatchObject({ differenceMinor: 700, suspects: [] });
  bench.cards.noteDay(day?.seq ?? 0, BY);
  expect(bench.state().differing).toEqual([]);
  expect(() => bench.cards.noteDay(day?.seq ?? 0, BY)).toThrow('ALREADY_DONE');
});

test('"it is not booked there", said while the terminal is away, is put right as soon as it is there', async () => {
  const moveId = await letGo('lost_after');
  await bench.cards.answer(moveId, false, BY);
  expect(bench.state()).toMatchObject({ unknown: [], listed: [] });
  await back();
  expect(bench.state()).toMatchObject({ listed: [{ id: moveId, amountMinor: 5000, terminalReceipt: '1001' }], contradicted: null });
});

test('so it is by a till that was killed in between', async () => {
  const moveId = await letGo('lost_after');
  await bench.cards.answer(moveId, false, BY);
  bench.kill();
  await back();
  expect(bench.state()).toMatchObject({ listed: [{ id: moveId }] });
});

test('"it is booked there" is told to be wrong as soon as the terminal is there, until something else was asked of it', async () => {
  const moveId = await letGo('lost_before');
  await bench.cards.answer(moveId, true, BY);
  expect(bench.state()).toMatchObject({ listed: [{ id: moveId }], contradicted: null });
  await back();
  expect(bench.state()).toMatchObject({ contradicted: { id: moveId, moved: true, amountMinor: 5000 } });
  bench.kill();
  await bench.cards.ask();
  expect(bench.state()).toMatchObject({ contradicted: { id: moveId } });
  bench.ring(300);
  await bench.pay();
  await bench.cards.idle();
  expect(bench.state().contradicted).toBeNull();
  await endDay();
  expect(bench.state().differing).toMatchObject([{ differenceMinor: -5000 }]);
});

test('one in whose journal somebody still looks is asked again about what they answer', async () => {
  const moveId = await letGo('lost_before');
  terminal.vague = true;
  await back();
  await bench.cards.answer(moveId, true, BY);
  await bench.cards.idle();
  expect(bench.state()).toMatchObject({ contradicted: null });
  terminal.vague = false;
  await bench.cards.ask();
  expect(bench.state()).toMatchObject({ contradicted: { id: moveId, moved: true } });
});

test('one that decides nothing is not asked for ever', async () => {
  const moveId = await letGo('lost_before');
  terminal.vague = true;
  await back();
  await bench.cards.answer(moveId, true, BY);
  for (let asked = 0; asked < 40; asked += 1) await bench.cards.ask();
  const { length } = terminal.asked;
  await bench.cards.ask();
  expect(terminal.asked).toHaveLength(length);
});

test('money that went back after all, and is a tender by then, is told and not taken out of its sale', async () => {
  bench.ring(5000);
  terminal.next = 'other_amount';
  await bench.pay(2000);
  await bench.cards.idle();
  const [money] = bench.state().listed;
  terminal.next = 'lost_after';
  await bench.cards.giveBackListed(money?.id ?? '', BY);
  await bench.cards.idle();
  const [unknown] = bench.state().unknown;
  await bench.cards.answer(unknown?.id ?? '', false, BY);
  bench.cards.apply(money?.id ?? '', BY);
  await back();
  expect(bench.state()).toMatchObject({ contradicted: { id: unknown?.id, kind: 'reversal', moved: false } });
  const placed = bench.database.facts.prepare('SELECT place FROM card_move WHERE id = ?').pluck();
  expect(placed.get(money?.id)).toBe('applied');
});

test('a terminal that is there is asked before somebody is believed', async () => {
  const moveId = await letGo('lost_after');
  terminal.vague = true;
  await back();
  terminal.vague = false;
  await expect(bench.cards.answer(moveId, false, BY)).rejects.toThrow('ALREADY_DONE');
  expect(bench.state()).toMatchObject({ unknown: [], listed: [{ id: moveId }] });
});

test('a payment that the terminal does not reverse any more is refunded the next time', async () => {
  bench.ring(5000);
  await bench.pay(2000);
  await bench.cards.idle();
  const request = { saleId: bench.hand.sale.id, tenderId: bench.hand.sale.tenders[0]?.id ?? '' };
  terminal.next = 'not_reversible';
  await bench.cards.takeBack(request, BY);
  await bench.cards.idle();
  expect(bench.state().refused).toMatchObject({ kind: 'reversal', reason: 'not_reversible' });
  terminal.next = 'held';
  await bench.cards.takeBack(request, BY);
  expect(bench.state().underWay).toMatchObject({ kind: 'refund' });
  terminal.go('approve');
  await bench.cards.idle();
  expect(bench.hand.sale).toMatchObject({ dueMinor: 5000, tenders: [{ status: 'returned' }] });
});

test('the report of a shift names money once: on the list, or on its way back; and each day that differs', async () => {
  const carried = () => createShiftStore(bench.database.facts).underWay();
  const moveId = await letGo('lost_after');
  expect(carried()).toMatchObject({ cards: [{ moveId, kind: 'payment', amountMinor: 5000 }], cardsListed: { count: 0 } });
  await back();
  expect(carried()).toMatchObject({ cards: [], cardsListed: { count: 1, amountMinor: 5000 } });
  terminal.next = 'lost_after';
  await bench.cards.giveBackListed(moveId, BY);
  await bench.cards.idle();
  expect(carried()).toMatchObject({ cards: [{ kind: 'reversal', amountMinor: 5000 }], cardsListed: { count: 0, amountMinor: 0 } });
  await back();
  expect(carried()).toMatchObject({ cards: [], cardsListed: { count: 0 }, cardDays: [] });
  terminal.bookings.push({ mark: 'by hand', amountMinor: 700, receiptNumber: '7' });
  await endDay();
  expect(carried()).toMatchObject({ cardDays: [{ differenceMinor: 700 }] });
});

test('a leg of a refund is said with its refund, and not once more', async () => {
  const leg = { refundId: 'refund', legId: 'leg', saleId: null, amountMinor: 500, tender: undefined, refuseUnlessLeft: () => undefined };
  terminal.next = 'lost_after';
  await bench.cards.giveLeg(leg, BY);
  await bench.cards.idle();
  expect(bench.state()).toMatchObject({ unknown: [{ kind: 'refund', amountMinor: 500 }] });
  expect(createShiftStore(bench.database.facts).underWay()).toMatchObject({ cards: [] });
});

test('while it is not known whether the terminal ended its day, a payment of before is refunded and not reversed', async () => {
  await letGo('lost_after');
  await back();
  terminal.refusesDay = true;
  await expect(bench.cards.endDay(BY)).rejects.toThrow('CARD_DAY_FAILED');
  expect(bench.state().listed).toMatchObject([{ goesBackBy: 'reversal' }]);
  terminal.refusesDay = false;
  terminal.losesDay = true;
  await expect(bench.cards.endDay(BY)).rejects.toThrow('CARD_DAY_FAILED');
  bench.kill();
  expect(bench.state().listed).toMatchObject([{ goesBackBy: 'refund' }]);
  terminal.losesDay = false;
  await letGo('lost_after');
  await back();
  expect(bench.state().listed).toMatchObject([{ goesBackBy: 'refund' }, { goesBackBy: 'reversal' }]);
});

test('the end of a day that the terminal refused is none: what differs is told by the next one', async () => {
  const moveId = await letGo('lost_before');
  terminal.vague = true;
  await back();
  await bench.cards.answer(moveId, true, BY);
  terminal.refusesDay = true;
  await expect(bench.cards.endDay(BY)).rejects.toThrow('CARD_DAY_FAILED');
  terminal.refusesDay = false;
  await endDay();
  expect(bench.cards.day()).toMatchObject({ terminal: { totalMinor: 0 }, till: { totalMinor: 5000 }, differenceMinor: -5000 });
});

test('the end of a day whose answer is lost makes no difference in the next one', async () => {
  const paid = async (amountMinor: number) => {
    bench.ring(amountMinor);
    await bench.pay();
    await bench.cards.idle();
  };
  await paid(5000);
  terminal.losesDay = true;
  await expect(bench.cards.endDay(BY)).rejects.toThrow('CARD_DAY_FAILED');
  bench.kill();
  await paid(300);
  // One that the terminal has not done is none.
  terminal.is('unreachable');
  await expect(bench.cards.endDay(BY)).rejects.toThrow('CARD_TERMINAL_AWAY');
  terminal.is('ready');
  terminal.losesDay = false;
  await endDay();
  expect(bench.cards.day()).toMatchObject({ terminal: { totalMinor: 300 }, till: { totalMinor: 300 }, differenceMinor: 0 });
  expect(bench.state().differing).toEqual([]);
  await paid(40);
  await endDay();
  expect(bench.cards.day()).toMatchObject({ till: { totalMinor: 40 }, differenceMinor: 0 });
});

test('a day on which more went back than came in is no difference at a terminal whose sums have no sign', async () => {
  const moveId = await letGo('lost_after');
  await back();
  await endDay();
  terminal.unsigned = true;
  await bench.cards.giveBackListed(moveId, BY);
  await bench.cards.idle();
  await endDay();
  expect(bench.cards.day()).toMatchObject({ terminal: { totalMinor: 0 }, till: { totalMinor: -5000 }, differenceMinor: 0 });
  expect(bench.state().differing).toEqual([]);
});

test('nor does a payment of that day that is known later', async () => {
  const earlier = await letGo('lost_after');
  await back();
  await endDay();
  terminal.unsigned = true;
  await bench.cards.giveBackListed(earlier, BY);
  await bench.cards.idle();
  bench.ring(3000);
  terminal.next = 'lost_after';
  await bench.pay();
  await bench.cards.idle();
  const moveId = bench.hand.sale.cardMove?.id ?? '';
  terminal.vague = true;
  await back();
  await endDay();
  await bench.cards.answer(moveId, true, BY);
  await bench.cards.idle();
  expect(bench.cards.day()).toMatchObject({ terminal: { totalMinor: 0 }, till: { totalMinor: -2000 }, differenceMinor: 0 });
  expect(bench.state().differing).toEqual([]);
});
