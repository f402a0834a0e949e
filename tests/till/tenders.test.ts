// Every way to pay but Lightning, over a whole till: cards by hand, vouchers from their sale to the last coin on them, customers
// who pay later, and foreign notes.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readVoucherCode } from '../../src/shared/voucher.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;

beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
  manager = await till.manager();
});
afterEach(() => till.close());

/** An open amount rung up in a sale of its own. */
const sell = async (amountMinor: number) => {
  const { id, status } = cashier.state.checkout.sale;
  if (status === 'completed') await cashier.call.sale.next({ saleId: id });
  await cashier.call.sale.addOpenAmount({ amountMinor });
  await cashier.until(({ checkout }) => checkout.sale.status === 'open' && checkout.sale.totals.totalMinor === amountMinor);
  const { id: saleId, dueMinor } = cashier.state.checkout.sale;
  return { saleId, dueMinor };
};
const due = (dueMinor: number) => cashier.until(({ checkout }) => checkout.sale.dueMinor === dueMinor && checkout.sale.tenders.length > 0);
const completed = () => cashier.until(({ checkout }) => checkout.sale.status === 'completed');
const tenders = () => cashier.state.checkout.sale.tenders;

/** Sells a voucher for cash and gives its code. */
const voucherOver = async (amountMinor: number) => {
  const { id, status } = cashier.state.checkout.sale;
  if (status === 'completed') await cashier.call.sale.next({ saleId: id });
  await cashier.call.vouchers.sell({ amountMinor });
  await cashier.until(({ checkout }) => checkout.sale.totals.totalMinor === amountMinor && checkout.sale.status === 'open');
  const { id: saleId } = cashier.state.checkout.sale;
  await cashier.call.checkout.takeCash({ saleId, dueMinor: amountMinor, givenMinor: amountMinor });
  await completed();
  const [sold] = await cashier.call.vouchers.sold({ saleId });
  if (!sold) throw new Error('nothing was sold');
  const page = await manager.call.vouchers.page({ text: sold.number, spent: true });
  return { ...sold, voucherId: page.rows[0]?.id ?? '' };
};
const balanceOf = async (voucherId: string) => (await manager.call.vouchers.detail({ voucherId })).voucher.balanceMinor;

describe('a card', () => {
  test('takes what is due with the terminal’s reference, and pressing twice takes it once', async () => {
    const sale = await sell(12_000);
    const request = { ...sale, amountMinor: 12_000, reference: '004211' };
    await Promise.all([cashier.call.checkout.takeCard(request), cashier.call.checkout.takeCard(request)]);
    await completed();
    expect(tenders()).toMatchObject([{ kind: 'card', amountMinor: 12_000, reference: '004211', status: 'paid' }]);
  });

  test('takes a part, goes back by hand, and gives no change', async () => {
    const sale = await sell(12_000);
    expect(await refusal(cashier.call.checkout.takeCard({ ...sale, amountMinor: 12_001, reference: '' }))).toBe('NO_CHANGE');
    await cashier.call.checkout.takeCard({ ...sale, amountMinor: 5_000, reference: '' });
    await due(7_000);
    await cashier.call.checkout.returnTender({ saleId: sale.saleId, tenderId: tenders()[0]?.id ?? '' });
    await due(12_000);
    expect(tenders()).toMatchObject([{ kind: 'card', status: 'returned' }]);
  });

  test('has no number here: what looks like one is not kept', async () => {
    const sale = await sell(1_000);
    const reference = '4111 1111 1111 1111';
    expect(await refusal(cashier.call.checkout.takeCard({ ...sale, amountMinor: 1_000, reference }))).toBe('CARD_NUMBER_REFUSED');
    expect(till.logged()).not.toContain('4111');
  });

  test('is not taken by a shop that takes none', async () => {
    const { tenders: settings } = manager.state.shop;
    await manager.call.shop.change({ tenders: { ...settings, kinds: ['cash', 'lightning'] } });
    const sale = await sell(1_000);
    expect(await refusal(cashier.call.checkout.takeCard({ ...sale, amountMinor: 1_000, reference: '' }))).toBe('TENDER_NOT_TAKEN');
  });
});

