// A counter with a card terminal that has books of its own: one random step at a time a sale is paid by card, whole or in part, taken
// back, refunded, let go, parked, or paid in cash. No amount that a card is asked for comes twice, so that it says whose money it is.
import type { PaymentTerminalSimulator } from '../../src/hardware/simulators/payment-terminal.ts';
import type { LineFaults } from '../../src/hardware/simulators/terminal-line.ts';
import type { TerminalHabits, TerminalPlan } from '../../src/hardware/simulators/terminal-plan.ts';
import { roundForCash } from '../../src/shared/money.ts';
import type { Sale } from '../../src/shared/sale.ts';
import { signIn } from './cashier-day.ts';
import { ignoringRefusals } from './killed.ts';
import type { Random } from './random.ts';
import type { Page, TillProcess } from './till-process.ts';

/** A payment without a fault is some 500 bytes in both directions. */
export const PAYMENT_BYTES = 520;

export interface CardWitness {
  /** How many sales were rung up, and by their amounts whose they are. */
  sales: number;
  saleOf: Map<number, string>;
  /** Sales that were shown as completed: sale id -> receipt number. */
  completed: Map<string, string>;
  unknown: number;
  byPerson: number;
  begun: number;
  listed: number;
  days: number;
}

export interface CardCounter {
  cashier: Page;
  manager: Page;
  terminal: PaymentTerminalSimulator;
  random: Random;
  witness: CardWitness;
}

export async function takePlaceAtCards(till: TillProcess, parts: Omit<CardCounter, 'cashier' | 'manager'>): Promise<CardCounter> {
  const cashier = await till.page('cashier');
  const manager = await till.page('manager');
  await signIn(cashier, 'cashier', '1111');
  await signIn(manager, 'owner', '9999');
  return { ...parts, cashier, manager };
}

const untilReady = ({ cashier }: CardCounter) => cashier.until(({ cards }) => cards.terminal?.condition === 'ready');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** By amount, what the terminal holds of it: taken less given back. */
export function heldByAmount(terminal: PaymentTerminalSimulator): Map<number, number> {
  const held = new Map<number, number>();
  for (const { kind, amountMinor } of terminal.books.bookings)
    held.set(amountMinor, (held.get(amountMinor) ?? 0) + (kind === 'payment' ? amountMinor : -amountMinor));
  return held;
}

/** Until all is known: the terminal is asked, and what it cannot decide somebody reads in its own journal, as the screens ask for. */
export async function settle(counter: CardCounter): Promise<void> {
  const { cashier, manager, terminal, witness } = counter;
  terminal.armLine({});
  const isLive = () => cashier.state.cards.unknown.length > 0 || cashier.state.cards.underWay !== null;
  if (cashier.state.cards.unknown.length > 0) witness.unknown += 1;
  for (let asked = 0; isLive(); asked += 1) {
    await untilReady(counter);
    await terminal.atRest();
    await cashier.call.cards.ask();
    const [move] = cashier.state.cards.unknown;
    if (asked < 12 || !move) {
      await pause(5);
      continue;
    }
    const held = heldByAmount(terminal).get(move.amountMinor) ?? 0;
    witness.byPerson += 1;
    await ignoringRefusals(() => manager.call.cards.answer({ moveId: move.id, moved: held > 0 === (move.kind === 'payment') }));
  }
  await untilReady(counter);
}

/** What the terminal and its line do with the next thing that it is asked for. */
function makeTrouble({ terminal, random }: CardCounter): void {
  const habits: Partial<TerminalHabits> = {
    afterLineLost: random.pick(['keeps', 'reverses', 'stops']),
    whileBusy: random.pick(['refuses', 'says_so']),
  };
  const outcome = random.pick<NonNullable<TerminalPlan['outcome']>>([
    'approve',
    'approve',
    'approve',
    'approve',
    'approve',
    { decline: 5 },
    { abort: 0x6c },
  ]);
  const faults: LineFaults = random.chance(0.2)
    ? { cut: { direction: random.pick(['to_terminal', 'to_till']), afterBytes: random.below(PAYMENT_BYTES / 2) } }
    : {};
  terminal.setHabits(habits);
  terminal.unscript();
  terminal.script({ outcome, stepMs: random.pick([0, 1, 5, 30]) });
  terminal.armLine(faults);
}

/** Asks the terminal for something, and waits until the till knows what came of it, or that it does not. */
async function atTerminal(counter: CardCounter, ask: () => Promise<unknown>): Promise<void> {
  const { cashier, random, witness } = counter;
  makeTrouble(counter);
  witness.begun += 1;
  await ask();
  if (random.chance(0.05)) await cashier.call.cards.abort({ saleId: cashier.state.checkout.sale.id });
  await cashier.until(({ cards }) => cards.underWay === null);
}

