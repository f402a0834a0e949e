// The code before it is wanted: when the sale has been still for a moment the node is asked for one over what is due, so that
// Charge only has to write it down. Nobody sees it before that; one that is not wanted after all is cancelled at the node.
import { payNowMinor } from '../../shared/parking.ts';
import { liveLightningTender } from '../../shared/tender.ts';
import type { Log } from '../log.ts';
import type { Hand } from './hand.ts';
import type { InvoiceMaker, MadeInvoice } from './invoice-maker.ts';
import { isFinal } from './sale-rules.ts';

const STILL_MS = 700;
/** A code that is shown has nine tenths of its time left, and its rate is at most this old. */
const LONGEST_AHEAD_MS = 60_000;
const AHEAD_SHARE = 0.1;

export interface AskingAheadParts {
  hand: Hand;
  maker: InvoiceMaker;
  /** Whether a code could be made and paid now. */
  isReady: () => boolean;
  log: Log;
}

export interface AskingAhead {
  /** The code over this amount for the sale in hand that is there or on its way; null when there is none. It is the caller's then. */
  take(amountMinor: number): Promise<MadeInvoice> | null;
  close(): void;
}

interface Ahead {
  saleId: string;
  amountMinor: number;
  making: Promise<MadeInvoice>;
  timer: NodeJS.Timeout | undefined;
}

export function startAskingAhead({ hand, maker, isReady, log }: AskingAheadParts): AskingAhead {
  let ahead: Ahead | null = null;
  let stillFor = '';
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const drop = () => {
    const dropped = ahead;
    if (!dropped) return;
    ahead = null;
    clearTimeout(dropped.timer);
    dropped.making.then((made) => {
      if (!closed) void maker.discard(made);
    }, sayWhy);
  };
  const sayWhy = (cause: unknown) => {
    // Charge asks again, and says what is wrong to whoever wants the code.
    if (!closed) log.info('checkout.nothing_ahead', { reason: cause instanceof Error ? cause.message : String(cause) });
  };

  const ask = () => {
    const { id: saleId } = hand.sale;
    if (!isReady()) return;
    const amountMinor = payNowMinor(hand.sale);
    const asked: Ahead = { saleId, amountMinor, making: maker.make(amountMinor), timer: undefined };
    ahead = asked;
    asked.making.then(
      ({ terms }) => {
        if (ahead === asked) asked.timer = setTimeout(drop, Math.min(terms.expirySeconds * 1000 * AHEAD_SHARE, LONGEST_AHEAD_MS));
      },
      (cause: unknown) => {
        if (ahead !== asked) return;
        ahead = null;
        sayWhy(cause);
      },
    );
  };

  const look = () => {
    const { sale } = hand;
    const payable = sale.dueMinor > 0 && !isFinal(sale) && !liveLightningTender(sale.tenders) && !sale.cardMove;
    const now = payable ? `${sale.id} ${payNowMinor(sale)}` : '';
    if (now === stillFor) return;
    stillFor = now;
    clearTimeout(timer);
    drop();
    if (payable) timer = setTimeout(ask, STILL_MS);
  };

  const stopListening = hand.onChange(look);
  look();

  return {
    take(amountMinor) {
      clearTimeout(timer);
      const there = ahead;
      if (there?.saleId !== hand.sale.id || there.amountMinor !== amountMinor) {
        drop();
        return null;
      }
      ahead = null;
      clearTimeout(there.timer);
      return there.making;
    },
    close() {
      closed = true;
      stopListening();
      clearTimeout(timer);
      clearTimeout(ahead?.timer);
    },
  };
}
