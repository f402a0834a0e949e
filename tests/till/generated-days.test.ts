// Days as they come, from a seed: everything that can happen at a register in any order, over several shifts and a restart. Each Z
// equals what its entries of the journal say, counted by other code; and the Zs add up.
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { verifyShop } from '../../src/main/store/verify.ts';
import { shopDay } from '../../src/shared/shop-day.ts';
import { TENDER_KINDS } from '../../src/shared/tender.ts';
import type { ShiftReport } from '../../src/shared/z-report.ts';
import { type Random, seeded } from '../crash/random.ts';
import { lastCode, openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';
import { entriesOf, recount } from './recount.ts';

const ACTIONS_A_SHIFT = 45;
const SHIFTS = 3;

let till: TestTill;
afterEach(() => till.close());

let ids = 0;
const newId = () => `made-${++ids}`;

/** The register with somebody at it who may do everything; every call may be refused, as a person's would. */
async function openRegister(random: Random) {
  const owner = async (name: 'cashier' | 'manager'): Promise<TestScreen> => {
    const screen = till.screen(name, `${name}-owner`);
    await screen.until((state) => state.staff.tiles.length > 0);
    const person = screen.state.staff.tiles.find(({ role }) => role === 'owner');
    await screen.call.session.signIn({ staffId: person?.id ?? '', pin: '9999' });
    await screen.until((state) => state.session.staff !== null);
    return screen;
  };
  const cashier = await owner('cashier');
  const manager = await owner('manager');
  const trainee = till.screen('cashier', 'trainee');
  await trainee.until((state) => state.staff.tiles.length > 0);
  const junior = trainee.state.staff.tiles.find(({ role }) => role === 'cashier');
  await trainee.call.session.signIn({ staffId: junior?.id ?? '', pin: '1111' });
  const customer = till.screen('customer');
  await customer.until((state) => state.checkout !== undefined);

  const refused: string[] = [];
  const attempt = async <T>(call: Promise<T>): Promise<T | undefined> => {
    try {
      return await call;
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause)) throw cause;
      refused.push(String(cause.code));
      return undefined;
    }
  };
  /** Main's own truth, and not what the screen has been sent by now. */
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  const sale = () => cashier.state.checkout.sale;
  const over = () => sale().status === 'completed' || sale().status === 'cancelled';
  const begin = async () => {
    if (over()) await attempt(cashier.call.sale.next({ saleId: sale().id }));
    await settled();
    for (let lines = 1 + random.below(3); lines > 0; lines--) {
      const article = random.pick(cashier.state.catalogue.tiles);
      await attempt(cashier.call.sale.addArticle({ articleId: article.id, quantity: 1 + random.below(3) }));
    }
    await settled();
  };
  const code = async () => {
    await attempt(cashier.call.checkout.requestInvoice({ saleId: sale().id }));
    await settled();
    return sale().tenders.some(({ kind, status }) => kind === 'lightning' && status === 'waiting') ? lastCode(sale()).paymentHash : undefined;
  };
  const pay = async (payment: 'pay' | 'pay_more' | 'pay_part' | 'expire') => {
    const paymentHash = await code();
    if (paymentHash === undefined) return undefined;
    await attempt(customer.call.practice.wallet({ paymentHash, payment }));
    await settled();
    return paymentHash;
  };
  const cash = (share: number) => {
    const { id: saleId, dueMinor } = sale();
    return attempt(cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: Math.ceil((dueMinor * share) / 5) * 5 }));
  };
  const completedIds: string[] = [];

  const actions = {
    cash: async () => {
      await begin();
      await cash(random.pick([1, 1.5, 2]));
    },
    lightning: async () => {
      await begin();
      await pay(random.pick(['pay', 'pay', 'pay_more']));
    },
    partly: async () => {
      await begin();
      await cash(0.4);
      await settled();
      if (random.chance(0.4)) {
        const [part] = sale().tenders;
        if (part) await attempt(cashier.call.checkout.returnTender({ saleId: sale().id, tenderId: part.id }));
        await settled();
      }
      await pay(random.pick(['pay', 'pay_part']));
    },
    twice: async () => {
      await begin();
      const paymentHash = await pay('pay');
      if (paymentHash) await attempt(customer.call.practice.wallet({ paymentHash, payment: 'pay' }));
    },
    late: async () => {
      await begin();
      const paymentHash = await code();
      await attempt(cashier.call.sale.cancel({ saleId: sale().id }));
      if (paymentHash) await attempt(customer.call.practice.wallet({ paymentHash, payment: 'pay' }));
    },
    cancelledAfterPart: async () => {
      await begin();
      await pay('pay_part');
      await attempt(cashier.call.sale.cancel({ saleId: sale().id }));
    },
    card: async () => {
      await begin();
      const { id: saleId, dueMinor } = sale();
      await attempt(cashier.call.checkout.takeCard({ saleId, dueMinor, amountMinor: dueMinor, reference: '' }));
    },
    foreign: async () => {
      await begin();
      const { id: saleId, dueMinor } = sale();
      await attempt(cashier.call.checkout.takeForeignCash({ saleId, dueMinor, currency: 'USD', foreignMinor: 1000 + random.below(40) * 100 }));
    },
    discounted: async () => {
      await begin();
      await attempt(cashier.call.sale.discount({ saleId: sale().id, discount: { kind: 'percent', ppm: 150_000, reason: 'Regular' } }));
      await attempt(cashier.call.sale.tip({ saleId: sale().id, tipMinor: random.below(300) }));
      await settled();
      await cash(1);
    },
    voucher: async () => {
      await begin();
      await attempt(cashier.call.vouchers.sell({ amountMinor: 2000 }));
      await settled();
      const { id: saleId } = sale();
      await cash(1);
      const [sold] = (await attempt(cashier.call.vouchers.sold({ saleId }))) ?? [];
      await begin();
      const { id, dueMinor } = sale();
      if (sold) await attempt(cashier.call.checkout.takeVoucher({ saleId: id, dueMinor, code: sold.code }));
      await settled();
      if (!over()) await cash(1);
    },
    account: async () => {
      await begin();
      const { id: saleId, dueMinor } = sale();
      const [known] = (await manager.call.accounts.all({ text: '' })).customers;
      if (!known) await attempt(manager.call.accounts.add({ name: 'Ada', phone: '', email: '', limitMinor: 1_000_000, active: true }));
      const [owing] = (await manager.call.accounts.all({ text: '' })).customers;
      if (!owing) return;
      await attempt(cashier.call.checkout.putOnAccount({ saleId, dueMinor, customerId: owing.id, amountMinor: dueMinor }));
      if (owing.balanceMinor <= 0) return;
      const amountMinor = Math.max(5, Math.floor(owing.balanceMinor / 10) * 5);
      const balanceMinor = (await manager.call.accounts.all({ text: '' })).customers[0]?.balanceMinor ?? 0;
      await attempt(
        cashier.call.accounts.pay({ customerId: owing.id, balanceMinor, amountMinor, money: { way: 'cash', givenMinor: amountMinor + 10 } }),
      );
    },
    exchange: async () => {
      if (completedIds.length === 0) return;
      await begin();
      const offer = await attempt(
        cashier.call.refunds.offer({ saleId: random.pick(completedIds), wish: { kind: 'whole', restock: true }, exchange: true }),
      );
      if (offer) await attempt(cashier.call.refunds.give({ offerId: offer.id, reason: 'Another one' }));
      await settled();
      if (!over()) await cash(1);
    },
    lineOff: async () => {
      await begin();
      const [line] = sale().lines;
      if (line) await attempt(cashier.call.sale.removeLine({ lineId: line.id }));
      await settled();
      if (sale().lines.length > 0) await cash(1);
    },
    refund: async () => {
      if (completedIds.length === 0) return;
      const saleId = random.pick(completedIds);
      const wish = random.chance(0.5) ? ({ kind: 'whole', restock: true } as const) : ({ kind: 'amount', amountMinor: 100 } as const);
      const offer = await attempt(manager.call.refunds.offer({ saleId, wish }));
      if (!offer) return;
      const choices = offer.legs.map(({ id: legId }) => ({ kind: random.pick(['cash', 'voucher'] as const), legId, reason: 'As asked' }));
      await attempt(manager.call.refunds.give({ offerId: offer.id, reason: 'Cold', choices }));
    },
    listed: async () => {
      const item = manager.state.attention.open.find(({ status, kind }) => status === 'open' && kind !== 'lost');
      if (item?.canApply && random.chance(0.5)) await attempt(manager.call.attention.apply({ itemId: item.id }));
      else if (item) await attempt(manager.call.attention.refund({ itemId: item.id, how: { method: 'cash' } }));
    },
    moved: async () => {
      const movementId = newId();
      const movement = random.pick(['paid_in', 'paid_out', 'safe_drop'] as const);
      const request = { movementId, movement, currency: null, amountMinor: 100 + random.below(5000), reason: 'As it was' };
      await Promise.all([attempt(manager.call.shifts.move(request)), attempt(manager.call.shifts.move(request))]);
    },
    opened: async () => void (await attempt(manager.call.shifts.openDrawer({ openingId: newId(), reason: 'Change' }))),
    copied: async () => {
      if (completedIds.length > 0) await attempt(cashier.call.papers.copy({ kind: 'receipt', subjectId: random.pick(completedIds) }));
    },
    refusedTrainee: async () =>
      void (await attempt(trainee.call.shifts.move({ movementId: newId(), movement: 'paid_out', currency: null, amountMinor: 5, reason: 'No' }))),
    parked: async () => {
      await begin();
      await attempt(cashier.call.parking.park({ saleId: sale().id, label: '' }));
    },
  };

  return {
    manager,
    refused,
    async act() {
      await actions[random.pick(Object.keys(actions) as (keyof typeof actions)[])]();
      await settled();
      if (sale().status === 'completed') completedIds.push(sale().id);
    },
  };
}

