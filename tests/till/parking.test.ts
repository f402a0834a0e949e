// Several open sales on one till: put aside and taken in hand again, whoever taps what twice, whoever signs in, and whatever the
// till is killed in between.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { verifyJournal } from '../../src/main/store/verify.ts';
import { partOf } from '../../src/shared/parking.ts';
import type { Sale } from '../../src/shared/sale.ts';
import { lastCode, openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

const sale = (screen: TestScreen): Sale => screen.state.checkout.sale;
const parked = (screen: TestScreen) => screen.state.parking.sales;
const article = (screen: TestScreen, index = 0) => screen.state.catalogue.tiles.filter(({ priceMinor }) => priceMinor !== null)[index]?.id ?? '';
const facts = () => {
  const db = new DatabaseSync(join(till.dataDir, 'practice', 'till.sqlite'), { readOnly: true });
  try {
    return db.prepare('SELECT kind, body, staff_id FROM journal ORDER BY seq').all() as { kind: string; body: string; staff_id: string | null }[];
  } finally {
    db.close();
  }
};
const kinds = (...of: string[]) => facts().filter(({ kind }) => of.includes(kind)).map(({ kind }) => kind); // biome-ignore format: one row
const verify = () => {
  const db = new Database(join(till.dataDir, 'practice', 'till.sqlite'), { readonly: true });
  try {
    return verifyJournal(db);
  } finally {
    db.close();
  }
};

async function ringUp(screen: TestScreen, index = 0, quantity = 1): Promise<void> {
  const before = sale(screen);
  await screen.call.sale.addArticle({ articleId: article(screen, index), quantity });
  await screen.until(() => sale(screen) !== before && sale(screen).lines.length > 0);
}

async function park(screen: TestScreen, label = ''): Promise<string> {
  const { id } = sale(screen);
  await screen.call.parking.park({ saleId: id, label });
  await screen.until(({ parking }) => parking.sales.some((one) => one.id === id));
  return id;
}

async function recall(screen: TestScreen, saleId: string): Promise<void> {
  await screen.call.parking.recall({ saleId, handSaleId: sale(screen).id });
  await screen.until(({ checkout }) => checkout.sale.id === saleId);
}

/** Somebody at a register of their own or at the one that is there. */
async function signIn(name: string, pin: string, sessionKey = 'cashier'): Promise<TestScreen> {
  const screen = till.screen('cashier', sessionKey);
  await screen.until((state) => state.staff.tiles.length > 0);
  const person = screen.state.staff.tiles.find((tile) => tile.name === name);
  if (!person) throw new Error(`nobody is called ${name}: ${screen.state.staff.tiles.map((tile) => tile.name).join(', ')}`);
  await screen.call.session.signIn({ staffId: person.id, pin });
  await screen.until((state) => state.session.staff?.id === person.id);
  return screen;
}

async function payCash(screen: TestScreen): Promise<void> {
  const { id: saleId, dueMinor } = sale(screen);
  await screen.call.checkout.takeCash({ saleId, dueMinor, givenMinor: Math.ceil(dueMinor / 10) * 10 });
  await screen.until(({ checkout }) => checkout.sale.status === 'completed');
}

test('a parked sale is listed with its age, whose it is and what it comes to, and comes back as it was', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 3);
  await ringUp(cashier, 1);
  const before = sale(cashier);
  const saleId = await park(cashier, 'Window');
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 0);
  expect(parked(cashier)).toMatchObject([
    { id: saleId, label: 'Window', staffId: cashier.state.session.staff?.id, staffName: cashier.state.session.staff?.name, itemCount: 4, totalMinor: before.totals.totalMinor, awaitsPayment: false },
  ]); // biome-ignore format: one row
  expect(parked(cashier)[0]?.parkedAtMs).toBeGreaterThanOrEqual(before.openedAtMs);
  await till.restart();
  const after = await till.cashier();
  expect(parked(after)).toMatchObject([{ id: saleId, label: 'Window' }]);
  await recall(after, saleId);
  expect(sale(after)).toEqual({ ...before, label: 'Window' });
  await after.until(({ parking }) => parking.sales.length === 0);
  await payCash(after);
  expect(verify()).toMatchObject({ ok: true });
});