describe('a voucher', () => {
  test('is sold without tax, redeemed in parts and empty in the end; every movement is listed', async () => {
    const voucher = await voucherOver(30_000);
    expect(readVoucherCode(voucher.code)).toBe(voucher.code);
    const [tax] = cashier.state.checkout.sale.totals.taxes;
    expect(tax).toMatchObject({ taxClassId: 'voucher', ratePpm: 0, taxMinor: 0, grossMinor: 30_000 });

    const first = await sell(12_000);
    expect(await cashier.call.vouchers.look({ code: voucher.code })).toMatchObject({ balanceMinor: 30_000, reachMinor: 12_000 });
    await cashier.call.checkout.takeVoucher({ ...first, code: voucher.code });
    await completed();
    expect(tenders()).toMatchObject([{ kind: 'voucher', amountMinor: 12_000, balanceMinor: 18_000, voucherNumber: voucher.number }]);

    const second = await sell(25_000);
    await cashier.call.checkout.takeVoucher({ ...second, code: voucher.code.toLowerCase() });
    await due(7_000);
    await cashier.call.checkout.takeCash({ saleId: second.saleId, dueMinor: 7_000, givenMinor: 10_000 });
    await completed();

    const { movements, voucher: after } = await manager.call.vouchers.detail({ voucherId: voucher.voucherId });
    expect(after.balanceMinor).toBe(0);
    expect(movements.map(({ kind, amountMinor, balanceMinor }) => [kind, amountMinor, balanceMinor])).toEqual([
      ['issued', 30_000, 30_000],
      ['redeemed', -12_000, 18_000],
      ['redeemed', -18_000, 0],
    ]);
    const third = await sell(1_000);
    expect(await refusal(cashier.call.checkout.takeVoucher({ ...third, code: voucher.code }))).toBe('VOUCHER_REFUSED');
  });

  test('is redeemed once by two presses at once', async () => {
    const voucher = await voucherOver(10_000);
    const sale = await sell(20_000);
    const request = { ...sale, code: voucher.code };
    const outcomes = await Promise.all([1, 2].map(() => refusal(cashier.call.checkout.takeVoucher(request))));
    expect(outcomes.sort()).toEqual(['SALE_CHANGED', 'no refusal']);
    expect(await balanceOf(voucher.voucherId)).toBe(0);
    await due(10_000);
    expect(tenders()).toHaveLength(1);
  });

  test('has its money again when the sale is cancelled, or the tender is given back', async () => {
    const voucher = await voucherOver(10_000);
    const sale = await sell(20_000);
    await cashier.call.checkout.takeVoucher({ ...sale, code: voucher.code, amountMinor: 4_000 });
    await due(16_000);
    expect(await balanceOf(voucher.voucherId)).toBe(6_000);
    await cashier.call.checkout.returnTender({ saleId: sale.saleId, tenderId: tenders()[0]?.id ?? '' });
    await due(20_000);
    expect(await balanceOf(voucher.voucherId)).toBe(10_000);
    await cashier.call.checkout.takeVoucher({ ...sale, code: voucher.code });
    await due(10_000);
    await cashier.call.sale.cancel({ saleId: sale.saleId });
    expect(await balanceOf(voucher.voucherId)).toBe(10_000);
  });

  test('buys no other voucher', async () => {
    const voucher = await voucherOver(10_000);
    await cashier.call.sale.next({ saleId: cashier.state.checkout.sale.id });
    await cashier.call.vouchers.sell({ amountMinor: 5_000 });
    await cashier.call.sale.addOpenAmount({ amountMinor: 2_000 });
    await cashier.until(({ checkout }) => checkout.sale.totals.totalMinor === 7_000);
    const { id: saleId } = cashier.state.checkout.sale;
    await cashier.call.checkout.takeVoucher({ saleId, dueMinor: 7_000, code: voucher.code });
    await due(5_000);
    expect(await refusal(cashier.call.checkout.takeVoucher({ saleId, dueMinor: 5_000, code: voucher.code }))).toBe('VOUCHER_REFUSED');
    expect(await balanceOf(voucher.voucherId)).toBe(8_000);
  });

  test('pays a tip as it pays anything', async () => {
    const { tips } = manager.state.shop.selling;
    const voucher = await voucherOver(10_000);
    await manager.call.shop.change({ selling: { ...manager.state.shop.selling, tips: { ...tips, asked: true } } });
    const sale = await sell(5_000);
    await cashier.call.sale.tip({ saleId: sale.saleId, tipMinor: 500 });
    await cashier.until(({ checkout }) => checkout.sale.dueMinor === 5_500);
    await cashier.call.checkout.takeVoucher({ saleId: sale.saleId, dueMinor: 5_500, code: voucher.code });
    await completed();
    expect(await balanceOf(voucher.voucherId)).toBe(4_500);
  });

  test('is sold at what it is worth: the discount of the sale is on the goods', async () => {
    await cashier.call.vouchers.sell({ amountMinor: 10_000 });
    await cashier.call.sale.addOpenAmount({ amountMinor: 10_000 });
    await cashier.until(({ checkout }) => checkout.sale.totals.totalMinor === 20_000);
    const { id: saleId, lines } = cashier.state.checkout.sale;
    await cashier.call.sale.discount({ saleId, discount: { kind: 'percent', ppm: 100_000, reason: 'opening' } });
    await cashier.until(({ checkout }) => checkout.sale.totals.totalMinor === 19_000);
    const discount = { kind: 'amount', amountMinor: 1_000, reason: 'x' } as const;
    expect(await refusal(cashier.call.sale.changeLine({ lineId: lines[0]?.id ?? '', discount }))).toBe('VOUCHER_AT_FACE_VALUE');
  });

  test('that a manager has blocked pays nothing until it is unblocked', async () => {
    const voucher = await voucherOver(10_000);
    const sale = await sell(4_000);
    await manager.call.vouchers.block({ voucherId: voucher.voucherId, reason: 'reported as stolen' });
    expect(await refusal(cashier.call.checkout.takeVoucher({ ...sale, code: voucher.code }))).toBe('VOUCHER_REFUSED');
    expect(await refusal(manager.call.vouchers.block({ voucherId: voucher.voucherId, reason: 'again' }))).toBe('ALREADY_DONE');
    await manager.call.vouchers.unblock({ voucherId: voucher.voucherId });
    await cashier.call.checkout.takeVoucher({ ...sale, code: voucher.code });
    await completed();
  });

  test('that was lost is replaced: the old code pays nothing, and all of the money is on the new one', async () => {
    const voucher = await voucherOver(10_000);
    const { voucherId } = await manager.call.vouchers.replace({ voucherId: voucher.voucherId, reason: 'lost' });
    const sale = await sell(4_000);
    expect(await refusal(cashier.call.checkout.takeVoucher({ ...sale, code: voucher.code }))).toBe('VOUCHER_REFUSED');
    expect(await balanceOf(voucherId)).toBe(10_000);
    expect(await balanceOf(voucher.voucherId)).toBe(0);
    expect((await manager.call.vouchers.page({ text: '', spent: false })).owedMinor).toBe(10_000);
  });

  test('runs out after its last day', async () => {
    await manager.call.shop.change({ tenders: { ...manager.state.shop.tenders, voucherMonths: 12 } });
    const voucher = await voucherOver(10_000);
    till.clock.nowMs = Date.now() + 360 * 86_400_000;
    cashier = await till.cashier();
    expect(await cashier.call.vouchers.look({ code: voucher.code })).toMatchObject({ balanceMinor: 10_000 });
    till.clock.nowMs = Date.now() + 367 * 86_400_000;
    cashier = await till.cashier();
    expect(await refusal(cashier.call.vouchers.look({ code: voucher.code }))).toBe('VOUCHER_REFUSED');
  });

  test('cannot be guessed: after some wrong codes none is looked at, not even a right one, and the journal says so', async () => {
    const voucher = await voucherOver(10_000);
    for (let n = 0; n < 8; n += 1) expect(await refusal(cashier.call.vouchers.look({ code: '00000000000000000' }))).toBe('VOUCHER_REFUSED');
    expect(await refusal(cashier.call.vouchers.look({ code: voucher.code }))).toBe('VOUCHER_LOCKED');
    // A restart is no way around it.
    await till.restart();
    cashier = await till.cashier();
    expect(await refusal(cashier.call.vouchers.look({ code: voucher.code }))).toBe('VOUCHER_LOCKED');
    till.clock.nowMs = till.clock.nowMs + 11 * 60_000;
    cashier = await till.cashier();
    expect(await cashier.call.vouchers.look({ code: voucher.code })).toMatchObject({ number: voucher.number });
  });

  test('leaves its code nowhere: not in what is logged, and not on the screen once the next sale has begun and the paper is done', async () => {
    const voucher = await voucherOver(10_000);
    await cashier.until(({ printing }) => printing.pendingCount === 0);
    const soldIn = cashier.state.checkout.sale.id;
    const sale = await sell(1_000);
    await cashier.call.checkout.takeCash({ ...sale, givenMinor: 1_000 });
    await completed();
    await cashier.until(({ printing }) => printing.pendingCount === 0 && printing.recent[0]?.subjectId === sale.saleId);
    expect(await cashier.call.vouchers.sold({ saleId: soldIn })).toEqual([]);
    expect(till.logged()).not.toContain(voucher.code);
  });

  test('still pays after a restart of the till', async () => {
    const voucher = await voucherOver(10_000);
    await till.restart();
    cashier = await till.cashier();
    manager = await till.manager();
    const sale = await sell(10_000);
    await cashier.call.checkout.takeVoucher({ ...sale, code: voucher.code });
    await completed();
    expect(await balanceOf(voucher.voucherId)).toBe(0);
  });
});

