// Lightning for the sale in hand: a code is asked for, on disk before it is shown, and closed again. What the node says
// of it comes in through `apply`, whoever asked.
import { missingCase, TillError } from '../../shared/errors.ts';
import type { Sale } from '../../shared/sale.ts';
import { type LightningTender, liveLightningTender } from '../../shared/tender.ts';
import { type InvoiceState, type LightningNode, NodeError } from '../lightning/lightning-node.ts';
import { asCallError } from '../lightning/node-errors.ts';
import type { Journal } from '../store/journal.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { AskingAhead } from './asking-ahead.ts';
import { factOfSale } from './fact-of-sale.ts';
import type { Hand } from './hand.ts';
import type { Held } from './held.ts';
import type { InvoiceMaker, MadeInvoice } from './invoice-maker.ts';
import type { OpenSales } from './open-sales.ts';
import { addTender, refuseUnlessPayable, replaceTender } from './sale-rules.ts';
import { type Settlements, waitingTender } from './settlements.ts';

export interface InvoicesParts {
  hand: Hand;
  openSales: OpenSales;
  journal: Journal;
  sales: SaleStore;
  settlements: Settlements;
  /** Null where no node is connected. */
  node: LightningNode | null;
  maker: InvoiceMaker;
  /** Null where nothing is asked for ahead. */
  ahead: () => AskingAhead | null;
  held: Held;
  /** Looks at what came on chain. */
  lookOnChain: () => Promise<void>;
  /** A new invoice is open: somebody watches it. */
  watch: (paymentHash: string) => void;
  newId: () => string;
}

export interface Invoices {
  /** Makes a code over what is due, or a part. While one is live or being made, that one stands. */
  request(request: { saleId: string; amountMinor?: number | undefined }, staffId: string): Promise<void>;
  /** Resolves when it can't be paid in the normal way any more. INVOICE_CLOSED when it was paid meanwhile. */
  cancel(request: { saleId: string; tenderId: string }, staffId: string): Promise<void>;
  /** Asks the node now. */
  check(request: { saleId: string; tenderId: string }): Promise<void>;
  /** Records what the node says of an invoice of ours; the same word again changes nothing. */
  apply(paymentHash: string, state: InvoiceState): void;
}

