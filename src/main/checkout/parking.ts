// Several open sales on one till: one in hand, the others put aside, each somebody's. A sale with lines is never lost, and never
// goes on under another's name without a fact that says so.
import { TillError } from '../../shared/errors.ts';
import { LINES_NAMED, type ParkedSale, type ParkingState } from '../../shared/parking.ts';
import { type Sale, toPayMinor } from '../../shared/sale.ts';
import { type LightningTender, liveLightningTender, paidMinor } from '../../shared/tender.ts';
import type { KitchenSlips } from '../kitchen/slips.ts';
import type { Log } from '../log.ts';
import type { Actor } from '../staff/actor.ts';
import { PARKING_FACTS } from '../store/facts/parking-facts.ts';
import type { FactBody, JournalEntry } from '../store/facts.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { ParkedStore, StoredParkedSale } from '../store/parked-store.ts';
import type { NewPrintJob } from '../store/print-jobs.ts';
import type { Completion } from './completion.ts';
import { factOfSale } from './fact-of-sale.ts';
import { type Draft, freshDraft, type Hand } from './hand.ts';
import type { Invoices } from './invoices.ts';
import type { OpenSales } from './open-sales.ts';
import { isFinal } from './sale-rules.ts';

export interface ParkingParts {
  hand: Hand;
  journal: Journal;
  store: ParkedStore;
  openSales: OpenSales;
  invoices: Pick<Invoices, 'cancel' | 'check'>;
  completion: Completion;
  kitchen: Pick<KitchenSlips, 'unsentLines' | 'wasTold'>;
  /** Queues the slip, within the running transaction. */
  insertPrintJob: (job: NewPrintJob) => void;
  staffName: (staffId: string | null) => string;
  /** Whether they are signed in at a register now: two registers share the sale in hand. */
  isHere: (staffId: string) => boolean;
  newId: () => string;
  nowMs: () => number;
  log: Log;
}

export interface Parking {
  state(): ParkingState;
  /** Whether the entry changes what `state` gave last: by a fact about parking, or about a sale that is in it. */
  concerns(entry: JournalEntry): boolean;
  /** Whether a payment is under way for one of them. */
  awaitsPayment(): boolean;
  park(request: { saleId: string; label: string }, actor: Actor): Promise<void>;
  recall(request: { saleId: string; handSaleId: string }, actor: Actor): Promise<void>;
  cancel(request: { saleId: string; reason: string }, actor: Actor): void;
  /** The sale in hand is paid in so many equal parts; null: as it comes. */
  divide(request: { saleId: string; parts: number | null }): void;
  /** A slip of a parked sale. */
  print(saleId: string, actor: Actor): void;
  /** Before anything of the sale in hand is changed: it is the actor's, or becomes it. */
  own(actor: Actor): void;
  /** Somebody has signed in at a register: the sale of whoever left it is put aside as theirs, and one's own is back in hand. */
  comes(staffId: string): void;
}

/** The next free number for a sale without a name. */
export const numberFor = (labels: readonly string[]): string => {
  for (let number = 1; ; number += 1) if (!labels.includes(String(number))) return String(number);
};

