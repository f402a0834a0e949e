// A day at the counter, one random step at a time: ring up, take cash or Lightning in all the ways customers pay, cancel,
// reprint, refund, answer the printer's questions by looking at the paper, and have both printers fail.

import type { PrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import type { PrinterFault } from '../../src/hardware/simulators/printer-faults.ts';
import { SIMULATED_PRINTER } from '../../src/main/catalogue/samples/sample-shop.ts';
import { SAMPLES } from '../../src/main/catalogue/samples.ts';
import { quickCashMinor, roundForCash } from '../../src/shared/money.ts';
import type { Sale } from '../../src/shared/sale.ts';
import { liveLightningTender } from '../../src/shared/tender.ts';
import { isVoucherLine } from '../../src/shared/voucher.ts';
import { originalsOf, paperNumber, type Witness } from './audit.ts';
import { ignoringRefusals } from './killed.ts';
import type { Random } from './random.ts';
import type { Page, TillProcess } from './till-process.ts';

/** Of what a scan rings up at once. */
const BARCODES = SAMPLES.kr.articles
  .filter(({ unit, minimumAge }) => unit === 'piece' && minimumAge === 0)
  .flatMap(({ barcodes, variants }) => [...barcodes, ...variants.flatMap((variant) => variant.barcodes)]);

const FAULTS: PrinterFault[] = ['none', 'none', 'none', 'paper_low', 'paper_out', 'cover_open', 'offline', 'reset_in_job', 'no_ack'];

export interface Counter {
  cashier: Page;
  manager: Page;
  random: Random;
  printers: readonly PrinterSimulator[];
  witness: Witness;
}

export async function takePlace(till: TillProcess, parts: Omit<Counter, 'cashier' | 'manager'>): Promise<Counter> {
  const cashier = await till.page('cashier');
  const manager = await till.page('manager');
  await signIn(cashier, 'cashier', '1111');
  await signIn(manager, 'owner', '9999');
  return { ...parts, cashier, manager };
}

export async function signIn(page: Page, role: 'cashier' | 'owner', pin: string): Promise<void> {
  const person = page.state.staff.tiles.find((tile) => tile.role === role);
  if (!person) throw new Error(`no ${role}`);
  await page.call.session.signIn({ staffId: person.id, pin });
}

const COOKED_CATEGORIES = ['coffee', 'meals'];
const COOKED = new Set(
  SAMPLES.kr.articles
    .filter(({ categoryId }) => COOKED_CATEGORIES.includes(categoryId))
    .flatMap(({ id, variants }) => [id, ...variants.map((variant) => variant.id)]),
);

/** Whether the bar is told of it, an article or a variant. */
export const isCooked = (articleId: string): boolean => COOKED.has(articleId);

/** One of the two prints receipts from now on, and the other the bar's slips. */
export async function goToPrinter({ manager, random, printers }: Counter): Promise<void> {
  const counter = random.pick(printers);
  const bar = printers.find((printer) => printer !== counter) ?? counter;
  const at = ({ port }: PrinterSimulator) => ({ connection: { kind: 'tcp' as const, host: '127.0.0.1', port } });
  await manager.call.shop.change({
    printers: [
      { ...SIMULATED_PRINTER, ...at(counter) },
      { ...SIMULATED_PRINTER, ...at(bar), id: 'bar', name: 'Bar', receipts: false, categoryIds: COOKED_CATEGORIES },
    ],
  });
}

/** One step. */
export async function step(counter: Counter): Promise<void> {
  const { random } = counter;
  // Steps are taken blindly, so the sale may not be in the state that they need.
  await ignoringRefusals(() => chosenStep(counter));
  if (random.chance(0.08)) random.pick(counter.printers).setFault(random.pick(FAULTS), random.chance(0.5) ? random.below(1500) : undefined);
  if (random.chance(0.02)) await goToPrinter(counter);
}

async function chosenStep(counter: Counter): Promise<void> {
  const { cashier, random } = counter;
  if (random.chance(0.1)) return refundSale(counter);
  if (random.chance(0.1)) return takeAnother(counter);
  const { sale } = cashier.state.checkout;
  if (sale.status === 'completed' || sale.lines.length === 0 || (sale.status === 'open' && random.chance(0.55))) return ringUp(counter);
  if (random.chance(0.1)) return answerPrinter(counter);
  if (random.chance(0.1)) return decideOnList(counter);
  if (random.chance(0.02)) return checkFirst(counter);
  if (random.chance(0.04)) return standStill();
  if (random.chance(0.06)) return cancel(counter, sale);
  if (random.chance(0.04)) return reprint(counter);
  if (random.chance(0.08)) return cashier.call.kitchen.send({ saleId: sale.id });
  if (random.chance(0.05)) return changeLine(counter, sale);
  if (random.chance(0.1)) return park(counter, sale);
  if (random.chance(0.04)) return split(counter, sale);
  if (liveLightningTender(sale.tenders)) return customerPays(counter, sale);
  if (random.chance(0.2)) return takeOtherwise(counter, sale);
  return random.chance(0.4) ? takeCash(counter, sale) : charge(counter, sale);
}

async function ringUp({ cashier, random }: Counter): Promise<void> {
  if (random.chance(0.1)) return cashier.call.vouchers.sell({ amountMinor: 10_000 });
  // What is asked about first (a size, a weight, an age) is for other tests.
  const article = random.pick(
    cashier.state.catalogue.tiles.filter(({ variants, unit, minimumAge }) => variants.length === 0 && unit === 'piece' && minimumAge === 0),
  );
  if (random.chance(0.3)) await cashier.call.sale.addBarcode({ barcode: random.pick(BARCODES) });
  else await cashier.call.sale.addArticle({ articleId: article.id, quantity: 1 + random.below(3) });
}

async function changeLine({ cashier, random }: Counter, { lines }: Sale): Promise<void> {
  const { id: lineId } = random.pick(lines);
  if (random.chance(0.5)) await cashier.call.sale.removeLine({ lineId });
  else await cashier.call.sale.changeLine({ lineId, quantity: 1 + random.below(4), note: random.chance(0.3) ? 'extra hot' : '' });
}

/** One of the parked sales, in place of the one in hand; at times the two are put together. */
async function takeAnother({ cashier, random }: Counter): Promise<void> {
  const { parking, checkout } = cashier.state;
  if (parking.sales.length === 0) return;
  const { id: saleId } = random.pick(parking.sales);
  const handSaleId = checkout.sale.id;
  if (random.chance(0.2)) await cashier.call.parking.merge({ saleId: handSaleId, fromSaleId: saleId });
  else await cashier.call.parking.recall({ saleId, handSaleId });
}

async function park({ cashier, witness }: Counter, { id: saleId }: Sale): Promise<void> {
  await cashier.call.parking.park({ saleId });
  witness.parked.add(saleId);
}

/** Some pieces of the sale are paid for themselves. */
async function split({ cashier, random }: Counter, { id: saleId, lines }: Sale): Promise<void> {
  const { id: lineId, quantity } = random.pick(lines);
  await cashier.call.parking.moveLines({ saleId, lines: [{ lineId, quantity: 1 + random.below(quantity), of: quantity }], toSaleId: null });
}

async function takeCash(counter: Counter, { id: saleId, dueMinor }: Sale): Promise<void> {
  const { cashier, random } = counter;
  const whole = random.chance(0.8);
  const givenMinor = whole
    ? random.chance(0.5)
      ? roundForCash(dueMinor, 'KRW')
      : (quickCashMinor(dueMinor, 'KRW')[0] ?? dueMinor)
    : Math.max(10, Math.floor(dueMinor / 20) * 10);
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor });
  await witnessCompletion(counter, saleId);
}