describe('on account', () => {
  const addCustomer = async (limitMinor: number) => {
    const { customerId } = await manager.call.accounts.add({ name: '김단골', phone: '010-1234-5678', email: '', limitMinor, active: true });
    return customerId;
  };
  const owes = async (customerId: string) => (await manager.call.accounts.statement({ customerId })).customer.balanceMinor;

  test('a sale is owed, and a payment is no sale: it has its own receipt, and change', async () => {
    const customerId = await addCustomer(50_000);
    const sale = await sell(30_000);
    await cashier.call.checkout.putOnAccount({ ...sale, customerId, amountMinor: 30_000 });
    await completed();
    expect(await owes(customerId)).toBe(30_000);
    const pay = { customerId, balanceMinor: 30_000, amountMinor: 20_000, money: { way: 'cash' as const, givenMinor: 50_000 } };
    const [one, two] = await Promise.all([cashier.call.accounts.pay(pay), refusal(cashier.call.accounts.pay(pay))]);
    expect(one).toEqual({ receiptNumber: 'AT1-000001', changeMinor: 30_000 });
    expect(two).toBe('SALE_CHANGED');
    expect(await owes(customerId)).toBe(10_000);
    const { movements } = await manager.call.accounts.statement({ customerId });
    expect(movements.map(({ kind, amountMinor, balanceMinor }) => [kind, amountMinor, balanceMinor])).toEqual([
      ['payment', -20_000, 10_000],
      ['sale', 30_000, 30_000],
    ]);
    expect((await manager.call.reports.day({})).totalMinor).toBe(30_000);
  });

  test('nobody is let over the limit without approval', async () => {
    const customerId = await addCustomer(20_000);
    const sale = await sell(30_000);
    expect(await refusal(cashier.call.checkout.putOnAccount({ ...sale, customerId, amountMinor: 30_000 }))).toBe('NOT_ALLOWED');
    expect(await owes(customerId)).toBe(0);
    await cashier.call.checkout.putOnAccount({ ...sale, customerId, amountMinor: 20_000 });
    await due(10_000);
    await cashier.call.sale.cancel({ saleId: sale.saleId });
    expect(await owes(customerId)).toBe(0);
  });

  test('somebody who keeps the customers approves one sale over the limit, which the same call then makes', async () => {
    const customerId = await addCustomer(20_000);
    const sale = await sell(30_000);
    const put = () => cashier.call.checkout.putOnAccount({ ...sale, customerId, amountMinor: 30_000 });
    const refused = await put().catch((cause: unknown) => cause as { data: { refusalId: string; overMinor: number } });
    if (!refused) throw new Error('nobody was asked');
    expect(refused.data.overMinor).toBe(10_000);
    const owner = cashier.state.staff.tiles.find(({ role }) => role === 'owner');
    await cashier.call.session.approve({ refusalId: refused.data.refusalId, staffId: owner?.id ?? '', pin: '9999' });
    await put();
    await completed();
    expect(await owes(customerId)).toBe(30_000);
  });

  test('who is no customer any more still pays what they owe, and buys nothing more on account', async () => {
    const customerId = await addCustomer(50_000);
    const sale = await sell(9_000);
    await cashier.call.checkout.putOnAccount({ ...sale, customerId, amountMinor: 9_000 });
    await completed();
    await manager.call.accounts.change({ customerId, name: '김단골', phone: '', email: '', limitMinor: 0, active: false });
    expect((await cashier.call.accounts.search({ text: '단골' })).map(({ id }) => id)).toEqual([customerId]);
    const next = await sell(1_000);
    expect(await refusal(cashier.call.checkout.putOnAccount({ ...next, customerId, amountMinor: 1_000 }))).toBe('NOT_FOUND');
    await cashier.call.accounts.pay({ customerId, balanceMinor: 9_000, amountMinor: 9_000, money: { way: 'card', reference: '004211' } });
    expect(await owes(customerId)).toBe(0);
    expect(await cashier.call.accounts.search({ text: '단골' })).toEqual([]);
  });

  test('no more is paid than is owed, and by no coins that there are not', async () => {
    const customerId = await addCustomer(50_000);
    const sale = await sell(9_990);
    await cashier.call.checkout.putOnAccount({ ...sale, customerId, amountMinor: 9_990 });
    await completed();
    const pay = (amountMinor: number, givenMinor: number) =>
      refusal(cashier.call.accounts.pay({ customerId, balanceMinor: 9_990, amountMinor, money: { way: 'cash', givenMinor } }));
    expect(await pay(10_000, 10_000)).toBe('AMOUNT_TOO_LARGE');
    expect(await pay(9_990, 9_995)).toBe('CASH_NOT_PAYABLE');
    expect(await pay(9_990, 9_000)).toBe('AMOUNT_TOO_SMALL');
    expect(await owes(customerId)).toBe(9_990);
  });
});

