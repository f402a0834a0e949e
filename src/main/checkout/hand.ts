// The sale in hand: the one draft of this terminal, in memory and in the draft table. Taps change it without waiting for
// the disk; facts change it in their own transaction; screens hear of it after that.
import { z } from 'zod';
import { emptySale, type Sale } from '../../shared/sale.ts';
import type { CheckoutState, TipAsking } from '../../shared/state.ts';
import type { LightningTender, Tender } from '../../shared/tender.ts';
import type { Log } from '../log.ts';
import { evenlySchema, lineSchema, quoteSchema, saleBegun } from '../store/facts/fact-parts.ts';
import { takenTenderSchema } from '../store/facts/tender-facts.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { DraftStore } from '../store/sale-store.ts';

const int = z.int();
const tenderSchema = z.union([
  takenTenderSchema,
  z.object({
    kind: z.literal('lightning'),
    id: z.string(),
    status: z.enum(['waiting', 'arriving', 'held', 'taking', 'paid', 'expired', 'cancelled']),
    amountMinor: int,
    amountSat: int,
    quote: quoteSchema,
    paymentHash: z.string(),
    paymentRequest: z.string(),
    createdAtMs: int,
    expiresAtMs: int,
    receivedMsat: int,
    address: z.string().nullable(),
    seenOnChain: z
      .object({ status: z.enum(['seen', 'replaced']), outpoint: z.string(), amountSat: int, confirmations: int, neededConfirmations: int })
      .nullable(),
    paidByOutpoint: z.string().nullable(),
  }),
]);
const saleSchema: z.ZodType<Sale> = saleBegun.omit({ saleId: true }).extend({
  id: z.string(),
  status: z.enum(['open', 'tendering', 'completed', 'cancelled']),
  lines: z.array(lineSchema),
  tenders: z.array(tenderSchema),
  cardMove: z.object({ id: z.string(), kind: z.enum(['payment', 'reversal']), status: z.enum(['asking', 'unknown']), amountMinor: int }).nullable(),
  dueMinor: int,
  evenly: evenlySchema.nullable(),
  receiptNumber: z.string().nullable(),
  completedAtMs: int.nullable(),
});
const draftSchema = z.object({ sale: saleSchema, lastLineId: z.string().nullable(), staffId: z.string().nullable(), rungUp: z.array(z.string()) });

/** The sale, the line touched last, who touched it last, and the scans rung up last, whatever sale they were of. */
export type Draft = z.infer<typeof draftSchema>;

/** A page waits for the answer to one scan before it rings up the next: more than there are pages. */
const SCANS_REMEMBERED = 16;

/** Kept with what it rang up: a till that is killed before it has answered knows it when it is asked again. */
export function alsoRungUp({ rungUp }: Draft, scanId: string | undefined): Pick<Draft, 'rungUp'> {
  return { rungUp: scanId === undefined ? rungUp : [...rungUp, scanId].slice(-SCANS_REMEMBERED) };
}

/** A sale with nothing on it yet, which nobody has touched. */
export function freshDraft(saleId: string, nowMs: number): Omit<Draft, 'rungUp'> {
  return { sale: emptySale(saleId, nowMs), lastLineId: null, staffId: null };
}

/** Of the code that is waited for: nothing, parts of the money, or all of it, held until then at the latest. */
export type UnderWay = { status: 'waiting' | 'arriving' } | { status: 'held'; untilMs: number };

export interface Hand {
  readonly draft: Draft;
  readonly sale: Sale;
  /** A tap: kept, and shown, without waiting for the disk. */
  tap(change: Partial<Draft>): void;
  /** A fact: `work` appends it and gives what the draft becomes; shown once all of it is on the disk. */
  record(work: (append: Append) => Partial<Draft>): void;
  /** Not a fact and not kept: what the node says of money under way, and whether a code is being asked for. */
  show(passing: { money?: UnderWay; requestingInvoice?: boolean; tip?: TipAsking }): void;
  /** Of the sale in hand. */
  readonly tip: TipAsking;
  /** Told at each change, after it. Returns its disposer. */
  onChange(listener: () => void): () => void;
  /** Puts an ended sale away. */
  begin(): void;
}

