// Which view the sale calls for, and where its Lightning code stands: read from the state of the till, so that a restart,
// a second screen or a late answer all lead to the same place. Pure.
import { satForMinor } from '../../shared/money.ts';
import type { RateTrouble } from '../../shared/rates.ts';
import { type LightningTender, liveLightningTender, type Sale } from '../../shared/sale.ts';
import type { CheckoutState, LightningState } from '../../shared/state.ts';

/** What the cashier has turned to. */
export type Choice = 'articles' | 'lightning' | 'cash';
export type Stage = Choice | 'paid';

/** A finished sale and a live code show themselves, whatever was chosen. */
export function stageOf(sale: Sale, choice: Choice): Stage {
  if (sale.status === 'completed') return 'paid';
  if (liveLightningTender(sale.tenders)) return 'lightning';
  return sale.lines.length === 0 ? 'articles' : choice;
}

/** `none`: no code has been asked for since money last came. */
export type CodeState = 'none' | 'asking' | 'waiting' | 'arriving' | 'expired' | 'cancelled';

export function codeStateOf({ sale, requestingInvoice }: CheckoutState): CodeState {
  if (requestingInvoice) return 'asking';
  const last = sale.tenders.at(-1);
  return last?.kind === 'lightning' && last.status !== 'paid' ? last.status : 'none';
}

/** The code asked for last. */
export function lastCode(sale: Sale): LightningTender | undefined {
  return sale.tenders.findLast((tender): tender is LightningTender => tender.kind === 'lightning');
}

export type LightningObstacle = 'missing' | 'unreachable' | `rate_${RateTrouble}` | 'too_much';

/** Why a code over `dueMinor` could not be paid now, known before one is asked for. */
export function lightningObstacle({ health, rate, canReceiveSat }: LightningState, dueMinor: number): LightningObstacle | null {
  if (health !== 'ready') return health;
  if (!rate.ok) return `rate_${rate.reason}`;
  if (canReceiveSat !== null && satForMinor(dueMinor, rate.minorPerBtc) > canReceiveSat) return 'too_much';
  return null;
}
