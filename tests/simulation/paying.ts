// Sales by every tender and in every way that customers pay, with all that is taken off, put on and taken back before.

import { roundForCash } from '../../src/shared/money.ts';
import { payNowMinor } from '../../src/shared/parking.ts';
import type { Floor } from './floor.ts';
import { basket, open } from './ringing-up.ts';

type Act = (floor: Floor) => Promise<void>;
const due = ({ sale }: Floor) => ({ saleId: sale().id, dueMinor: sale().dueMinor });

async function byCode(floor: Floor, payment: 'pay' | 'pay_part' | 'pay_more' | 'expire'): Promise<string | undefined> {
  const paymentHash = await floor.code();
  if (paymentHash) await floor.wallet(paymentHash, payment);
  return paymentHash;
}

const cash: Act = async (floor) => {
  await basket(floor);
  await floor.payCash();
  await floor.pocket();
};
const lightning: Act = async (floor) => {
  await basket(floor);
  await byCode(floor, 'pay');
};
const card: Act = async (floor) => {
  await basket(floor);
  const { dueMinor } = floor.sale();
  const reference = floor.random.chance(0.5) ? `A${floor.random.below(9999)}` : '';
  await floor.attempt('card', () => floor.cashier.call.checkout.takeCard({ ...due(floor), amountMinor: dueMinor, reference }));
};

const lightningTooMuch: Act = async (floor) => {
  await basket(floor);
  await byCode(floor, 'pay_more');
};
const lightningInParts: Act = async (floor) => {
  await basket(floor);
  await byCode(floor, 'pay_part');
  if (!floor.over()) await byCode(floor, 'pay');
  await floor.rest();
};
const lightningTwice: Act = async (floor) => {
  await basket(floor);
  const paymentHash = await byCode(floor, 'pay');
  if (paymentHash) await floor.wallet(paymentHash, 'pay');
};
const lightningExpired: Act = async (floor) => {
  await basket(floor);
  await byCode(floor, 'expire');
  if (floor.random.chance(0.5)) await byCode(floor, 'pay');
  await floor.rest();
};
/** Nobody waits for it any more, and then it comes. */
const lightningLate: Act = async (floor) => {
  await basket(floor);
  const paymentHash = await floor.code();
  if (floor.random.chance(0.5)) await floor.closeCode();
  else floor.minutesPass(30);
  await floor.attempt('cancel', () => floor.cashier.call.sale.cancel({ saleId: floor.sale().id }));
  await floor.settled();
  if (paymentHash) await floor.wallet(paymentHash, 'pay');
};
const oldCodePaid: Act = async (floor) => {
  if (floor.pockets.oldCodes.length > 0) await floor.wallet(floor.random.pick(floor.pockets.oldCodes), 'pay');
};
const checkedFirst: Act = async (floor) => {
  const change = (checkFirst: boolean) =>
    floor.attempt('check first', () => floor.manager.call.shop.change({ lightning: { checkFirst } }), floor.manager);
  await floor.fresh();
  await change(true);
  await basket(floor);
  await byCode(floor, 'pay');
  const [tender] = floor.sale().tenders;
  if (tender?.status === 'held') {
    const code = { saleId: floor.sale().id, tenderId: tender.id };
    if (floor.random.chance(0.7)) await floor.attempt('take held', () => floor.cashier.call.checkout.takeHeld(code));
    else await floor.attempt('return held', () => floor.cashier.call.checkout.returnHeld(code));
    await floor.settled();
    await floor.settled();
  }
  await floor.rest();
  await change(false);
};