export interface HandParts {
  journal: Journal;
  drafts: DraftStore;
  /** The sale that the journal says has begun and not ended. */
  begunSale: () => Sale | undefined;
  newId: () => string;
  nowMs: () => number;
  publish: (state: CheckoutState) => void;
  log: Log;
}

export function createHand({ journal, drafts, begunSale, newId, nowMs, publish, log }: HandParts): Hand {
  const fresh = () => freshDraft(newId(), nowMs());
  /** A draft that is lost takes no money with it: what was begun is in the journal. */
  const recover = (): Draft => {
    const sale = begunSale();
    if (sale) log.warn('checkout.sale_recovered', { saleId: sale.id });
    const recovered = { ...(sale ? { sale, lastLineId: null, staffId: null } : fresh()), rungUp: [] };
    drafts.write(JSON.stringify(recovered));
    return recovered;
  };
  const read = (): Draft => {
    const body = drafts.read();
    if (body === undefined) return recover();
    try {
      const kept = draftSchema.parse(JSON.parse(body));
      // The node says again what it holds.
      return { ...kept, sale: withMoney(kept.sale, 'waiting') };
    } catch (cause) {
      log.error('checkout.draft_unreadable', cause);
      return recover();
    }
  };
  let draft = read();
  let requestingInvoice = false;
  let heldUntilMs: number | null = null;
  let tip: { saleId: string; asking: TipAsking } = { saleId: draft.sale.id, asking: 'not_asked' };
  const tipOf = ({ id }: Sale): TipAsking => (tip.saleId === id ? tip.asking : 'not_asked');
  const listeners = new Set<() => void>();
  const tell = () => {
    if (!draft.sale.tenders.some(({ status }) => status === 'held')) heldUntilMs = null;
    publish({ sale: draft.sale, lastLineId: draft.lastLineId, requestingInvoice, heldUntilMs, tip: tipOf(draft.sale), cardRefused: null });
    for (const listener of listeners) listener();
  };

  const hand: Hand = {
    get draft() {
      return draft;
    },
    get sale() {
      return draft.sale;
    },
    get tip() {
      return tipOf(draft.sale);
    },
    tap(change) {
      const next = { ...draft, ...change };
      drafts.write(JSON.stringify(next));
      draft = next;
      tell();
    },
    record(work) {
      requestingInvoice = false;
      // Once there is a code, or money, it is settled.
      if (tipOf(draft.sale) === 'asked') tip = { ...tip, asking: 'answered' };
      const before = draft;
      try {
        journal.transact((append) => {
          // Whoever is told of the commit (the manager's list is) looks at the sale that the fact has made.
          draft = { ...before, ...work(append) };
          drafts.writeWithFact(JSON.stringify(draft));
        });
      } catch (cause) {
        draft = before;
        throw cause;
      } finally {
        tell();
      }
    },
    show(passing) {
      if (passing.requestingInvoice === requestingInvoice) return;
      if (passing.requestingInvoice !== undefined) requestingInvoice = passing.requestingInvoice;
      if (passing.tip) tip = { saleId: draft.sale.id, asking: passing.tip };
      if (passing.money) {
        draft = { ...draft, sale: withMoney(draft.sale, passing.money.status) };
        if (passing.money.status === 'held') heldUntilMs = passing.money.untilMs;
      }
      tell();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin() {
      hand.tap(fresh());
    },
  };
  tell();
  return hand;
}

/** The sale with its undecided code's tender in this state. */
function withMoney(sale: Sale, status: UnderWay['status']): Sale {
  const undecided = (tender: Tender): tender is LightningTender =>
    tender.kind === 'lightning' && (tender.status === 'waiting' || tender.status === 'arriving' || tender.status === 'held');
  return { ...sale, tenders: sale.tenders.map((tender) => (undecided(tender) ? { ...tender, status } : tender)) };
}
