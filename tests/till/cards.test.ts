// A till with a card terminal of its own, simulated over a real line: the payment as the screens see it, and the same money on all
// papers and in all reports.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';

const TERMINAL = { kind: 'payment_terminal', id: 'cards', name: 'Counter', connection: { kind: 'simulated' }, protocol: 'zvt' } as const;

let testTill: TestTill;
let cashier: TestScreen;
let manager: TestScreen;
beforeEach(async () => {
  testTill = await openTestTill({ sample: 'eu' });
  cashier = await testTill.cashier();
  manager = await testTill.manager();
  await manager.call.shop.change({ devices: [TERMINAL] });
  await cashier.until(({ cards }) => cards.terminal?.condition === 'ready');
});
afterEach(() => testTill.close());

const sale = () => cashier.state.checkout.sale;
const ring = async (amountMinor: number) => {
  if (sale().status === 'completed') await cashier.call.sale.next({ saleId: sale().id });
  await cashier.call.sale.addOpenAmount({ amountMinor });
  await cashier.until(({ checkout }) => checkout.sale.dueMinor === amountMinor);
};
const pay = async (amountMinor = sale().dueMinor) => {
  await cashier.call.cards.pay({ saleId: sale().id, dueMinor: sale().dueMinor, amountMinor });
};
const completed = () => cashier.until(({ checkout }) => checkout.sale.status === 'completed');
const takenByCard = async () => {
  const { report } = await manager.call.shifts.x();
  return report.figures.tenders.find(({ kind }) => kind === 'card')?.amountMinor ?? 0;
};
const told = (does: 'approved' | 'declined' | 'line_lost') => cashier.call.practice.cardTerminal({ does });

test('an approved card completes the sale, and its lines are on the receipt, on paper and on the phone', { timeout: 60_000 }, async () => {
  await ring(1200);
  await pay();
  await cashier.until(({ cards }) => cards.underWay?.step === 'insert_card');
  await completed();
  expect(sale().tenders).toMatchObject([{ kind: 'card', amountMinor: 1200, terminal: { deviceId: 'cards' } }]);
  const receipt = await cashier.call.papers.show({ kind: 'receipt', subjectId: sale().id });
  const [tender] = sale().tenders;
  const lines = tender?.kind === 'card' ? (tender.terminal?.customerLines ?? []) : [];
  expect(lines.length).toBeGreaterThan(0);
  const text = JSON.stringify(receipt.blocks);
  // In columns of ours.
  for (const words of lines.flatMap((line) => line.trim().split(/ {2,}/))) expect(text).toContain(words);
  expect(testTill.logged()).not.toMatch(/\d{13,19}/);
});

test.each([
  ['en', 'CUSTOMER COPY', 'Payment approved'],
  ['ko', '고객용', '정상 승인되었습니다'],
] as const)('the simulated terminal speaks as the shop’s receipts do (%s)', { timeout: 60_000 }, async (language, copy, done) => {
  const { languages } = manager.state.shop;
  await manager.call.shop.change({ languages: { ...languages, receipt: language } });
  await ring(1200);
  await pay();
  await completed();
  const [tender] = sale().tenders;
  const text = tender?.kind === 'card' ? (tender.terminal?.customerLines ?? []).join('\n') : '';
  for (const words of [copy, done, 'EUR 12.00']) expect(text).toContain(words);
});

test('a declined card says why, on both sides of the counter, and takes nothing', { timeout: 60_000 }, async () => {
  const customer = testTill.screen('customer');
  await ring(1200);
  await told('declined');
  await pay();
  await cashier.until(({ cards }) => cards.refused !== null);
  expect(cashier.state.cards.refused).toMatchObject({ saleId: sale().id, kind: 'payment' });
  expect(sale()).toMatchObject({ dueMinor: 1200, cardMove: null });
  await customer.until(({ checkout }) => checkout.cardRefused !== null && checkout.sale.cardMove === null);
  expect(customer.state.checkout.cardRefused).toEqual({ kind: 'payment', reason: 'declined' });
  await cashier.call.sale.addOpenAmount({ amountMinor: 100 });
  await customer.until(({ checkout }) => checkout.sale.dueMinor === 1300);
  expect(customer.state.checkout.cardRefused).toBeNull();
});