export function createParking({
  hand,
  journal,
  store,
  openSales,
  invoices,
  completion,
  kitchen,
  insertPrintJob,
  staffName,
  isHere,
  newId,
  nowMs,
  log,
}: ParkingParts): Parking {
  let listed: ReadonlySet<string> = new Set();
  const fresh = () => freshDraft(newId(), nowMs());
  /** The customer's wallet, a block or the node decides about it, and nobody at the till. */
  const isUnderWay = ({ status, seenOnChain, paymentHash }: LightningTender) =>
    status === 'arriving' || status === 'taking' || seenOnChain?.status === 'seen' || store.isAsked(paymentHash);

  /** The sale in hand without a code that somebody could still begin to pay; it may have changed over that. */
  const withoutOpenCode = async (staffId: string): Promise<Sale> => {
    const { sale } = hand;
    // The customer's card is in the terminal: that goes on before the cashier's eyes.
    if (sale.cardMove?.status === 'asking') throw new TillError('SALE_HAS_PAYMENT');
    const live = liveLightningTender(sale.tenders);
    if (!live || isFinal(sale) || isUnderWay(live)) return sale;
    if (live.status === 'held') throw new TillError('SALE_HAS_PAYMENT');
    await invoices.cancel({ saleId: sale.id, tenderId: live.id }, staffId);
    if (hand.sale.id !== sale.id || isFinal(hand.sale) || liveLightningTender(hand.sale.tenders)) throw new TillError('SALE_CHANGED');
    return hand.sale;
  };

  /** Within the fact for which the hand has to be free. */
  const putAside = (append: Append, sale: Sale, why: FactBody<'sale_parked'>['why'], staffId: string, name = '') => {
    if (isFinal(sale)) return;
    if (sale.lines.length > 0) {
      const live = liveLightningTender(sale.tenders);
      const label = name || sale.label || numberFor(store.all().map((parked) => parked.sale.label));
      append(
        'sale_parked',
        {
          ...factOfSale({ ...sale, label }),
          lines: sale.lines,
          why,
          paidMinor: paidMinor(sale.tenders),
          evenly: sale.evenly,
          awaits: live ? { tenderId: live.id, paymentHash: live.paymentHash, seenOnChain: live.seenOnChain } : null,
        },
        staffId,
      );
    } else if (sale.removedLineCount > 0 || sale.tenders.length > 0) {
      completion.cancel(append, sale, { reason: '', attention: [] }, staffId);
    }
  };

  const takeUp = (append: Append, sale: Sale, staffId: string): Omit<Draft, 'rungUp'> => {
    const { id: saleId, label, openedAtMs, totals, staffId: fromStaffId } = sale;
    append('sale_recalled', { saleId, label, openedAtMs, totalMinor: totals.totalMinor, fromStaffId }, staffId);
    return { sale: { ...sale, staffId }, lastLineId: null, staffId };
  };

  const shown = ({ sale, parkedAtMs }: StoredParkedSale): ParkedSale => ({
    id: sale.id,
    label: sale.label,
    staffId: sale.staffId,
    staffName: staffName(sale.staffId),
    openedAtMs: sale.openedAtMs,
    parkedAtMs,
    lines: sale.lines.slice(0, LINES_NAMED).map(({ id, names, unit, quantity }) => ({ id, names, unit, quantity })),
    lineCount: sale.lines.length,
    itemCount: sale.totals.itemCount,
    totalMinor: sale.totals.totalMinor,
    tipMinor: sale.tipMinor,
    paidMinor: paidMinor(sale.tenders),
    awaitsPayment: liveLightningTender(sale.tenders) !== undefined || sale.cardMove !== null,
    kitchen: { unsentLines: kitchen.unsentLines(sale), told: kitchen.wasTold(sale.id) },
  });

  return {
    state() {
      const sales = store.all().map(shown);
      listed = new Set(sales.map(({ id }) => id));
      return { sales };
    },
    concerns: ({ kind, body }) => kind in PARKING_FACTS || kind === 'staff_put' || ('saleId' in body && listed.has(String(body.saleId))),
    awaitsPayment: () => openSales.awaiting().length > 0,

    async park({ saleId, label }, actor) {
      if (hand.sale.id !== saleId && store.sale(saleId)) return;
      if (hand.sale.id !== saleId || isFinal(hand.sale)) throw new TillError('SALE_CHANGED');
      if (hand.sale.lines.length === 0) throw new TillError('SALE_EMPTY');
      const sale = await withoutOpenCode(actor.staffId);
      // The same tap, once more.
      if (hand.sale !== sale && store.sale(saleId)) return;
      if (hand.sale !== sale || sale.lines.length === 0) throw new TillError('SALE_CHANGED');
      hand.record((append) => {
        putAside(append, sale, 'cashier', actor.staffId, label);
        return fresh();
      });
    },

    async recall({ saleId, handSaleId }, actor) {
      if (hand.sale.id === saleId) return;
      if (hand.sale.id !== handSaleId || !store.sale(saleId)) throw new TillError('SALE_CHANGED');
      requireOwner(store.sale(saleId)?.sale, actor);
      const before = await withoutOpenCode(actor.staffId);
      if (hand.sale.id === saleId) return;
      const sale = openSales.find(saleId);
      if (!sale || hand.sale !== before) throw new TillError('SALE_CHANGED');
      hand.record((append) => {
        putAside(append, before, 'recall', actor.staffId);
        return takeUp(append, sale, actor.staffId);
      });
      const live = liveLightningTender(sale.tenders);
      // How far its payment is, the node says again.
      if (live) invoices.check({ saleId, tenderId: live.id }).catch((cause: unknown) => log.info('parking.not_checked', { reason: String(cause) }));
    },

    cancel({ saleId, reason }, actor) {
      const sale = store.sale(saleId)?.sale;
      if (!sale) throw new TillError('SALE_CHANGED');
      if (liveLightningTender(sale.tenders) || sale.cardMove || paidMinor(sale.tenders) > 0) throw new TillError('SALE_HAS_PAYMENT');
      requireOwner(sale, actor);
      journal.transact((append) => completion.cancel(append, sale, { reason, attention: [] }, actor.staffId));
    },

    divide({ saleId, parts }) {
      const { sale } = hand;
      if (sale.id !== saleId || isFinal(sale)) throw new TillError('SALE_CHANGED');
      if (liveLightningTender(sale.tenders) || sale.cardMove) throw new TillError('SALE_HAS_PAYMENT');
      if (parts !== null && sale.dueMinor < parts) throw new TillError('AMOUNT_TOO_SMALL');
      hand.tap({ sale: { ...sale, evenly: parts === null ? null : { parts, dueMinor: sale.dueMinor, totalMinor: toPayMinor(sale) } } });
    },

    print(saleId, { staffId }) {
      const sale = store.sale(saleId)?.sale;
      if (!sale) throw new TillError('SALE_CHANGED');
      const printJobId = newId();
      journal.transact((append) => {
        const { label, totals } = sale;
        const { atMs } = append('slip_printed', { saleId, label, totalMinor: totals.totalMinor, printJobId }, staffId);
        insertPrintJob({ id: printJobId, kind: 'slip', subjectId: saleId, title: label, copyNumber: 0, printerId: null, queuedAtMs: atMs });
      });
    },

    own(actor) {
      const { sale } = hand;
      if (isFinal(sale) || sale.staffId === null || sale.staffId === actor.staffId) return;
      // Nothing is on it that could be taken over.
      if (sale.lines.length === 0) return hand.tap({ sale: { ...sale, staffId: actor.staffId } });
      requireOwner(sale, actor);
      const { id: saleId, label, openedAtMs, totals, staffId: fromStaffId } = sale;
      hand.record((append) => {
        append('sale_taken_over', { saleId, label, openedAtMs, totalMinor: totals.totalMinor, fromStaffId }, actor.staffId);
        return { sale: { ...sale, staffId: actor.staffId }, staffId: actor.staffId };
      });
    },

    comes(staffId) {
      const { sale } = hand;
      const untouched = sale.lines.length === 0 && sale.tenders.length === 0 && sale.removedLineCount === 0;
      if (!untouched && !isFinal(sale)) {
        if (sale.staffId === null || sale.staffId === staffId || isHere(sale.staffId)) return;
        // A code that a customer may be paying stays where they see it; the sale is put aside by hand, or ends.
        const live = liveLightningTender(sale.tenders);
        if ((live && !isUnderWay(live)) || sale.cardMove?.status === 'asking') return;
      }
      const own = store.all().findLast((parked) => parked.why === 'sign_in' && parked.sale.staffId === staffId);
      if (!own && (untouched || isFinal(sale))) return;
      const back = own && openSales.find(own.sale.id);
      hand.record((append) => {
        putAside(append, sale, 'sign_in', staffId);
        return back ? takeUp(append, back, staffId) : fresh();
      });
    },
  };
}

/** Somebody else's sale is taken over by those who may. */
export function requireOwner(sale: Sale | undefined, actor: Actor): void {
  if (!sale || sale.staffId === null || sale.staffId === actor.staffId) return;
  actor.require('take_over', { label: sale.label, amountMinor: sale.totals.totalMinor });
}
