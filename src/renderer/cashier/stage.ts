// Which view the sale calls for, and where its Lightning code stands: read from the state of the till, so that a restart,
// a second screen or a late answer all lead to the same place. Pure.
import { satForMinor } from '../../shared/money.ts';
import type { RateTrouble } from '../../shared/rates.ts';
import type { Sale } from '../../shared/sale.ts';
import type { CheckoutState, LightningHealth, LightningState } from '../../shared/state.ts';
import { type LightningTender, type LightningTenderStatus, liveLightningTender } from '../../shared/tender.ts';
import type { OfferedKind } from '../../shared/tender-settings.ts';

/** What the cashier has turned to. */
export type Choice = 'articles' | OfferedKind;
export type Stage = Choice | 'paid';

/** A finished sale, a live code and what runs at the card terminal show themselves, whatever was chosen. */
export function stageOf(sale: Sale, choice: Choice): Stage {
  if (sale.status === 'completed') return 'paid';
  if (liveLightningTender(sale.tenders)) return 'lightning';
  if (sale.cardMove) return 'card';
  return sale.lines.length === 0 ? 'articles' : choice;
}

/**
 * `none`: no code has been asked for since money last came. `on_chain`: its money was seen on chain, and waits for a block.
 * `replaced`: it is not there any more, and the code can be paid again. `tip`: the customer is asked for one first.
 */
export type CodeState = 'none' | 'tip' | 'asking' | 'on_chain' | 'replaced' | Exclude<LightningTenderStatus, 'paid'>;

export function codeStateOf({ sale, requestingInvoice, tip }: CheckoutState): CodeState {
  if (requestingInvoice) return 'asking';
  if (tip === 'asked') return 'tip';
  const last = sale.tenders.at(-1);
  if (last?.kind !== 'lightning' || last.status === 'paid') return 'none';
  if (last.status === 'waiting' && last.seenOnChain) return last.seenOnChain.status === 'seen' ? 'on_chain' : 'replaced';
  return last.status;
}

/** The code asked for last. */
export function lastCode(sale: Sale): LightningTender | undefined {
  return sale.tenders.findLast((tender): tender is LightningTender => tender.kind === 'lightning');
}

/**
 * What is to be expected of a code before one is asked for. `unknown`: the node does not say what it can receive. `in_parts`:
 * only a wallet that pays in parts can pay it. `on_chain`: too much for Lightning, and the code can be paid on chain too.
 */
export type LightningOutlook = 'fine' | 'unknown' | LightningWarning | LightningObstacle;
export type LightningWarning = 'in_parts' | 'unsynced' | 'on_chain';
export type LightningObstacle = Exclude<LightningHealth, 'ready' | 'unsynced'> | `rate_${RateTrouble}` | 'no_room' | 'too_much';

/** For a code over `dueMinor`; `onChain` says whether it could be paid on chain as well. */
export function lightningOutlook(
  { health, rate, canReceiveSat, canReceiveSingleSat }: LightningState,
  dueMinor: number,
  onChain: boolean,
): LightningOutlook {
  if (health !== 'ready' && health !== 'unsynced') return health;
  if (!rate.ok) return `rate_${rate.reason}`;
  const dueSat = satForMinor(dueMinor, rate.minorPerBtc);
  if (canReceiveSat !== null && (canReceiveSat === 0 || dueSat > canReceiveSat))
    return onChain ? 'on_chain' : canReceiveSat === 0 ? 'no_room' : 'too_much';
  if (health === 'unsynced') return 'unsynced';
  if (canReceiveSingleSat === null) return 'unknown';
  return dueSat > canReceiveSingleSat ? 'in_parts' : 'fine';
}

/** The outlook as a light: `tight` can be tried, `no` cannot. */
export function lightOf(outlook: LightningOutlook): 'fine' | 'unknown' | 'tight' | 'no' {
  switch (outlook) {
    case 'fine':
    case 'unknown':
      return outlook;
    case 'in_parts':
    case 'unsynced':
    case 'on_chain':
      return 'tight';
    default:
      return 'no';
  }
}
