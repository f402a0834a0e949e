// A cashier who sells on whatever breaks: one look at the screen, one step, and again.
import { setTimeout as pause } from 'node:timers/promises';
import type { Sale } from '../../src/shared/sale.ts';
import { liveLightningTender } from '../../src/shared/tender.ts';
import type { Random } from '../crash/random.ts';
import type { Page } from '../crash/till-process.ts';
import type { Payers } from './payers.ts';
import type { Seat } from './seat.ts';

export interface BusyCashier {
  seat: Seat;
  payers: Payers;
  random: Random;
  /** Sales that were shown as completed: sale id -> receipt number. */
  completed: Map<string, string>;
}

/** How long a cashier looks at a code that is not paid. */
const PATIENCE_MS = 6_000;
const BREATH_MS = 100;

const gone = (cause: unknown) => cause instanceof Error && /the till is gone|closed|WebSocket|ECONN/i.test(`${cause.message} ${String(cause.cause)}`);
const declared = (cause: unknown) => cause instanceof Error && 'defined' in cause && cause.defined === true;

/** One step. A till that is gone is waited for; what it refuses in words is an answer. */
export async function step(counter: BusyCashier): Promise<void> {
  const cashier = await counter.seat.cashier();
  try {
    await chosenStep(counter, cashier, cashier.state.checkout.sale);
  } catch (cause) {
    if (!gone(cause) && !declared(cause)) throw cause;
    await pause(BREATH_MS);
  }
}

async function chosenStep(
  counter: BusyCashier,
  { call, state, until }: Page,
  { id: saleId, status, lines, tenders, dueMinor, receiptNumber }: Sale,
): Promise<void> {
  const { random, payers, completed } = counter;
  if (status === 'completed') {
    if (receiptNumber !== null) completed.set(saleId, receiptNumber);
    await call.sale.next({ saleId });
    return;
  }
  if (lines.length === 0) {
    await call.sale.addOpenAmount({ amountMinor: 50 + random.below(2_000) });
    return;
  }
  const live = liveLightningTender(tenders);
  if (live) {
    const paying = payers.pay(live.paymentRequest);
    // Paid or not, the money that went is on the screen soon; a code that nobody can pay is taken back.
    const over = until(({ checkout: { sale } }) => sale.id !== saleId || sale.status === 'completed');
    await Promise.race([over, paying.then((went) => (went ? over : undefined)), pause(PATIENCE_MS)]);
    const left = liveLightningTender(state.checkout.sale.tenders);
    if (left?.id === live.id) await call.checkout.cancelInvoice({ saleId, tenderId: live.id });
    return;
  }
  // Money that did not come once may be given up for cash.
  if (tenders.length > 0 && random.chance(0.3)) await call.checkout.takeCash({ saleId, dueMinor, givenMinor: Math.ceil(dueMinor / 5) * 5 });
  else await call.checkout.requestInvoice({ saleId });
}