test('a sale without a name gets the next free number, and keeps it', async () => {
  const cashier = await till.cashier();
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    await ringUp(cashier);
    ids.push(await park(cashier));
  }
  expect(parked(cashier).map(({ label }) => label)).toEqual(['1', '2', '3']);
  await recall(cashier, ids[0] ?? '');
  await recall(cashier, ids[1] ?? '');
  expect(sale(cashier).label).toBe('2');
  expect(parked(cashier).map(({ label }) => label)).toEqual(['3', '1']);
  await payCash(cashier);
  await ringUp(cashier);
  await park(cashier);
  expect(parked(cashier).map(({ label }) => label)).toEqual(['3', '1', '2']);
});

test('what is in hand is parked for the one that is taken, in the same breath', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0);
  const first = await park(cashier, 'A');
  await ringUp(cashier, 1);
  const second = sale(cashier).id;
  await recall(cashier, first);
  await cashier.until(({ parking }) => parking.sales.length === 1);
  expect(parked(cashier)).toMatchObject([{ id: second, label: '1' }]);
  expect(kinds('sale_parked', 'sale_recalled')).toEqual(['sale_parked', 'sale_parked', 'sale_recalled']);
});

test('a double tap parks once and recalls once', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier);
  const { id: saleId } = sale(cashier);
  await Promise.all([cashier.call.parking.park({ saleId }), cashier.call.parking.park({ saleId })]);
  await cashier.until(({ checkout }) => checkout.sale.id !== saleId);
  const request = { saleId, handSaleId: sale(cashier).id };
  await Promise.all([cashier.call.parking.recall(request), cashier.call.parking.recall(request)]);
  expect(kinds('sale_parked', 'sale_recalled')).toEqual(['sale_parked', 'sale_recalled']);
});

test('two screens that take different sales at the same moment get one of them, and lose none', async () => {
  const cashier = await till.cashier();
  const other = await signIn(cashier.state.session.staff?.name ?? '', '1111', 'second');
  await ringUp(cashier, 0);
  const first = await park(cashier);
  await ringUp(cashier, 1);
  const second = await park(cashier);
  await other.until(({ parking }) => parking.sales.length === 2);
  const handSaleId = sale(cashier).id;
  const outcomes = await Promise.all([
    refusal(cashier.call.parking.recall({ saleId: first, handSaleId })),
    refusal(other.call.parking.recall({ saleId: second, handSaleId })),
  ]);
  expect(outcomes).toEqual(['no refusal', 'SALE_CHANGED']);
  await cashier.until(({ parking }) => parking.sales.length === 1);
  expect([sale(cashier).id, parked(cashier)[0]?.id]).toEqual([first, second]);
});

test('an empty sale is not parked, and what is not there is not taken', async () => {
  const cashier = await till.cashier();
  const { id: saleId } = sale(cashier);
  expect(await refusal(cashier.call.parking.park({ saleId }))).toBe('SALE_EMPTY');
  expect(await refusal(cashier.call.parking.park({ saleId: 'another' }))).toBe('SALE_CHANGED');
  expect(await refusal(cashier.call.parking.recall({ saleId: 'another', handSaleId: saleId }))).toBe('SALE_CHANGED');
  expect(await refusal(cashier.call.parking.print({ saleId: 'another' }))).toBe('SALE_CHANGED');
  expect(await refusal(cashier.call.parking.cancel({ saleId: 'another', reason: 'Left' }))).toBe('SALE_CHANGED');
});

