// Money that is held for a code until the cashier has checked (age, stock): taken, or given back. The decision is a fact before
// the node hears of it, and is told until it is done; what nobody decides goes back long before the network would let go of it.
import { missingCase, TillError } from '../../shared/errors.ts';
import { type InvoiceState, type LightningNode, NodeError } from '../lightning/lightning-node.ts';
import type { Log } from '../log.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { FactBody } from '../store/facts.ts';
import type { Journal } from '../store/journal.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { Hand } from './hand.ts';
import { replaceTender } from './sale-rules.ts';
import { waitingTender } from './settlements.ts';

const DECIDE_WITHIN_MS = 60_000;
/** The node has to hear of it while the money is still held. */
const MARGIN_MS = 15_000;

export interface HeldParts {
  hand: Hand;
  journal: Journal;
  sales: SaleStore;
  node: LightningNode | null;
  /** Where the preimages are: what takes the money. */
  secrets: Pick<Secrets, 'put' | 'read' | 'remove' | 'names'>;
  nowMs: () => number;
  log: Log;
}

type Request = { saleId: string; tenderId: string };

export interface Held {
  /** Keeps the preimage of a new code, within the running transaction. */
  keep(paymentHash: string, preimage: Uint8Array): void;
  /** What the node says of an invoice of ours; the same word again changes nothing. */
  onState(paymentHash: string, state: InvoiceState): void;
  /** Resolves when it is decided and the node was told, or was not to be reached: then it is told until it is done. */
  take(request: Request, staffId: string): Promise<void>;
  giveBack(request: Request, staffId: string): Promise<void>;
  /** Tells the node what was decided and is not done, and forgets what is. */
  finish(): Promise<void>;
  close(): void;
}

export function createHeld({ hand, journal, sales, node, secrets, nowMs, log }: HeldParts): Held {
  /** Codes of before the start: what is held for them already, nobody has decided. */
  const fromBefore = new Set(sales.waitingInvoices().map(({ paymentHash }) => paymentHash));
  let shown: { paymentHash: string; timer: NodeJS.Timeout } | null = null;

  const nameOf = (paymentHash: string) => `hold.${paymentHash}` as const;

  const tell = async (to: LightningNode, paymentHash: string): Promise<void> => {
    const status = sales.invoice(paymentHash)?.status;
    switch (status) {
      case 'waiting':
        return;
      case 'taking': {
        const preimage = secrets.read(nameOf(paymentHash));
        if (!preimage) throw new Error('the preimage of held money is lost: it goes back when the network lets go of it');
        await to.settleInvoice(preimage.toString('hex'));
        return;
      }
      case 'expired':
      case 'cancelled':
        await to.cancelInvoice(paymentHash);
        break;
      case 'paid':
      case undefined:
        break;
      default:
        missingCase(status);
    }
    secrets.remove(nameOf(paymentHash));
  };
  /** What cannot be told now is told with a later sweep. */
  const tellNow = async (paymentHash: string) => {
    if (!node) return;
    await tell(node, paymentHash).catch((cause: unknown) => log.error('checkout.held_not_told', cause, { paymentHash }));
  };

  const show = (paymentHash: string, untilMs: number) => {
    clearTimeout(shown?.timer);
    shown = { paymentHash, timer: setTimeout(() => void giveBackUnasked(paymentHash, 'time'), untilMs - nowMs()) };
    hand.show({ money: { status: 'held', untilMs } });
  };
  const decided = () => {
    clearTimeout(shown?.timer);
    shown = null;
  };

  const recordReturned = (paymentHash: string, reason: FactBody<'held_returned'>['reason'], staffId: string | null) => {
    const invoice = sales.invoice(paymentHash);
    if (invoice?.status !== 'waiting') return;
    const fact = { saleId: invoice.saleId, tenderId: invoice.tenderId, paymentHash, reason };
    const tender = waitingTender(hand.sale, paymentHash);
    if (tender) {
      hand.record((append) => {
        append('held_returned', fact, staffId);
        return { sale: replaceTender(hand.sale, { ...tender, status: 'cancelled' }) };
      });
    } else {
      journal.transact((append) => append('held_returned', fact, staffId));
    }
    if (shown?.paymentHash === paymentHash) decided();
  };
  const giveBackUnasked = async (paymentHash: string, reason: 'time' | 'restart' | 'put_aside') => {
    try {
      recordReturned(paymentHash, reason, null);
    } catch (cause) {
      // The disk refused: the node is not told either, and the cashier still has the choice.
      log.error('checkout.held_not_returned', cause, { paymentHash });
      if (waitingTender(hand.sale, paymentHash)) show(paymentHash, nowMs() + MARGIN_MS);
      return;
    }
    await tellNow(paymentHash);
  };

  const heldTender = ({ saleId, tenderId }: Request) => {
    const tender = hand.sale.id === saleId ? hand.sale.tenders.find((other) => other.id === tenderId) : undefined;
    if (tender?.kind !== 'lightning' || tender.status !== 'held') throw new TillError('SALE_CHANGED');
    return tender;
  };

  return {
    keep: (paymentHash, preimage) => secrets.put(nameOf(paymentHash), preimage),
    onState(paymentHash, state) {
      const isFromBefore = fromBefore.delete(paymentHash);
      if (state.status !== 'held') return;
      const { mustDecideByMs } = state;
      if (sales.invoice(paymentHash)?.status !== 'waiting') void tellNow(paymentHash);
      else if (isFromBefore) void giveBackUnasked(paymentHash, 'restart');
      else if (!waitingTender(hand.sale, paymentHash)) void giveBackUnasked(paymentHash, 'put_aside');
      else if (shown?.paymentHash !== paymentHash) {
        const latestMs = mustDecideByMs === null ? Number.POSITIVE_INFINITY : mustDecideByMs - MARGIN_MS;
        show(paymentHash, Math.min(nowMs() + DECIDE_WITHIN_MS, latestMs));
      }
    },
    async take(request, staffId) {
      const tender = heldTender(request);
      const { paymentHash } = tender;
      // Decided only by a till that can do it.
      if (!secrets.read(nameOf(paymentHash))) throw new TillError('INVOICE_CLOSED');
      hand.record((append) => {
        append('held_taken', { ...request, paymentHash }, staffId);
        return { sale: replaceTender(hand.sale, { ...tender, status: 'taking' }), staffId };
      });
      decided();
      await tellNow(paymentHash);
    },
    async giveBack(request, staffId) {
      const { paymentHash } = heldTender(request);
      recordReturned(paymentHash, 'cashier', staffId);
      await tellNow(paymentHash);
    },
    async finish() {
      if (!node) return;
      for (const name of secrets.names('hold')) {
        const paymentHash = name.slice('hold.'.length);
        try {
          await tell(node, paymentHash);
        } catch (cause) {
          // One that it says no to stops none of the others.
          if (cause instanceof NodeError && cause.kind === 'unreachable') throw cause;
          log.error('checkout.held_not_told', cause, { paymentHash });
        }
      }
    },
    close: decided,
  };
}
