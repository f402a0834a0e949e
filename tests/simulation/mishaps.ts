// What goes wrong in a year beside what people do: power, clocks, disks that are busy, a node that is away, printers out of paper, and
// two people at two screens in the same moment.
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Floor } from './floor.ts';
import { backByLightning, sentAgain } from './going-back.ts';
import { basket } from './ringing-up.ts';

type Act = (floor: Floor) => Promise<void>;

/** Another program holds the file for so long: writers wait, or give up. */
async function holdFile(path: string, forMs: number): Promise<() => Promise<void>> {
  const holder = new Worker(
    `const { workerData, parentPort } = require('node:worker_threads');
     const db = new (require('better-sqlite3'))(workerData.path, { timeout: 10000 });
     db.exec('BEGIN IMMEDIATE');
     parentPort.postMessage('held');
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData.forMs);
     db.exec('ROLLBACK');
     db.close();`,
    { eval: true, workerData: { path, forMs } },
  );
  const ended = once(holder, 'exit');
  await once(holder, 'message');
  return async () => void (await ended);
}

const LONGER_THAN_THE_TILL_WAITS_MS = 1300;
const LONGER_THAN_THE_NODE_WAITS_MS = 5500;

const diskBusy: Act = async (floor) => {
  await basket(floor);
  const released = await holdFile(join(floor.till.dataDir, 'practice', 'till.sqlite'), 40);
  await floor.payCash();
  await released();
  await floor.rest();
};
/** The disk takes nothing for a while: what is refused then is not recorded, and can be done again. */
export async function diskRefuses(floor: Floor): Promise<void> {
  await basket(floor);
  const released = await holdFile(join(floor.till.dataDir, 'practice', 'till.sqlite'), LONGER_THAN_THE_TILL_WAITS_MS);
  await floor.payCash();
  await released();
  await floor.rest();
}
/** The node does not answer: no code is made, and of a refund that was sent nobody knows; then it is back, and all is found out. */
export async function nodeAway(floor: Floor): Promise<void> {
  await basket(floor);
  const paid = await floor.code();
  if (paid) await floor.wallet(paid, 'pay');
  const giveBack = floor.over() ? await backByLightning(floor) : undefined;
  if (!giveBack) await basket(floor);
  const released = await holdFile(join(floor.till.dataDir, 'practice', 'node.sqlite'), LONGER_THAN_THE_NODE_WAITS_MS);
  if (giveBack) await giveBack();
  else await floor.code();
  await released();
  await sentAgain(floor);
  await floor.rest();
}

const clockJumps: Act = async (floor) => {
  const minutes = floor.random.pick([-45, -3, 25, 170]);
  floor.minutesPass(minutes);
  await floor.take(floor.atRegister);
  await basket(floor);
  await floor.code();
  floor.minutesPass(-minutes);
  await floor.take(floor.atRegister);
  await floor.fresh();
};
const outOfPaper: Act = async (floor) => {
  const printer = (fault: 'none' | 'paper_out' | 'cover_open' | 'offline' | 'reset_in_job') =>
    floor.attempt(`printer: ${fault}`, () => floor.cashier.call.practice.printer({ printerId: 'counter', fault }));
  await printer(floor.random.pick(['paper_out', 'cover_open', 'offline', 'reset_in_job'] as const));
  for (let sales = 0; sales < 3; sales++) {
    await basket(floor);
    await floor.payCash();
    await floor.pocket();
  }
  await printer('none');
};
/** Two screens of the register, and the office: one of them is first. */
const atOnce: Act = async (floor) => {
  const { random } = floor;
  await basket(floor);
  const other = floor.till.screen('cashier', 'second register');
  await floor.signIn(other, random.pick(floor.cashiers));
  // Whoever comes puts aside what another had begun.
  await floor.settled();
  if (floor.sale().lines.length === 0) await basket(floor);
  const { id: saleId, dueMinor } = floor.sale();
  const givenMinor = Math.ceil(dueMinor / 1000) * 1000;
  const all = [
    () => floor.attempt('at once: cash', () => floor.cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor })),
    () => floor.attempt('at once: card', () => other.call.checkout.takeCard({ saleId, dueMinor, amountMinor: dueMinor, reference: '' }), other),
    () => floor.attempt('at once: cancel', () => other.call.sale.cancel({ saleId }), other),
    () => floor.attempt('at once: code', () => floor.cashier.call.checkout.requestInvoice({ saleId })),
    () => floor.attempt('at once: park', () => other.call.parking.park({ saleId, label: '' }), other),
    () => floor.attempt('at once: x', () => floor.manager.call.shifts.x(), floor.manager),
  ];
  await Promise.all([random.pick(all)(), random.pick(all)(), random.pick(all)()]);
  await floor.settled();
  await floor.attempt('sign out', () => other.call.session.signOut(), other);
  other.close();
  await floor.take(floor.atRegister);
  await floor.fresh();
};
/** Payments by code of two sales and a refund, all in one moment. */
const crowd: Act = async (floor) => {
  await basket(floor);
  const paymentHash = await floor.code();
  if (!paymentHash) return floor.rest();
  const { id: saleId } = floor.sale();
  const item = floor.manager.state.attention.open.find(({ status }) => status === 'open');
  await Promise.all([
    floor.attempt('crowd: pay', () => floor.customer.call.practice.wallet({ paymentHash, payment: 'pay' })),
    floor.attempt('crowd: cancel', () => floor.cashier.call.sale.cancel({ saleId })),
    floor.attempt('crowd: pay again', () => floor.customer.call.practice.wallet({ paymentHash, payment: 'pay' })),
    item && floor.attempt('crowd: apply', () => floor.manager.call.attention.apply({ itemId: item.id }), floor.manager),
    item && floor.attempt('crowd: cash', () => floor.manager.call.attention.refund({ itemId: item.id, how: { method: 'cash' } }), floor.manager),
  ]);
  await floor.settled();
};

export const MISHAPS: [name: string, weight: number, act: Act][] = [
  ['the disk is busy', 0.4, diskBusy],
  ['the clock jumps', 0.5, clockJumps],
  ['out of paper', 0.5, outOfPaper],
  ['at once', 2, atOnce],
  ['a crowd', 2, crowd],
];

/** The process is ended by its own hand, from another thread: in the middle of whatever it does after so many milliseconds. */
export function killAfter(ms: number): void {
  new Worker(
    `const { workerData } = require('node:worker_threads');
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData);
     process.kill(process.pid, 'SIGKILL');`,
    { eval: true, workerData: ms },
  );
}
