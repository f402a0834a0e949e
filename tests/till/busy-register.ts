// A register at which everything happens that can, one thing after another as a seed has it.
import type { Random } from '../crash/random.ts';
import { lastCode, type TestScreen, type TestTill } from './open-test-till.ts';

let ids = 0;
export const newId = () => `made-${++ids}`;

/** The register with somebody at it who may do everything; every call may be refused, as a person's would. */
export async function openRegister(till: TestTill, random: Random) {
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