test('a sale whose lines were all taken off is counted as cancelled when another is taken in hand', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier);
  const saleId = await park(cashier);
  await ringUp(cashier);
  await cashier.call.sale.removeLine({ lineId: sale(cashier).lines[0]?.id ?? '' });
  await cashier.until(({ checkout }) => checkout.sale.removedLineCount === 1);
  await recall(cashier, saleId);
  expect(kinds('sale_cancelled')).toHaveLength(1);
});

describe('with money', () => {
  test('a code that nobody has begun to pay is closed, and no code is made ahead for a sale that is put aside', async () => {
    const cashier = await till.cashier();
    await ringUp(cashier);
    await cashier.call.checkout.requestInvoice({ saleId: sale(cashier).id });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    const { paymentHash } = lastCode(sale(cashier));
    const saleId = await park(cashier);
    expect(kinds('invoice_created', 'invoice_closed', 'sale_parked')).toEqual(['invoice_created', 'invoice_closed', 'sale_parked']);
    expect(parked(cashier)).toMatchObject([{ awaitsPayment: false }]);
    // The customer pays it all the same: the money is on the list, and can be applied to the sale where it is.
    await cashier.call.practice.wallet({ paymentHash, payment: 'pay' });
    await cashier.until(({ attention }) => attention.open.length === 1);
    const [item] = cashier.state.attention.open;
    expect(item).toMatchObject({ kind: 'late', saleId, canApply: true });
    const manager = await till.manager();
    await manager.call.attention.apply({ itemId: item?.id ?? '' });
    await cashier.until(({ parking }) => parking.sales.length === 0);
    expect(kinds('sale_completed')).toHaveLength(1);
    expect(verify()).toMatchObject({ ok: true });
  });

  test('a payment on chain that waits for its block keeps nobody from selling, and completes its sale where it is', async () => {
    const manager = await till.manager();
    await manager.call.shop.change({ lightning: { onChain: { enabled: true, confirmations: 1, zeroConfMaxMinor: 0 } } });
    const cashier = await till.cashier();
    await ringUp(cashier);
    await cashier.call.checkout.requestInvoice({ saleId: sale(cashier).id });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    const { address, amountSat, paymentHash } = lastCode(sale(cashier));
    await cashier.call.practice.payOnChain({ address: address ?? '', amountSat });
    await cashier.until(({ checkout }) => lastCode(checkout.sale).seenOnChain?.status === 'seen');
    const saleId = await park(cashier);
    expect(parked(cashier)).toMatchObject([{ awaitsPayment: true }]);
    expect(kinds('invoice_closed')).toEqual([]);
    expect(await refusal(cashier.call.parking.cancel({ saleId, reason: 'Left' }))).toBe('SALE_HAS_PAYMENT');

    // The next customer is served, and the till restarts, before the block comes.
    await ringUp(cashier, 1);
    await payCash(cashier);
    await till.restart();
    const after = await till.cashier();
    expect(parked(after)).toMatchObject([{ id: saleId, awaitsPayment: true }]);
    // The code's time is over, and its money is on its way.
    await after.call.practice.wallet({ paymentHash, payment: 'expire' });
    await after.call.practice.makeBlock();
    await after.until(({ parking }) => parking.sales.length === 0);
    expect(after.state.attention.open).toEqual([]);
    const sold = facts().filter(({ kind }) => kind === 'sale_completed');
    expect(sold.map(({ body }) => (JSON.parse(body) as { saleId: string }).saleId)).toContain(saleId);
    expect(verify()).toMatchObject({ ok: true });
  });

  test('a sale that is paid in part keeps its money, and cannot be taken apart', async () => {
    const cashier = await till.cashier();
    await ringUp(cashier, 0, 2);
    const { id: saleId, dueMinor } = sale(cashier);
    await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: 1000 });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await park(cashier);
    expect(parked(cashier)).toMatchObject([{ paidMinor: 1000, totalMinor: dueMinor }]);
    await ringUp(cashier, 1);
    expect(await refusal(cashier.call.parking.merge({ saleId: sale(cashier).id, fromSaleId: saleId }))).toBe('SALE_HAS_PAYMENT');
    expect(await refusal(cashier.call.parking.cancel({ saleId, reason: 'Left' }))).toBe('SALE_HAS_PAYMENT');
    await till.restart();
    const after = await till.cashier();
    await recall(after, saleId);
    expect(sale(after)).toMatchObject({ dueMinor: dueMinor - 1000, status: 'tendering', tenders: [{ kind: 'cash', amountMinor: 1000 }] });
    await payCash(after);
    expect(verify()).toMatchObject({ ok: true });
  });

  test('parts that several people pay are exact, stay with the sale, and give change', async () => {
    const cashier = await till.cashier();
    await ringUp(cashier, 0, 1);
    await ringUp(cashier, 1, 1);
    const { id: saleId, dueMinor } = sale(cashier);
    expect(await refusal(cashier.call.parking.divide({ saleId, parts: 51 }))).toBe('BAD_INPUT');
    await cashier.call.parking.divide({ saleId, parts: 3 });
    await cashier.until(({ checkout }) => checkout.sale.evenly !== null);
    const amounts: number[] = [];
    for (let part = 1; part <= 3; part += 1) {
      const now = partOf(sale(cashier));
      expect(now).toMatchObject({ part, parts: 3 });
      const partMinor = now?.amountMinor ?? 0;
      amounts.push(partMinor);
      const { tenders, dueMinor: due } = sale(cashier);
      await cashier.call.checkout.takeCash({ saleId, dueMinor: due, givenMinor: 50_000, partMinor });
      await cashier.until(({ checkout }) => checkout.sale.tenders.length === tenders.length + 1);
      const cash = sale(cashier).tenders.at(-1);
      if (cash?.kind !== 'cash') throw new Error('no cash');
      expect(cash).toMatchObject({ amountMinor: partMinor, givenMinor: 50_000 });
      expect(cash.givenMinor - cash.changeMinor).toBe(cash.amountMinor + cash.roundingMinor);
      if (part < 3) {
        await park(cashier);
        await recall(cashier, saleId);
      }
    }
    expect(amounts.reduce((sum, minor) => sum + minor, 0)).toBe(dueMinor);
    expect(sale(cashier).status).toBe('completed');
  });
});

