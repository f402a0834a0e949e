// Sales put aside and taken up again by the same or another cashier, split, merged, cancelled where they are parked, and told to the kitchen.
import type { Floor } from './floor.ts';
import { basket } from './ringing-up.ts';

type Act = (floor: Floor) => Promise<void>;

async function park(floor: Floor): Promise<void> {
  const label = floor.random.chance(0.5) ? `Table ${floor.random.below(12)}` : '';
  await floor.attempt('park', () => floor.cashier.call.parking.park({ saleId: floor.sale().id, label }));
  await floor.settled();
}
const parkedSales = ({ cashier }: Floor) => cashier.state.parking.sales;

async function recall(floor: Floor): Promise<boolean> {
  if (parkedSales(floor).length === 0) return false;
  const { id: saleId } = floor.random.pick(parkedSales(floor));
  await floor.attempt('recall', () => floor.cashier.call.parking.recall({ saleId, handSaleId: floor.sale().id }));
  await floor.settled();
  return floor.sale().id === saleId;
}

const parked: Act = async (floor) => {
  await basket(floor);
  if (floor.random.chance(0.2)) await floor.payCash(0.3);
  if (floor.random.chance(0.2)) await floor.code();
  if (!floor.over()) await park(floor);
  // More than a counter holds is nobody's day.
  if (parkedSales(floor).length > 12 && (await recall(floor))) await floor.rest();
};
const recalled: Act = async (floor) => {
  await floor.fresh();
  if (await recall(floor)) await floor.rest();
};
/** Another cashier comes, and goes on with a sale that is not theirs; it may need an approval. */
const takenOver: Act = async (floor) => {
  await basket(floor);
  await park(floor);
  await floor.take(floor.random.pick(floor.cashiers));
  await floor.fresh();
  if (await recall(floor)) await floor.rest();
};
const split: Act = async (floor) => {
  await basket(floor, 4);
  const { id: saleId, lines } = floor.sale();
  const line = floor.random.pick(lines.filter(({ unit }) => unit === 'piece').concat(lines.slice(0, 1)));
  const to = parkedSales(floor).length > 0 && floor.random.chance(0.3) ? floor.random.pick(parkedSales(floor)).id : null;
  const moved = [
    { lineId: line.id, quantity: Math.min(9999, line.unit === 'kg' ? line.quantity : 1 + floor.random.below(line.quantity)), of: line.quantity },
  ];
  await floor.attempt(to ? 'move lines' : 'split', () => floor.cashier.call.parking.moveLines({ saleId, lines: moved, toSaleId: to }));
  await floor.settled();
  await floor.rest();
};
const merged: Act = async (floor) => {
  await basket(floor);
  if (parkedSales(floor).length > 0) {
    const { id: fromSaleId } = floor.random.pick(parkedSales(floor));
    await floor.attempt('merge', () => floor.cashier.call.parking.merge({ saleId: floor.sale().id, fromSaleId }));
    await floor.settled();
  }
  await floor.rest();
};
const parkedCancelled: Act = async (floor) => {
  if (parkedSales(floor).length === 0) return;
  const { id: saleId } = floor.random.pick(parkedSales(floor));
  await floor.attempt('cancel a parked sale', () => floor.cashier.call.parking.cancel({ saleId, reason: 'They left' }));
};
const slip: Act = async (floor) => {
  if (parkedSales(floor).length === 0) return;
  const { id: saleId } = floor.random.pick(parkedSales(floor));
  await floor.attempt('slip', () => floor.cashier.call.parking.print({ saleId }));
};
const kitchen: Act = async (floor) => {
  await basket(floor);
  await floor.attempt('kitchen', () => floor.cashier.call.kitchen.send({ saleId: floor.sale().id }));
  const [line] = floor.sale().lines;
  if (line && floor.random.chance(0.3)) await floor.attempt('line off', () => floor.cashier.call.sale.removeLine({ lineId: line.id }));
  await floor.settled();
  await floor.rest();
};

export const OPEN_SALES: [name: string, weight: number, act: Act][] = [
  ['parked', 20, parked],
  ['recalled', 20, recalled],
  ['taken over', 4, takenOver],
  ['split', 12, split],
  ['merged', 8, merged],
  ['a parked sale cancelled', 3, parkedCancelled],
  ['slip printed', 2, slip],
  ['kitchen told', 6, kitchen],
];
