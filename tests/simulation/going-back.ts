// Money that goes back: refunds of all kinds to all tenders, exchanges, without a receipt, failing and sent again, and what is on
// the list of money that nobody expected.
import type { LegChoice, RefundOffer, RefundWish } from '../../src/shared/refund.ts';
import { type Floor, OWNER_PIN } from './floor.ts';
import { basket } from './ringing-up.ts';

type Act = (floor: Floor) => Promise<void>;

/** One of the sales of late. */
async function someSale(floor: Floor): Promise<string | undefined> {
  const sales = (await floor.attempt('sales of late', () => floor.cashier.call.refunds.salesOfLate())) ?? [];
  if (sales.length === 0) return undefined;
  const { saleId, receiptNumber } = floor.random.pick(sales);
  if (floor.random.chance(0.3)) await floor.attempt('find a receipt', () => floor.cashier.call.refunds.find({ receipt: receiptNumber }));
  return saleId;
}

async function someWish(floor: Floor, saleId: string): Promise<RefundWish | undefined> {
  const { random } = floor;
  if (random.chance(0.4)) return { kind: 'whole', restock: random.chance(0.7) };
  const left = await floor.attempt('what is left', () => floor.cashier.call.refunds.left({ saleId }));
  if (!left || left.leftMinor <= 0) return undefined;
  if (random.chance(0.3)) return { kind: 'amount', amountMinor: 1 + random.below(left.leftMinor) };
  const goods = left.goods.filter(({ quantity }) => quantity > 0);
  const tipMinor = random.chance(0.3) ? random.below(left.tipLeftMinor + 1) : 0;
  if (goods.length === 0) return { kind: 'lines', lines: [], tipMinor: left.tipLeftMinor };
  const { line, quantity } = random.pick(goods);
  return { kind: 'lines', lines: [{ lineId: line.id, quantity: 1 + random.below(quantity), restock: random.chance(0.7) }], tipMinor };
}

/** As it came, in cash or on a voucher; what goes by Lightning goes to a code of the wallet's. */
async function give(floor: Floor, offer: RefundOffer): Promise<void> {
  const { random } = floor;
  const { call } = floor.cashier;
  const other = random.pick(['as it came', 'as it came', 'cash', 'voucher'] as const);
  const choices = offer.legs.flatMap(({ id: legId, ways: [usual, ...others], from }): LegChoice[] => {
    if (other !== 'as it came' && others.some(({ kind }) => kind === other)) return [{ kind: other, legId, reason: 'As they asked' }];
    // Where it cannot go as it came it goes in cash, and somebody says why.
    return usual?.kind === 'cash' && from !== 'cash' && from !== null ? [{ kind: 'cash', legId, reason: 'No other way' }] : [];
  });
  const sent = offer.legs.find((leg) => leg.ways[0]?.kind === 'lightning' && !choices.some(({ legId }) => legId === leg.id))?.ways[0];
  let lightning: { to: string; pin: string } | undefined;
  if (sent?.kind === 'lightning') {
    // Over another amount, or of a wallet that waits too long: the node refuses it, and it is sent anew.
    const amountSat = (sent.amountSat ?? 1) + (random.chance(0.1) ? 1 : 0);
    const code = await floor.attempt('a code to refund to', () => floor.customer.call.practice.refundCode({ amountSat: Math.max(1, amountSat) }));
    if (code && random.chance(0.1)) floor.minutesPass(90);
    lightning = code && { to: code.paymentRequest, pin: floor.atRegister.pin };
  }
  const request = { offerId: offer.id, reason: 'Brought back', choices, ...(lightning && { lightning }) };
  const name = lightning ? 'give back by lightning' : 'give back';
  const [outcome] = random.chance(0.1)
    ? await Promise.all([floor.attempt(name, () => call.refunds.give(request)), floor.attempt(name, () => call.refunds.give(request))])
    : [await floor.attempt(name, () => call.refunds.give(request))];
  if (outcome?.status === 'to_hand_over') await floor.attempt('hand over', () => call.refunds.finish({ refundId: outcome.id }));
  await floor.settled();
}