describe('split, moved and put together', () => {
  const lines = (screen: TestScreen, count: number) =>
    sale(screen).lines.slice(0, count).map(({ id: lineId, quantity }) => ({ lineId, quantity: 1, of: quantity })); // biome-ignore format: one row

  test('the chosen lines are in hand to be paid, and the rest is parked', async () => {
    const cashier = await till.cashier();
    await ringUp(cashier, 0, 3);
    await ringUp(cashier, 1);
    const { id: saleId, totals } = sale(cashier);
    const request = { saleId, lines: lines(cashier, 1), toSaleId: null };
    await cashier.call.parking.moveLines(request);
    await cashier.until(({ parking, checkout }) => parking.sales.length === 1 && checkout.sale.id !== saleId);
    expect(sale(cashier)).toMatchObject({ label: '1/2', lines: [{ quantity: 1 }] });
    expect(parked(cashier)).toMatchObject([{ id: saleId, label: '1', itemCount: 3 }]);
    expect(sale(cashier).totals.totalMinor + (parked(cashier)[0]?.totalMinor ?? 0)).toBe(totals.totalMinor);
    // Once more: the sale in hand is another one.
    expect(await refusal(cashier.call.parking.moveLines(request))).toBe('SALE_CHANGED');
    await payCash(cashier);
    await recall(cashier, saleId);
    await payCash(cashier);
    expect(verify()).toMatchObject({ ok: true });
  });

  test('a line goes to another open sale; tapped twice it goes once', async () => {
    const cashier = await till.cashier();
    await ringUp(cashier, 0);
    const other = await park(cashier, 'Bar');
    await ringUp(cashier, 1, 2);
    const { id: saleId } = sale(cashier);
    const request = { saleId, lines: lines(cashier, 1), toSaleId: other };
    expect([await refusal(cashier.call.parking.moveLines(request)), await refusal(cashier.call.parking.moveLines(request))]).toEqual([
      'no refusal',
      'SALE_CHANGED',
    ]);
    await cashier.until(({ parking }) => parking.sales[0]?.itemCount === 2);
    expect(sale(cashier)).toMatchObject({ id: saleId, lines: [{ quantity: 1 }] });
    // The last piece goes too: nothing is left of the sale.
    await cashier.call.parking.moveLines({ saleId, lines: lines(cashier, 1), toSaleId: other });
    await cashier.until(({ checkout }) => checkout.sale.id !== saleId);
    expect(sale(cashier).lines).toEqual([]);
    expect(parked(cashier)).toMatchObject([{ id: other, itemCount: 3 }]);
    await till.restart();
    expect(verify()).toMatchObject({ ok: true });
  });

  test('two sales become one, which keeps the codes that were shown for it', async () => {
    const cashier = await till.cashier();
    await ringUp(cashier, 0);
    await cashier.call.checkout.requestInvoice({ saleId: sale(cashier).id });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    const asked = await park(cashier, 'Terrace');
    await ringUp(cashier, 1);
    const sum = sale(cashier).totals.totalMinor + (parked(cashier)[0]?.totalMinor ?? 0);
    await cashier.call.parking.merge({ saleId: sale(cashier).id, fromSaleId: asked });
    await cashier.until(({ checkout, parking }) => checkout.sale.id === asked && parking.sales.length === 0);
    expect(sale(cashier)).toMatchObject({ label: 'Terrace', totals: { totalMinor: sum } });
    expect(sale(cashier).lines).toHaveLength(2);
    await payCash(cashier);
    expect(verify()).toMatchObject({ ok: true });
  });
});