/** A voucher that was sold before, or a card. */
async function takeOtherwise(counter: Counter, { id: saleId, dueMinor }: Sale): Promise<void> {
  const { cashier, random, witness } = counter;
  const sale = { saleId, dueMinor };
  if (witness.vouchers.length > 0 && random.chance(0.6)) await cashier.call.checkout.takeVoucher({ ...sale, code: random.pick(witness.vouchers) });
  else await cashier.call.checkout.takeCard({ ...sale, amountMinor: Math.ceil(dueMinor / (1 + random.below(2))), reference: '' });
  await witnessCompletion(counter, saleId);
}

async function charge({ cashier, random }: Counter, { id: saleId, dueMinor }: Sale): Promise<void> {
  await cashier.call.checkout.requestInvoice({ saleId, ...(random.chance(0.2) && dueMinor > 1 && { amountMinor: Math.ceil(dueMinor / 2) }) });
}

async function customerPays(counter: Counter, { id: saleId, tenders }: Sale): Promise<void> {
  const { cashier, random } = counter;
  const live = liveLightningTender(tenders);
  if (!live) return;
  const code = { saleId, tenderId: live.id };
  if (live.status === 'held') return random.chance(0.7) ? cashier.call.checkout.takeHeld(code) : cashier.call.checkout.returnHeld(code);
  const way = random.next();
  if (way < 0.1) return cashier.call.checkout.cancelInvoice({ saleId, tenderId: live.id });
  if (way < 0.2) return cashier.call.practice.wallet({ paymentHash: live.paymentHash, payment: 'expire' });
  const payment = random.pick(['pay', 'pay', 'pay', 'pay', 'pay_part', 'pay_more'] as const);
  await cashier.call.practice.wallet({ paymentHash: live.paymentHash, payment });
  // Some pay an old code, or the same one again.
  if (random.chance(0.15)) await cashier.call.practice.wallet({ paymentHash: random.pick(cashier.state.practice.codes).paymentHash, payment: 'pay' });
  await witnessCompletion(counter, saleId);
}