test('what the simulated terminal is told last is what it does next', { timeout: 60_000 }, async () => {
  await ring(1200);
  await told('declined');
  await told('line_lost');
  await told('approved');
  await pay();
  await completed();
  expect(cashier.state.cards).toMatchObject({ refused: null, unknown: [], terminal: { condition: 'ready' } });
});

test('what the terminal booked while its line was lost is found, once; reports and the end of its day agree', { timeout: 60_000 }, async () => {
  await ring(1200);
  await told('line_lost');
  await pay();
  await cashier.until(({ cards, checkout }) => cards.unknown.length === 1 && checkout.sale.cardMove?.status === 'unknown');
  // A till asks again within a second where it can: in practice there is longer to see what is said meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(cashier.state.cards.terminal?.condition).not.toBe('ready');
  expect(sale().cardMove?.status).toBe('unknown');
  await completed();
  await ring(800);
  await pay(300);
  await cashier.until(({ checkout }) => checkout.sale.dueMinor === 500);
  expect(await takenByCard()).toBe(1500);
  const tenderId = sale().tenders[0]?.id ?? '';
  await cashier.call.cards.takeBack({ saleId: sale().id, tenderId });
  await cashier.until(({ checkout }) => checkout.sale.cardMove === null && checkout.sale.tenders[0]?.status === 'returned');
  expect(await takenByCard()).toBe(1200);
  await manager.call.cards.endDay();
  expect(await manager.call.cards.day()).toMatchObject({ till: { totalMinor: 1200 }, terminal: { totalMinor: 1200 }, differenceMinor: 0 });
});

test('a till that ends while the terminal is at it asks after its start', { timeout: 60_000 }, async () => {
  await ring(1200);
  await pay();
  await cashier.until(({ cards }) => cards.underWay?.step === 'insert_card');
  await testTill.restart();
  cashier = await testTill.cashier();
  await cashier.until(({ checkout }) => checkout.sale.cardMove === null);
  // The simulated terminal was switched off with the till, and had booked nothing or all of it.
  manager = await testTill.manager();
  expect(await takenByCard()).toBe(sale().status === 'completed' ? 1200 : 0);
});

test('a refund to the card goes over the terminal, once, and has its own receipt', { timeout: 60_000 }, async () => {
  await ring(1200);
  await pay();
  await completed();
  const offer = await manager.call.refunds.offer({ saleId: sale().id, wish: { kind: 'whole', restock: false } });
  const given = await manager.call.refunds.give({ offerId: offer.id, reason: 'broken', cardAtTerminal: true });
  expect(given.status).toBe('to_hand_over');
  await expect(manager.call.refunds.finish({ refundId: given.id })).rejects.toMatchObject({ code: 'CARD_TERMINAL_BUSY' });
  await manager.until(({ refunds }) => refunds.unfinished.length === 0);
  await expect(manager.call.refunds.giveAtTerminal({ refundId: given.id })).rejects.toMatchObject({ code: 'ALREADY_DONE' });
  expect(await manager.call.refunds.give({ offerId: offer.id, reason: 'broken' })).toMatchObject({ status: 'refunded' });
  await manager.call.cards.endDay();
  expect(await manager.call.cards.day()).toMatchObject({ till: { totalMinor: 0 }, terminal: { totalMinor: 0 }, differenceMinor: 0 });
});

test('a refund that the terminal declines waits, and is tried again or given by hand', { timeout: 60_000 }, async () => {
  await ring(1200);
  await pay();
  await completed();
  const offer = await manager.call.refunds.offer({ saleId: sale().id, wish: { kind: 'amount', amountMinor: 500 } });
  await told('declined');
  const { id: refundId } = await manager.call.refunds.give({ offerId: offer.id, reason: '', cardAtTerminal: true });
  await manager.until(({ cards }) => cards.underWay !== null);
  await manager.until(({ cards }) => cards.underWay === null);
  expect(manager.state.refunds.unfinished).toMatchObject([{ refundId, toHandOver: [{ kind: 'card', amountMinor: 500 }] }]);
  await manager.call.refunds.giveAtTerminal({ refundId });
  await manager.until(({ refunds }) => refunds.unfinished.length === 0);
  await manager.call.cards.endDay();
  expect(await manager.call.cards.day()).toMatchObject({ till: { totalMinor: 700 }, differenceMinor: 0 });
});