test('a parked sale is cancelled with a reason, and its lines are in the journal', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 2);
  const saleId = await park(cashier, 'Window');
  expect(await refusal(cashier.call.parking.cancel({ saleId, reason: '  ' }))).toBe('BAD_INPUT');
  await cashier.call.parking.cancel({ saleId, reason: 'Left without ordering' });
  await cashier.until(({ parking }) => parking.sales.length === 0);
  const fact = facts().find(({ kind }) => kind === 'sale_cancelled');
  expect(JSON.parse(fact?.body ?? '{}')).toMatchObject({ saleId, label: 'Window', reason: 'Left without ordering', lines: [{ quantity: 2 }] });
  expect(verify()).toMatchObject({ ok: true });
});

test('a slip of it says what it comes to, and that it is no receipt', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 2);
  const saleId = await park(cashier, 'Window');
  await cashier.call.parking.print({ saleId });
  await cashier.until(({ paper }) => paper.papers.length === 1);
  const slip = await cashier.call.papers.show({ kind: 'slip', subjectId: saleId });
  const text = JSON.stringify(slip.blocks);
  expect(text).toContain('Window');
  expect(text).toContain('영수증이 아닙니다');
});

describe('whose it is', () => {
  test('whoever comes to the register finds it free, and the one before finds the sale again', async () => {
    const minji = await till.cashier();
    const { name = '' } = minji.state.session.staff ?? {};
    await ringUp(minji, 0);
    const { id: saleId } = sale(minji);
    const other = minji.state.staff.tiles.find((tile) => tile.role === 'cashier' && tile.name !== name);
    const dain = await signIn(other?.name ?? '', '2222');
    await dain.until(({ checkout }) => checkout.sale.id !== saleId);
    expect(parked(dain)).toMatchObject([{ id: saleId, staffName: name }]);
    await ringUp(dain, 1);
    const theirs = sale(dain).id;
    const back = await signIn(name, '1111');
    await back.until(({ checkout }) => checkout.sale.id === saleId);
    expect(parked(back)).toMatchObject([{ id: theirs, staffName: other?.name }]);
    expect(sale(back).staffId).toBe(back.state.session.staff?.id);
  });

  test('another’s sale is taken over by those who may, and that is a fact', async () => {
    const minji = await till.cashier();
    const { name = '', id: minjiId } = minji.state.session.staff ?? {};
    await ringUp(minji, 0);
    const saleId = await park(minji);
    const other = minji.state.staff.tiles.find((tile) => tile.role === 'cashier' && tile.name !== name);
    const dain = await signIn(other?.name ?? '', '2222');
    for (const call of [dain.call.parking.recall({ saleId, handSaleId: sale(dain).id }), dain.call.parking.cancel({ saleId, reason: 'Left' })])
      expect(await refusal(call)).toBe('NOT_ALLOWED');
    const owner = dain.state.staff.tiles.find((tile) => tile.role === 'owner');
    const boss = await signIn(owner?.name ?? '', '9999');
    await recall(boss, saleId);
    expect(sale(boss).staffId).toBe(owner?.id);
    const fact = facts().find(({ kind }) => kind === 'sale_recalled');
    expect(fact?.staff_id).toBe(owner?.id);
    expect(JSON.parse(fact?.body ?? '{}')).toMatchObject({ fromStaffId: minjiId });
    expect(verify()).toMatchObject({ ok: true });
  });

  test('two registers share the sale in hand: nothing is put aside, and going on with another’s is a fact', async () => {
    const minji = await till.cashier();
    await ringUp(minji, 0);
    const { id: saleId } = sale(minji);
    const owner = minji.state.staff.tiles.find((tile) => tile.role === 'owner');
    const boss = await signIn(owner?.name ?? '', '9999', 'second');
    expect(sale(boss).id).toBe(saleId);
    await boss.call.sale.addArticle({ articleId: article(boss, 1) });
    await boss.until(({ checkout }) => checkout.sale.staffId === owner?.id);
    expect(kinds('sale_taken_over', 'sale_parked')).toEqual(['sale_taken_over']);
  });

  test('an emptied sale is nobody’s to guard', async () => {
    const minji = await till.cashier();
    const { name = '' } = minji.state.session.staff ?? {};
    await ringUp(minji, 0);
    const other = minji.state.staff.tiles.find((tile) => tile.role === 'cashier' && tile.name !== name);
    const dain = await signIn(other?.name ?? '', '2222', 'second');
    expect(await refusal(dain.call.sale.addArticle({ articleId: article(dain, 1) }))).toBe('NOT_ALLOWED');
    await minji.call.sale.removeLine({ lineId: sale(minji).lines[0]?.id ?? '' });
    await dain.until(({ checkout }) => checkout.sale.lines.length === 0);
    await ringUp(dain, 1);
    expect(sale(dain)).toMatchObject({ staffId: other?.id, removedLineCount: 1 });
    expect(kinds('sale_taken_over')).toEqual([]);
  });

  test('a code that a customer may be paying stays where they see it', async () => {
    const minji = await till.cashier();
    const { name = '', id: minjiId } = minji.state.session.staff ?? {};
    await ringUp(minji, 0);
    const { id: saleId } = sale(minji);
    await minji.call.checkout.requestInvoice({ saleId });
    await minji.until(({ checkout }) => checkout.sale.tenders.length === 1);
    const { paymentHash } = lastCode(sale(minji));
    const other = minji.state.staff.tiles.find((tile) => tile.role === 'cashier' && tile.name !== name);
    const dain = await signIn(other?.name ?? '', '2222');
    expect(sale(dain).id).toBe(saleId);
    await dain.call.practice.wallet({ paymentHash, payment: 'pay' });
    await dain.until(({ checkout }) => checkout.sale.status === 'completed');
    expect(sale(dain).staffId).toBe(minjiId);
  });
});