const refund: Act = async (floor) => {
  const saleId = await someSale(floor);
  const wish = saleId && (await someWish(floor, saleId));
  if (!saleId || !wish) return;
  const offer = await floor.attempt(`offer: ${wish.kind}`, () => floor.cashier.call.refunds.offer({ saleId, wish }));
  if (offer) await give(floor, offer);
};
/** Of the same tender, whatever that is: the sale is made for it. */
const justSold: Act = async (floor) => {
  const { id: saleId, status } = floor.sale();
  if (status !== 'completed') return;
  const wish = await someWish(floor, saleId);
  const offer = wish && (await floor.attempt(`offer: ${wish.kind}`, () => floor.cashier.call.refunds.offer({ saleId, wish })));
  if (offer) await give(floor, offer);
};
/** Of the sale in hand, which was paid by Lightning, back to a code: undefined where nothing was offered. */
export async function backByLightning(floor: Floor): Promise<(() => Promise<unknown>) | undefined> {
  const { id: saleId } = floor.sale();
  const offer = await floor.attempt(
    'offer: whole',
    () => floor.manager.call.refunds.offer({ saleId, wish: { kind: 'whole', restock: true } }),
    floor.manager,
  );
  const way = offer?.legs[0]?.ways[0];
  if (!offer || way?.kind !== 'lightning' || way.amountSat === null) return undefined;
  const { amountSat } = way;
  const code = await floor.attempt('a code to refund to', () => floor.customer.call.practice.refundCode({ amountSat }));
  if (!code) return undefined;
  const lightning = { to: code.paymentRequest, pin: OWNER_PIN };
  return () =>
    floor.attempt('give back while the node is away', () => floor.manager.call.refunds.give({ offerId: offer.id, lightning }), floor.manager);
}
const withoutReceipt: Act = async (floor) => {
  const { id, variants, unit, priceMinor } = floor.random.pick(floor.cashier.state.catalogue.tiles);
  const articleId = variants[0]?.id ?? id;
  const quantity = unit === 'kg' ? 100 + floor.random.below(900) : 1 + floor.random.below(2);
  const needsPrice = (variants[0] ? variants[0].priceMinor : priceMinor) === null;
  const lines = [{ articleId, quantity, restock: floor.random.chance(0.5), ...(needsPrice && { priceMinor: 500 }) }];
  const offer = await floor.attempt('offer without a receipt', () => floor.cashier.call.refunds.offerWithoutReceipt({ lines }));
  if (offer) await give(floor, offer);
};
const exchange: Act = async (floor) => {
  const saleId = await someSale(floor);
  await basket(floor);
  const wish = saleId && (await someWish(floor, saleId));
  const offer = saleId && wish && (await floor.attempt('offer: exchange', () => floor.cashier.call.refunds.offer({ saleId, wish, exchange: true })));
  if (offer) await give(floor, offer);
  if (!floor.over() && floor.random.chance(0.15)) await floor.attempt('cancel', () => floor.cashier.call.sale.cancel({ saleId: floor.sale().id }));
  else await floor.rest();
};
const credit: Act = async (floor) => {
  const [listed] = floor.manager.state.refunds.credits;
  if (!listed) return;
  const { refundId } = listed;
  if (floor.random.chance(0.5)) {
    await basket(floor);
    await floor.attempt('put credit', () => floor.cashier.call.refunds.putCredit({ refundId }));
    await floor.settled();
    await floor.rest();
  } else {
    const kind = floor.random.pick(['cash', 'voucher'] as const);
    await floor.attempt('give credit back', () => floor.manager.call.refunds.giveCreditBack({ refundId, kind, reason: 'No other' }), floor.manager);
  }
};

/** Another program at the same node sold something: the till lists the money until somebody has seen it. */
const ofNoSale: Act = async (floor) => {
  await floor.attempt('money of no sale', () => floor.customer.call.practice.payElsewhere({ amountSat: 1 + floor.random.below(50_000) }));
  await floor.settled();
};

/** Somebody looks at the list, and deals with what has been there longest. */
const listed: Act = async (floor) => {
  const { call, state } = floor.manager;
  const item = state.attention.open.find(({ status }) => status === 'open');
  if (!item) return;
  const itemId = item.id;
  const way = floor.random.next();
  if (item.canApply && way < 0.4) await floor.attempt('apply', () => call.attention.apply({ itemId }), floor.manager);
  else if (item.saleId === null) await floor.attempt('note', () => call.attention.note({ itemIds: [itemId] }), floor.manager);
  else if (way < 0.75) await floor.attempt('list: cash', () => call.attention.refund({ itemId, how: { method: 'cash' } }), floor.manager);
  else {
    const amountSat = Math.max(1, Math.floor(item.amountMsat / 1000)) + (floor.random.chance(0.1) ? 1 : 0);
    const code = await floor.attempt('a code to refund to', () => floor.customer.call.practice.refundCode({ amountSat }));
    const how = { method: 'lightning', to: code?.paymentRequest ?? '', pin: OWNER_PIN } as const;
    if (code) await floor.attempt('list: lightning', () => call.attention.refund({ itemId, how }), floor.manager);
  }
  await floor.settled();
};
/** What is under way is looked after by hand, too. */
export const sentAgain: Act = async (floor) => {
  const [refund] = floor.manager.state.refunds.unfinished;
  const item = floor.manager.state.attention.open.find(({ status }) => status === 'refunding');
  if (refund?.status === 'under_way')
    await floor.attempt('send again', () => floor.manager.call.refunds.sendAgain({ refundId: refund.refundId, pin: OWNER_PIN }), floor.manager);
  else if (refund) await floor.attempt('hand over', () => floor.manager.call.refunds.finish({ refundId: refund.refundId }), floor.manager);
  if (item) await floor.attempt('send again', () => floor.manager.call.attention.sendAgain({ itemId: item.id, pin: OWNER_PIN }), floor.manager);
  await floor.settled();
};

/** All that waits for a decision gets one. */
export async function clearLists(floor: Floor): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const { attention, refunds } = floor.manager.state;
    if (refunds.unfinished.length > 0 || attention.open.some(({ status }) => status === 'refunding')) await sentAgain(floor);
    else if (attention.open.length > 0) await listed(floor);
    else return;
  }
}

export const GOING_BACK: [name: string, weight: number, act: Act][] = [
  ['refund', 22, refund],
  ['refund at once', 14, justSold],
  ['refund without a receipt', 4, withoutReceipt],
  ['exchange', 10, exchange],
  ['credit of an exchange', 4, credit],
  ['money of no sale', 1, ofNoSale],
  ['listed money', 8, listed],
  ['sent again', 2, sentAgain],
];