/** The screen says "paid": from here on it must be so for ever. */
async function witnessCompletion({ cashier, witness }: Counter, saleId: string): Promise<void> {
  await Promise.race([
    cashier.until(({ checkout }) => checkout.sale.id !== saleId || checkout.sale.status === 'completed'),
    new Promise((resolve) => setTimeout(resolve, 30)),
  ]);
  const { sale } = cashier.state.checkout;
  if (sale.status !== 'completed' || sale.receiptNumber === null) return;
  witness.completed.set(sale.id, sale.receiptNumber);
  if (sale.lines.some(isVoucherLine)) for (const { code } of await cashier.call.vouchers.sold({ saleId: sale.id })) witness.vouchers.push(code);
}

/** From now on money is held until the cashier has checked, or is not any more. */
async function checkFirst({ manager, random }: Counter): Promise<void> {
  await manager.call.shop.change({ lightning: { checkFirst: random.chance(0.5) } });
}

/** Long enough that a code is made ahead. */
async function standStill(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 750));
}

async function cancel({ cashier }: Counter, { id: saleId }: Sale): Promise<void> {
  await cashier.call.sale.cancel({ saleId });
}

async function reprint({ cashier, random, witness }: Counter): Promise<void> {
  const saleIds = [...witness.completed.keys()];
  if (saleIds.length > 0) await cashier.call.papers.copy({ kind: 'receipt', subjectId: random.pick(saleIds) });
}

/** All of a sale, or a part of it: to a code of the wallet's. */
async function refundSale({ manager, random, witness }: Counter): Promise<void> {
  const saleIds = [...witness.completed.keys()];
  if (saleIds.length === 0) return;
  const saleId = random.pick(saleIds);
  const { leftMinor, goods } = await manager.call.refunds.left({ saleId });
  const amount = { kind: 'amount', amountMinor: 1 + random.below(Math.max(1, leftMinor - 1)) } as const;
  const line = goods.find(({ quantity }) => quantity > 0);
  const lines = { kind: 'lines', lines: line ? [{ lineId: line.line.id, quantity: 1, restock: true }] : [], tipMinor: 0 } as const;
  const wish = random.pick([{ kind: 'whole', restock: true } as const, amount, { ...lines, lines: [...lines.lines] }]);
  const offer = await manager.call.refunds.offer({ saleId, wish });
  const sat = offer.legs.flatMap(({ ways }) => ways.flatMap((way) => (way.kind === 'lightning' ? (way.amountSat ?? 1) : [])))[0];
  if (sat === undefined) await manager.call.refunds.give({ offerId: offer.id });
  else {
    const { paymentRequest: to } = await manager.call.practice.refundCode({ amountSat: sat });
    const { id, status } = await manager.call.refunds.give({ offerId: offer.id, lightning: { to, pin: '9999' } });
    if (status === 'to_hand_over') await manager.call.refunds.finish({ refundId: id });
  }
}

async function decideOnList({ manager, random }: Counter): Promise<void> {
  const item = manager.state.attention.open[0];
  if (!item) return;
  if (item.canApply && random.chance(0.7)) return manager.call.attention.apply({ itemId: item.id });
  if (random.chance(0.5)) return manager.call.attention.refund({ itemId: item.id, how: { method: 'cash' } });
  const { paymentRequest: to } = await manager.call.practice.refundCode({ amountSat: Math.max(1, Math.floor(item.amountMsat / 1000)) });
  await manager.call.attention.refund({ itemId: item.id, how: { method: 'lightning', to, pin: '9999' } });
}

/** The cashier looks at the paper and says what is true. */
export async function answerPrinter({ cashier, printers, witness }: Counter): Promise<void> {
  const job = cashier.state.printing.jobs.find(({ status }) => status === 'unconfirmed');
  if (!job) return;
  const cameOut = (originalsOf(printers.flatMap(({ papers }) => papers)).get(paperNumber(job.title)) ?? 0) > 0;
  if (job.copyNumber === 0 && !cameOut) {
    // Counted before it is said: the till may be killed with the answer on its disk.
    witness.printedAgain.set(paperNumber(job.title), (witness.printedAgain.get(paperNumber(job.title)) ?? 0) + 1);
    await cashier.call.printing.answer({ jobId: job.id, answer: 'again' });
  } else {
    await cashier.call.printing.answer({ jobId: job.id, answer: cameOut && job.copyNumber === 0 ? 'printed' : 'not_wanted' });
  }
}