test('a draft that is lost takes no sale with it that had been parked before', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 2);
  const saleId = await park(cashier, 'Window');
  await recall(cashier, saleId);
  cashier.close();
  await till.restart();
  // As if its page could not be read.
  await vi.waitFor(() => {
    const db = new DatabaseSync(join(till.dataDir, 'practice', 'till.sqlite'));
    db.exec("UPDATE draft SET body = 'torn'");
    db.close();
  });
  await till.restart();
  const after = await till.cashier();
  expect(sale(after)).toMatchObject({ id: saleId, label: 'Window', lines: [{ quantity: 2 }] });
});

type Deed = { what: 'ringUp' | 'park' | 'recall' | 'split' | 'merge' | 'move' | 'restart'; n: number };

test('any interleaving of parking, recalling, splitting, merging and moving keeps every line and the sum', async () => {
  const deeds = fc.array(
    fc.record({
      what: fc.constantFrom<Deed['what']>('ringUp', 'ringUp', 'park', 'park', 'recall', 'recall', 'split', 'merge', 'move', 'move', 'restart'),
      n: fc.nat(20),
    }),
    { minLength: 5, maxLength: 25 },
  );
  let screen = await till.cashier();
  let pieces = 0;
  let sumMinor = 0;
  await fc.assert(
    fc.asyncProperty(deeds, async (steps) => {
      for (const { what, n } of steps) {
        const { id: saleId, lines } = sale(screen);
        const other = parked(screen)[n % Math.max(1, parked(screen).length)]?.id ?? 'none';
        const some = lines.filter((_, index) => (n + index) % 2 === 0).map(({ id: lineId, quantity }) => ({ lineId, quantity: 1 + (n % quantity), of: quantity })); // biome-ignore format: one row
        const before = facts().length;
        const work = {
          ringUp: async () => {
            const { priceMinor } = screen.state.catalogue.tiles.find(({ id }) => id === article(screen, n % 5)) ?? {};
            await screen.call.sale.addArticle({ articleId: article(screen, n % 5), quantity: 1 + (n % 4) });
            pieces += 1 + (n % 4);
            sumMinor += (priceMinor ?? 0) * (1 + (n % 4));
          },
          park: () => screen.call.parking.park({ saleId }),
          recall: () => screen.call.parking.recall({ saleId: other, handSaleId: saleId }),
          split: () => screen.call.parking.moveLines({ saleId, lines: some, toSaleId: null }),
          merge: () => screen.call.parking.merge({ saleId, fromSaleId: other }),
          move: () => screen.call.parking.moveLines({ saleId, lines: some, toSaleId: other }),
          restart: async () => {
            await till.restart();
            screen = await till.cashier();
          },
        } satisfies Record<Deed['what'], () => Promise<void>>;
        const outcome = await refusal(work[what]());
        expect(['no refusal', 'SALE_CHANGED', 'SALE_EMPTY', 'BAD_INPUT']).toContain(outcome);
        // The screen has been sent what became of it.
        if (facts().length > before || what === 'ringUp')
          await vi.waitFor(() => expect([totalOf(screen).pieces, totalOf(screen).sumMinor]).toEqual([pieces, sumMinor]));
        expect([totalOf(screen).pieces, totalOf(screen).sumMinor]).toEqual([pieces, sumMinor]);
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
  expect(verify()).toMatchObject({ ok: true });
}, 120_000);

function totalOf(screen: TestScreen) {
  const inHand = sale(screen);
  return {
    pieces: inHand.totals.itemCount + parked(screen).reduce((sum, { itemCount }) => sum + itemCount, 0),
    sumMinor: inHand.totals.totalMinor + parked(screen).reduce((sum, { totalMinor }) => sum + totalMinor, 0),
  };
}