describe('foreign cash', () => {
  beforeEach(async () => {
    const usd = { currency: 'USD', microMinorPerUnit: 1_350_250_000, stepMinor: 100 };
    await manager.call.shop.change({ tenders: { ...manager.state.shop.tenders, kinds: ['cash', 'foreign_cash'], foreignCash: [usd] } });
  });

  test('pays at the set rate, with change in the shop’s own coins', async () => {
    const sale = await sell(12_000);
    await cashier.call.checkout.takeForeignCash({ ...sale, currency: 'USD', foreignMinor: 1_000 });
    await completed();
    // 10 USD are 13,502 won: 1,500 of it back, and 2 won less than a coin.
    expect(tenders()).toMatchObject([
      {
        kind: 'foreign_cash',
        foreignMinor: 1_000,
        givenMinor: 13_502,
        amountMinor: 12_000,
        changeMinor: 1_500,
        roundingMinor: 2,
        microMinorPerUnit: 1_350_250_000,
      },
    ]);
  });

  test('pays a part, and the rest is due', async () => {
    const sale = await sell(12_000);
    await cashier.call.checkout.takeForeignCash({ ...sale, currency: 'USD', foreignMinor: 500 });
    await due(12_000 - 6_751);
    expect(await refusal(cashier.call.checkout.takeForeignCash({ ...sale, dueMinor: 5_249, currency: 'USD', foreignMinor: 50 }))).toBe(
      'CASH_NOT_PAYABLE',
    );
    expect(await refusal(cashier.call.checkout.takeForeignCash({ ...sale, dueMinor: 5_249, currency: 'EUR', foreignMinor: 500 }))).toBe(
      'TENDER_NOT_TAKEN',
    );
  });
});

