// Lightning for the sale in hand: a code is asked for, on disk before it is shown, and closed again. What the node says
// of it comes in through `apply`, whoever asked.
import { missingCase, TillError } from '../../shared/errors.ts';
import { type LockedQuote, satForMinor } from '../../shared/money.ts';
import { type LightningTender, liveLightningTender, type Sale } from '../../shared/sale.ts';
import { type CreatedInvoice, type InvoiceState, type LightningNode, NodeError } from '../lightning/lightning-node.ts';
import { asCallError } from '../lightning/node-errors.ts';
import type { Log } from '../log.ts';
import { lockQuote } from '../rates/lock-quote.ts';
import type { RateSource } from '../rates/rate-source.ts';
import type { ShopSettings } from '../store/facts.ts';
import type { Journal } from '../store/journal.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { Hand } from './hand.ts';
import { addTender, refuseUnlessPayable, replaceTender } from './sale-rules.ts';
import { type Settlements, waitingTender } from './settlements.ts';

const EXPIRY_SECONDS = 600;

export interface InvoicesParts {
  hand: Hand;
  journal: Journal;
  sales: SaleStore;
  settlements: Settlements;
  /** Null where no node is connected. */
  node: LightningNode | null;
  rates: RateSource;
  shop: () => ShopSettings;
  /** A new invoice is open: somebody watches it. */
  watch: (paymentHash: string) => void;
  newId: () => string;
  nowMs: () => number;
  log: Log;
}

export interface Invoices {
  /** Makes a code over what is due, or a part. While one is live or being made, that one stands. */
  request(request: { saleId: string; amountMinor?: number | undefined }, staffId: string): Promise<void>;
  /** Resolves when it can't be paid in the normal way any more. INVOICE_CLOSED when it was paid meanwhile. */
  cancel(request: { saleId: string; tenderId: string }): Promise<void>;
  /** Asks the node now. */
  check(request: { saleId: string; tenderId: string }): Promise<void>;
  /** Records what the node says of an invoice of ours; the same word again changes nothing. */
  apply(paymentHash: string, state: InvoiceState): void;
}

export function createInvoices(parts: InvoicesParts): Invoices {
  const { hand, journal, sales, settlements, rates, shop, watch, newId, nowMs, log } = parts;
  let making: { saleId: string; done: Promise<void> } | null = null;

  const node = (): LightningNode => {
    if (!parts.node) throw new TillError('NODE_MISSING');
    return parts.node;
  };

  const recordCreated = (sale: Sale, amountMinor: number, amountSat: number, quote: LockedQuote, created: CreatedInvoice, staffId: string) => {
    const { paymentHash, paymentRequest, expiresAtMs } = created;
    const tenderId = newId();
    hand.record((append) => {
      const body = {
        saleId: sale.id,
        openedAtMs: sale.openedAtMs,
        totals: sale.totals,
        tenderId,
        position: sale.tenders.length,
        amountMinor,
        amountSat,
        quote,
        paymentHash,
        paymentRequest,
        expiresAtMs,
        address: null,
      };
      const { atMs } = append('invoice_created', body, staffId);
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
        address: null,
        seenOnChain: null,
        paidByOutpoint: null,
      };
      return { sale: addTender(sale, tender), staffId };
    });
    watch(paymentHash);
  };

  const make = async (amountMinor: number, staffId: string): Promise<void> => {
    const before = hand.sale;
    const quote = lockQuote(rates, shop().currency, nowMs());
    const amountSat = satForMinor(amountMinor, quote.minorPerBtc);
    const maker = node();
    hand.show({ requestingInvoice: true });
    try {
      const created = await maker.createInvoice({ amountSat, memo: shop().name, expirySeconds: EXPIRY_SECONDS });
      const sale = hand.sale;
      if (sale.id !== before.id || sale.totals !== before.totals || sale.tenders !== before.tenders) {
        // Nobody has seen this code: it goes, and with it the wish for it.
        await maker.cancelInvoice(created.paymentHash).catch((cause: unknown) => log.error('checkout.unseen_invoice_stays', cause));
        throw new TillError('SALE_CHANGED');
      }
      recordCreated(sale, amountMinor, amountSat, quote, created, staffId);
    } catch (cause) {
      throw asCallError(cause);
    } finally {
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
    if (invoice?.status !== 'waiting') return;
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
    const tender = waitingTender(hand.sale, paymentHash);
    switch (state.status) {
      case 'open':
      case 'held':
        if (tender?.status === 'arriving') hand.show({ arriving: false });
        return;
      case 'arriving':
        if (tender?.status === 'waiting') hand.show({ arriving: true });
        return;
      case 'settled':
        for (const settlement of state.settlements) settlements.record(settlement);
        return;
      case 'closed':
        for (const settlement of state.settlements) settlements.record(settlement);
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
    async cancel({ saleId, tenderId }) {
      const tender = ownTender(saleId, tenderId);
      if (tender.status === 'expired' || tender.status === 'cancelled') return;
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