const mixed: Act = async (floor) => {
  await basket(floor);
  await floor.payCash(0.4);
  if (floor.over()) return;
  if (floor.random.chance(0.3)) {
    const [part] = floor.sale().tenders;
    if (part) await floor.attempt('hand back', () => floor.cashier.call.checkout.returnTender({ saleId: floor.sale().id, tenderId: part.id }));
    await floor.settled();
  }
  const { dueMinor } = floor.sale();
  const half = Math.max(1, Math.floor(dueMinor / 2));
  if (floor.random.chance(0.5))
    await floor.attempt('card', () => floor.cashier.call.checkout.takeCard({ ...due(floor), amountMinor: half, reference: '' }));
  await floor.settled();
  if (!floor.over()) await byCode(floor, floor.random.chance(0.7) ? 'pay' : 'pay_part');
  await floor.rest();
};
const evenly: Act = async (floor) => {
  await basket(floor);
  await floor.attempt('divide', () => floor.cashier.call.parking.divide({ saleId: floor.sale().id, parts: 2 + floor.random.below(3) }));
  await floor.settled();
  for (let part = 0; part < 5 && !floor.over(); part++) {
    const partMinor = payNowMinor(floor.sale());
    if (partMinor <= 0) break;
    if (floor.random.chance(0.3)) await byCode(floor, 'pay');
    else {
      const givenMinor = roundForCash(partMinor, floor.currency);
      await floor.attempt('part in cash', () => floor.cashier.call.checkout.takeCash({ ...due(floor), givenMinor, partMinor }));
    }
    await floor.settled();
  }
  await floor.rest();
};
const foreign: Act = async (floor) => {
  await basket(floor);
  const [accepted] = floor.cashier.state.shop.tenders.foreignCash;
  if (!accepted) return floor.rest();
  const { currency, microMinorPerUnit, stepMinor } = accepted;
  const notes = Math.ceil((floor.sale().dueMinor * 1_000_000) / microMinorPerUnit / (stepMinor / 100)) + floor.random.below(3);
  const foreignMinor = Math.max(1, floor.random.chance(0.8) ? notes : Math.floor(notes / 2)) * stepMinor;
  await floor.attempt('foreign cash', () => floor.cashier.call.checkout.takeForeignCash({ ...due(floor), currency, foreignMinor }));
  await floor.settled();
  await floor.rest();
};

const sellVoucher: Act = async (floor) => {
  await basket(floor, 1);
  const amountMinor = (1 + floor.random.below(10)) * (floor.currency === 'KRW' ? 5000 : 500);
  await floor.attempt('voucher on the sale', () => floor.cashier.call.vouchers.sell({ amountMinor }));
  await floor.settled();
  if (floor.random.chance(0.4)) await byCode(floor, 'pay');
  await floor.rest();
};
const payByVoucher: Act = async (floor) => {
  await basket(floor);
  const { vouchers } = floor.pockets;
  const code = vouchers.length > 0 && floor.random.chance(0.95) ? floor.random.pick(vouchers) : 'AAAA-BBBB-CCCC-DDDD';
  await floor.attempt('look at a voucher', () => floor.cashier.call.vouchers.look({ code }));
  await floor.attempt('voucher', () => floor.cashier.call.checkout.takeVoucher({ ...due(floor), code }));
  await floor.settled();
  await floor.rest();
};
const onAccount: Act = async (floor) => {
  await basket(floor);
  const customers = (await floor.attempt('find a customer', () => floor.cashier.call.accounts.search({ text: '' }))) ?? [];
  if (customers.length === 0) return floor.rest();
  const { id: customerId, balanceMinor } = floor.random.pick(customers);
  const amountMinor = floor.sale().dueMinor;
  await floor.attempt('on account', () => floor.cashier.call.checkout.putOnAccount({ ...due(floor), customerId, amountMinor }));
  await floor.settled();
  await floor.rest();
  if (balanceMinor <= 0 || floor.random.chance(0.5)) return;
  const payMinor = Math.max(1, roundForCash(Math.floor(balanceMinor / 2), floor.currency));
  const seen = (await floor.attempt('find a customer', () => floor.cashier.call.accounts.search({ text: '' })))?.find(({ id }) => id === customerId);
  if (!seen || seen.balanceMinor <= 0) return;
  const money = floor.random.chance(0.6)
    ? ({ way: 'cash', givenMinor: payMinor + roundForCash(100, floor.currency) } as const)
    : ({ way: 'card', reference: '' } as const);
  const amount = Math.min(payMinor, seen.balanceMinor);
  await floor.attempt('pay an account', () =>
    floor.cashier.call.accounts.pay({ customerId, balanceMinor: seen.balanceMinor, amountMinor: amount, money }),
  );
};