/** Counts what is wrong by a little now and then, and ends the shift. */
async function end(manager: TestScreen, random: Random): Promise<ShiftReport> {
  const { shiftId, currencies } = await manager.call.shifts.closing();
  const countId = newId();
  const counted = currencies.map((currency) => ({ currency, pieces: [], looseMinor: 100_000 + random.below(1000) }));
  const { inDrawer } = await manager.call.shifts.count({ shiftId, countId, counted });
  const request = { shiftId, countId, reason: 'As always', taken: (inDrawer ?? []).map(({ currency }) => ({ currency, amountMinor: 90_000 })) };
  // Two presses, and what is sold meanwhile is the next shift's.
  const [once, twice] = await Promise.all([manager.call.shifts.close(request), manager.call.shifts.close(request)]);
  expect(twice).toEqual(once);
  return manager.call.shifts.z(once);
}

test.each([11, 12])(
  'seed %i',
  async (seed) => {
    const random = seeded(seed);
    till = await openTestTill({ sample: 'eu' });
    const zs: ShiftReport[] = [];
    const refused: string[] = [];
    for (let shift = 0; shift < SHIFTS; shift++) {
      const register = await openRegister(random);
      if (shift === 0) {
        const { tenders } = register.manager.state.shop;
        await register.manager.call.shop.change({
          tenders: {
            ...tenders,
            kinds: [...new Set([...tenders.kinds, 'card', 'voucher', 'foreign_cash'] as const)],
            foreignCash: [{ currency: 'USD', microMinorPerUnit: 92_000_000, stepMinor: 100 }],
          },
        });
      }
      for (let action = 0; action < ACTIONS_A_SHIFT; action++) await register.act();
      const before = (await register.manager.call.shifts.x()).report;
      const z = await end(register.manager, random);
      // The X just before is the Z, but for its end.
      expect({ ...before.figures, drawerOpenedCount: z.figures.drawerOpenedCount }).toEqual(z.figures);
      expect(before.grandTotal).toEqual(z.grandTotal);
      expect(before.prepaidMinor).toEqual(z.prepaidMinor);
      zs.push(z);
      refused.push(...register.refused);
      await till.restart();
    }

    const path = join(till.dataDir, 'practice', 'till.sqlite');
    const entries = entriesOf(path);
    let fromSeq = 1;
    let zHash = '';
    const grand = { salesMinor: 0, refundsMinor: 0 };
    for (const [index, z] of zs.entries()) {
      const { journal, figures, drawer } = z;
      expect(z.number).toBe(index + 1);
      expect(journal.fromSeq).toBe(fromSeq);
      expect(entries.find(({ seq }) => seq === journal.toSeq)).toMatchObject({ kind: 'shift_cut', hash: journal.hash });
      expect(journal.zHash).toBe(zHash);
      const closed = entries.find((entry) => entry.kind === 'shift_closed' && entry.body.report.number === z.number);
      zHash = closed?.hash ?? 'none';
      fromSeq = journal.toSeq + 1;

      const tally = recount(entries, journal.fromSeq, journal.toSeq);
      const byKind = (rows: readonly { kind: string; amountMinor: number }[]) =>
        Object.fromEntries(rows.filter(({ amountMinor }) => amountMinor !== 0).map(({ kind, amountMinor }) => [kind, amountMinor]));
      expect(figures.sales.count).toBe(tally.of('sales'));
      expect(figures.sales.totalMinor).toBe(tally.of('sales total'));
      expect(figures.sales.tipMinor).toBe(tally.of('tips'));
      expect(figures.sales.discountMinor).toBe(tally.of('discounts'));
      expect(byKind(figures.tenders)).toEqual(tally.withPrefix('tender '));
      expect(byKind(figures.refundTenders)).toEqual(tally.withPrefix('refunded '));
      const taxed = (of: 'netMinor' | 'taxMinor') =>
        Object.fromEntries(figures.taxes.filter((tax) => tax[of] !== 0).map((tax) => [`${tax.taxClassId} ${tax.ratePpm}`, tax[of]]));
      expect(taxed('netMinor')).toEqual(tally.withPrefix('net '));
      expect(taxed('taxMinor')).toEqual(tally.withPrefix('tax '));
      expect(figures.refunds.count).toBe(tally.of('refunds'));
      expect(figures.refunds.totalMinor).toBe(tally.of('refunds total'));
      expect(figures.refunds.taxMinor).toBe(tally.of('refunds tax'));
      expect(figures.cashRoundingMinor).toBe(tally.of('rounding'));
      expect(figures.lightning.received.amountMsat).toBe(tally.of('received msat'));
      expect(figures.lightning.matched.amountMsat).toBe(tally.of('matched msat'));
      expect(Object.fromEntries(figures.lightning.listed.map(({ kind, amountMsat }) => [kind, amountMsat]))).toEqual(tally.withPrefix('listed '));
      expect(figures.lightning.sent).toMatchObject({ amountMsat: tally.of('sent msat'), feeMsat: tally.of('fee msat') });
      expect(figures.vouchers.sold.amountMinor).toBe(tally.of('vouchers sold'));
      expect(figures.accounts.paid.amountMinor).toBe(tally.of('accounts paid'));
      expect(figures.cancelled.count).toBe(tally.of('cancelled'));
      expect(figures.removedLineCount).toBe(tally.of('removed lines'));
      expect(figures.drawerOpenedCount).toBe(tally.of('opened'));
      expect(figures.copyCount).toBe(tally.of('copies'));
      expect(figures.refusedCount).toBe(tally.of('refused'));
      expect(figures.approvedCount).toBe(tally.of('approved'));
      expect(Object.fromEntries(figures.movements.map(({ movement, amountMinor }) => [movement, amountMinor]))).toEqual(tally.withPrefix('moved '));
      expect(drawer.moved?.find(({ currency }) => currency === null)?.amountMinor).toBe(tally.of('drawer'));
      const notes = (drawer.moved ?? []).filter(({ currency }) => currency !== null).map(({ currency, amountMinor }) => [currency, amountMinor]);
      expect(Object.fromEntries(notes)).toEqual(tally.withPrefix('notes '));

      // What is in the drawer is what was there, what moved, and what the count found to differ; the next shift begins with the rest.
      for (const { currency, amountMinor } of drawer.left) {
        const of = (cash: readonly { currency: string | null; amountMinor: number }[] | null | undefined) =>
          cash?.find((each) => each.currency === currency)?.amountMinor ?? 0;
        expect(amountMinor).toBe(of(drawer.float ?? drawer.carried) + of(drawer.moved) + of(drawer.counted?.difference) - of(drawer.taken));
      }
      expect(drawer.carried).toEqual(zs[index - 1]?.drawer.left ?? []);
      // Money for sales that have not ended is named with them.
      expect(z.prepaidMinor.after).toBe(z.carriedOver.sales.reduce((sum, { paidMinor }) => sum + paidMinor, 0));

      grand.salesMinor += figures.sales.totalMinor;
      grand.refundsMinor += figures.refunds.totalMinor;
      expect(z.grandTotal.after).toEqual({ ...grand, netMinor: grand.salesMinor - grand.refundsMinor });
    }

    const register = await openRegister(random);
    const month = shopDay(zs[0]?.endedAtMs ?? 0, register.manager.state.shop).day.slice(0, 7);
    const period = await register.manager.call.shifts.period({ period: month });
    const [last] = zs.slice(-1);
    expect(period.zs.map(({ number }) => number)).toEqual(zs.map(({ number }) => number));
    expect(period.grandTotal.after).toEqual(last?.grandTotal.after);
    expect(period.figures.sales.totalMinor).toBe(grand.salesMinor);
    expect(period.figures.refunds.totalMinor).toBe(grand.refundsMinor);
    expect((await register.manager.call.shifts.period({ period: month.slice(0, 4) })).figures).toEqual(period.figures);

    const { journal, damage } = verifyShop(path);
    expect({ ok: journal.ok, damage }, JSON.stringify(journal)).toEqual({ ok: true, damage: [] });
    expect(till.logged()).not.toContain('"level":"error"');
    // A day on which nothing worked would prove nothing.
    expect(grand.salesMinor).toBeGreaterThan(20_000);
    const kinds = new Set(zs.flatMap(({ figures }) => figures.tenders.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([...TENDER_KINDS].sort());
  },
  120_000,
);