test('a sale is paid in as many ways as it takes', async () => {
  const voucher = await voucherOver(3_000);
  const { customerId } = await manager.call.accounts.add({ name: 'Ann', phone: '', email: 'ann@example.com', limitMinor: 5_000, active: true });
  const { saleId } = await sell(20_000);
  await cashier.call.checkout.takeVoucher({ saleId, dueMinor: 20_000, code: voucher.code });
  await cashier.call.checkout.putOnAccount({ saleId, dueMinor: 17_000, customerId, amountMinor: 5_000 });
  await cashier.call.checkout.takeCard({ saleId, dueMinor: 12_000, amountMinor: 2_000, reference: '' });
  await cashier.call.checkout.takeCash({ saleId, dueMinor: 10_000, givenMinor: 50_000 });
  await completed();
  expect(tenders().map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ['voucher', 3_000],
    ['account', 5_000],
    ['card', 2_000],
    ['cash', 10_000],
  ]);
  const { sale } = await manager.call.reports.sale({ saleId });
  expect(sale.tenders).toEqual(tenders());
  const day = await manager.call.reports.day({});
  expect(day.byTender.filter(({ tenderCount }) => tenderCount > 0).map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ['cash', 13_000],
    ['card', 2_000],
    ['voucher', 3_000],
    ['account', 5_000],
  ]);
});