export function createInvoices(parts: InvoicesParts): Invoices {
  const { hand, openSales, journal, sales, settlements, maker, held, watch, newId } = parts;
  let making: { saleId: string; done: Promise<void> } | null = null;

  const node = (): LightningNode => {
    if (!parts.node) throw new TillError('NODE_MISSING');
    return parts.node;
  };

  const recordCreated = (sale: Sale, made: MadeInvoice, staffId: string) => {
    const { amountMinor, amountSat, quote, paymentHash, paymentRequest, expiresAtMs, address, preimage } = made;
    const tenderId = newId();
    hand.record((append) => {
      const body = {
        ...factOfSale(sale),
        lines: sale.lines,
        tenderId,
        position: sale.tenders.length,
        amountMinor,
        amountSat,
        quote,
        paymentHash,
        paymentRequest,
        expiresAtMs,
        address,
      };
      const { atMs } = append('invoice_created', body, staffId);
      if (preimage) held.keep(paymentHash, preimage);
      const tender: LightningTender = {
        kind: 'lightning',
        id: tenderId,
        status: 'waiting',
        amountMinor,
        amountSat,
        quote,
        paymentHash,
        paymentRequest,
        createdAtMs: atMs,
        expiresAtMs,
        receivedMsat: 0,
        address,
        seenOnChain: null,
        paidByOutpoint: null,
      };
      return { sale: addTender(sale, tender), staffId };
    });
  };

  /** The code that was asked for ahead, if it is what would be asked for now; or a new one. */
  const codeOver = async (amountMinor: number): Promise<MadeInvoice> => {
    const ahead = await parts.ahead()?.take(amountMinor);
    if (ahead && maker.fits(ahead)) return ahead;
    if (ahead) void maker.discard(ahead);
    return maker.make(amountMinor);
  };

  const make = async (amountMinor: number, staffId: string): Promise<void> => {
    const before = hand.sale;
    // A code that is there already is shown in this very turn: nothing is said of asking for it.
    const asking = setImmediate(() => hand.show({ requestingInvoice: true }));
    try {
      const made = await codeOver(amountMinor);
      try {
        const { id, totals, tipMinor, tenders } = hand.sale;
        // The wish goes with the sale that it was for.
        if (id !== before.id || totals !== before.totals || tipMinor !== before.tipMinor || tenders !== before.tenders)
          throw new TillError('SALE_CHANGED');
        // The card terminal was asked meanwhile: two ways at once would be paid twice.
        refuseUnlessPayable(hand.sale);
        recordCreated(hand.sale, made, staffId);
      } catch (cause) {
        await maker.discard(made);
        throw cause;
      }
      maker.seen(made);
      watch(made.paymentHash);
    } catch (cause) {
      throw asCallError(cause);
    } finally {
      clearImmediate(asking);
      hand.show({ requestingInvoice: false });
    }
  };

  const ownTender = (saleId: string, tenderId: string): LightningTender => {
    const tender = hand.sale.id === saleId ? hand.sale.tenders.find((other) => other.id === tenderId) : undefined;
    if (tender?.kind !== 'lightning') throw new TillError('SALE_CHANGED');
    return tender;
  };

  const recordClosed = (paymentHash: string, outcome: 'expired' | 'cancelled') => {
    const invoice = sales.invoice(paymentHash);
    if (invoice?.status !== 'waiting' && invoice?.status !== 'taking') return;
    const fact = { saleId: invoice.saleId, tenderId: invoice.tenderId, paymentHash, outcome };
    const tender = waitingTender(hand.sale, paymentHash);
    if (!tender) {
      journal.transact((append) => append('invoice_closed', fact, null));
      return;
    }
    hand.record((append) => {
      append('invoice_closed', fact, hand.draft.staffId);
      return { sale: replaceTender(hand.sale, { ...tender, status: outcome }) };
    });
  };

  const apply = (paymentHash: string, state: InvoiceState): void => {
    held.onState(paymentHash, state);
    const tender = waitingTender(hand.sale, paymentHash);
    switch (state.status) {
      case 'open':
        if (tender?.status === 'arriving' || tender?.status === 'held') hand.show({ money: { status: 'waiting' } });
        return;
      case 'arriving':
        if (tender?.status === 'waiting') hand.show({ money: { status: 'arriving' } });
        return;
      case 'held':
        return;
      case 'settled':
        for (const settlement of state.settlements) settlements.record(settlement);
        return;
      case 'closed':
        for (const settlement of state.settlements) settlements.record(settlement);
        // The time of the code is over, and the money for it is on its way on chain: it is waited for.
        if (state.outcome === 'cancelled' || openSales.waitingFor(paymentHash)?.tender.seenOnChain?.status !== 'seen')
          recordClosed(paymentHash, state.outcome);
        return;
      default:
        missingCase(state);
    }
  };

  const check = async ({ saleId, tenderId }: { saleId: string; tenderId: string }): Promise<void> => {
    const { paymentHash } = ownTender(saleId, tenderId);
    try {
      apply(paymentHash, await node().invoiceState(paymentHash));
      await parts.lookOnChain();
    } catch (cause) {
      throw asCallError(cause);
    }
  };

  return {
    apply,
    check,
    async request({ saleId, amountMinor }, staffId) {
      // For a sale that was cancelled meanwhile; whoever asked for that code hears what became of it.
      while (making !== null && making.saleId !== saleId) await Promise.allSettled([making.done]);
      const { sale } = hand;
      if (sale.id !== saleId) throw new TillError('SALE_CHANGED');
      if (making !== null) return making.done;
      if (liveLightningTender(sale.tenders)) return;
      refuseUnlessPayable(sale);
      if (amountMinor !== undefined && amountMinor > sale.dueMinor) throw new TillError('SALE_CHANGED');
      const done = make(amountMinor ?? sale.dueMinor, staffId).finally(() => {
        making = null;
      });
      making = { saleId, done };
      return done;
    },
    async cancel({ saleId, tenderId }, staffId) {
      const tender = ownTender(saleId, tenderId);
      if (tender.status === 'expired' || tender.status === 'cancelled') return;
      if (tender.status === 'taking') throw new TillError('INVOICE_CLOSED');
      if (tender.status === 'held') return held.giveBack({ saleId, tenderId }, staffId);
      if (tender.status !== 'paid') {
        try {
          await node().cancelInvoice(tender.paymentHash);
          recordClosed(tender.paymentHash, 'cancelled');
        } catch (cause) {
          if (!(cause instanceof NodeError)) throw cause;
          // It says no because money came: that is recorded. It is not there: the code is taken from the screen, and money
          // that comes to it all the same goes to the manager's list.
          if (cause.kind === 'refused') await check({ saleId, tenderId });
          else recordClosed(tender.paymentHash, 'cancelled');
        }
      }
      const after = sales.invoice(tender.paymentHash);
      if (after?.status === 'paid') throw new TillError('INVOICE_CLOSED');
    },
  };
}