const discounted: Act = async (floor) => {
  await basket(floor);
  const { random } = floor;
  const { id: saleId, lines } = floor.sale();
  const small = floor.currency === 'KRW' ? 500 : 50;
  const discount = random.chance(0.6)
    ? ({ kind: 'percent', ppm: random.pick([50_000, 100_000, 155_500, 333_333]), reason: 'Regular' } as const)
    : ({ kind: 'amount', amountMinor: 1 + random.below(small), reason: 'Damaged' } as const);
  const line = random.pick(lines);
  if (random.chance(0.5)) await floor.attempt('line discount', () => floor.cashier.call.sale.changeLine({ lineId: line.id, discount }));
  else await floor.attempt('sale discount', () => floor.cashier.call.sale.discount({ saleId, discount }));
  if (random.chance(0.2)) {
    const priceMinor = Math.max(0, line.unitPriceMinor - random.below(small));
    await floor.attempt('another price', () => floor.cashier.call.sale.changeLine({ lineId: line.id, priceMinor }));
  }
  await floor.settled();
  if (random.chance(0.3)) await byCode(floor, 'pay');
  await floor.rest();
};
const tipped: Act = async (floor) => {
  await basket(floor);
  const tipMinor = (1 + floor.random.below(30)) * (floor.currency === 'KRW' ? 100 : 10);
  const { id: saleId } = floor.sale();
  if (floor.random.chance(0.5)) {
    const asked = floor.attempt('ask for a tip', () => floor.cashier.call.sale.askTip({ saleId }));
    await floor.settled();
    await floor.attempt('tip by the customer', () => floor.customer.call.sale.tip({ saleId, tipMinor }));
    // Too much for what they bought: then none.
    await floor.attempt('stop asking', () => floor.cashier.call.sale.stopAskingTip({ saleId }));
    await asked;
  } else await floor.attempt('tip', () => floor.cashier.call.sale.tip({ saleId, tipMinor }));
  await floor.settled();
  if (floor.random.chance(0.6)) await byCode(floor, floor.random.chance(0.9) ? 'pay' : 'pay_more');
  await floor.rest();
};
const exempt: Act = async (floor) => {
  await basket(floor);
  await floor.attempt('exempt', () => floor.cashier.call.sale.exempt({ saleId: floor.sale().id, reason: 'Embassy' }));
  if (floor.random.chance(0.2)) await floor.attempt('exempt', () => floor.cashier.call.sale.exempt({ saleId: floor.sale().id, reason: null }));
  await floor.settled();
  await floor.rest();
};
const takenAway: Act = async (floor) => {
  await basket(floor);
  await floor.attempt('take away', () => floor.cashier.call.sale.eat({ saleId: floor.sale().id, dining: 'takeaway' }));
  await floor.settled();
  await floor.rest();
};
const forFree: Act = async (floor) => {
  await basket(floor, 1);
  const discount = { kind: 'percent', ppm: 1_000_000, reason: 'Goodwill' } as const;
  await floor.attempt('sale discount', () => floor.cashier.call.sale.discount({ saleId: floor.sale().id, discount }));
  await floor.settled();
  await floor.rest();
};
const lineOff: Act = async (floor) => {
  await basket(floor);
  const [line] = floor.sale().lines;
  if (line && floor.random.chance(0.6)) await floor.attempt('line off', () => floor.cashier.call.sale.removeLine({ lineId: line.id }));
  else if (line) await floor.attempt('quantity', () => floor.cashier.call.sale.changeLine({ lineId: line.id, quantity: 1 + floor.random.below(4) }));
  await floor.settled();
  if (floor.sale().lines.length === 0) await open(floor);
  await floor.rest();
};
const cancelled: Act = async (floor) => {
  await basket(floor);
  if (floor.random.chance(0.3)) await floor.payCash(0.5);
  if (!floor.over() && floor.random.chance(0.3)) await byCode(floor, 'pay_part');
  if (!floor.over()) await floor.attempt('cancel', () => floor.cashier.call.sale.cancel({ saleId: floor.sale().id }));
};

/** By how often they happen. */
export const PAYING: [name: string, weight: number, act: Act][] = [
  ['cash', 400, cash],
  ['lightning', 180, lightning],
  ['card', 120, card],
  ['lightning too much', 8, lightningTooMuch],
  ['lightning in parts', 8, lightningInParts],
  ['lightning twice', 3, lightningTwice],
  ['lightning expired', 6, lightningExpired],
  ['lightning late', 4, lightningLate],
  ['an old code paid', 2, oldCodePaid],
  ['checked first', 3, checkedFirst],
  ['mixed tenders', 20, mixed],
  ['paid evenly', 8, evenly],
  ['foreign cash', 12, foreign],
  ['voucher sold', 12, sellVoucher],
  ['paid by voucher', 16, payByVoucher],
  ['on account', 14, onAccount],
  ['discounted', 30, discounted],
  ['tipped', 30, tipped],
  ['exempt', 4, exempt],
  ['taken away', 25, takenAway],
  ['for free', 3, forFree],
  ['line off', 20, lineOff],
  ['cancelled', 15, cancelled],
];