/** One step, taken blindly: the till says no where it must. */
export async function cardStep(counter: CardCounter): Promise<void> {
  await ignoringRefusals(() => chosenStep(counter));
  await witnessCompletion(counter);
}

async function chosenStep(counter: CardCounter): Promise<void> {
  const { cashier, manager, random } = counter;
  const { sale } = cashier.state.checkout;
  const { unknown, listed } = manager.state.cards;
  if (listed.length > 0 && random.chance(0.4)) return lookAtList(counter);
  if (manager.state.refunds.unfinished.length > 0 && random.chance(0.5)) return giveRefund(counter);
  if (random.chance(0.05)) return endDay(counter);
  // At times the next customer's card is held there before: the till says no.
  if (unknown.length > 0 && random.chance(sale.cardMove === null ? 0.8 : 0.5)) return settle(counter);
  if (sale.status === 'completed') return random.chance(0.3) ? refund(counter, sale) : cashier.call.sale.next({ saleId: sale.id });
  if (sale.lines.length === 0) return takeNext(counter, sale);
  if (sale.cardMove?.status === 'unknown') {
    if (random.chance(0.4)) return cashier.call.parking.park({ saleId: sale.id });
    await cashier.call.cards.letGo({ saleId: sale.id, moveId: sale.cardMove.id });
    return payCash(counter, cashier.state.checkout.sale);
  }
  const [tender] = sale.tenders.filter(({ kind, status }) => kind === 'card' && status === 'paid');
  if (tender && random.chance(0.4)) return atTerminal(counter, () => cashier.call.cards.takeBack({ saleId: sale.id, tenderId: tender.id }));
  if (sale.dueMinor > 0 && random.chance(0.85)) return payByCard(counter, sale);
  return payCash(counter, sale);
}

async function takeNext({ cashier, random, witness }: CardCounter, { id: handSaleId }: Sale): Promise<void> {
  const [parked] = cashier.state.parking.sales;
  if (parked && random.chance(0.6)) return cashier.call.parking.recall({ saleId: parked.id, handSaleId });
  witness.sales += 1;
  await cashier.call.sale.addOpenAmount({ amountMinor: 100_000 + 20 * witness.sales });
}

/** All that is due, or a part that no other sale has. */
async function payByCard(counter: CardCounter, { id: saleId, dueMinor, totals: { totalMinor }, tenders }: Sale): Promise<void> {
  const { cashier, random, witness } = counter;
  const whole = dueMinor < totalMinor || tenders.length > 0 || random.chance(0.8);
  const amountMinor = whole ? dueMinor : 30_000 + (totalMinor - 100_000) / 20;
  witness.saleOf.set(amountMinor, saleId);
  await atTerminal(counter, () => cashier.call.cards.pay({ saleId, dueMinor, amountMinor }));
}

async function payCash({ cashier }: CardCounter, { id: saleId, dueMinor, status }: Sale): Promise<void> {
  if (status === 'completed' || status === 'cancelled' || dueMinor <= 0) return;
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: roundForCash(dueMinor, 'KRW') });
}

/** On a line that holds; the till may be killed before it hears what it came to. */
async function endDay({ manager, terminal, witness }: CardCounter): Promise<void> {
  terminal.armLine({});
  await manager.call.cards.endDay();
  witness.days += 1;
}

async function lookAtList(counter: CardCounter): Promise<void> {
  const { manager, random, witness } = counter;
  const [money] = manager.state.cards.listed;
  if (!money) return;
  witness.listed += 1;
  if (money.canApply && random.chance(0.5)) return manager.call.cards.apply({ moveId: money.id });
  await atTerminal(counter, () => manager.call.cards.giveBack({ moveId: money.id }));
}

/** The whole of a sale that a card has paid in one go back to it. */
async function refund(counter: CardCounter, { id: saleId, tenders }: Sale): Promise<void> {
  const { cashier, manager } = counter;
  const paid = tenders.filter(({ status }) => status === 'paid');
  if (paid.length === 1 && paid[0]?.kind === 'card') {
    const offer = await manager.call.refunds.offer({ saleId, wish: { kind: 'whole', restock: false } });
    await atTerminal(counter, () => manager.call.refunds.give({ offerId: offer.id, cardAtTerminal: true }));
  }
  await cashier.call.sale.next({ saleId });
}

async function giveRefund(counter: CardCounter): Promise<void> {
  const { manager } = counter;
  const [refund] = manager.state.refunds.unfinished;
  if (refund) await atTerminal(counter, () => manager.call.refunds.giveAtTerminal({ refundId: refund.refundId }));
}

/** The screen says "paid": from here on it must be so for ever. */
async function witnessCompletion({ cashier, witness }: CardCounter): Promise<void> {
  const { sale } = cashier.state.checkout;
  if (sale.status === 'completed' && sale.receiptNumber !== null) witness.completed.set(sale.id, sale.receiptNumber);
}
