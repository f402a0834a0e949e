// The kinds of journal entry and the schema of each body: the business facts this till can state.
// A body is whole: whoever reads the journal years later needs no other table.
import { z } from 'zod';
import { printerSettingsSchema, taxClassSchema } from '../../shared/contract.ts';
import { lightningSettingsSchema } from '../../shared/lightning.ts';
import { RATE_METHODS } from '../../shared/money.ts';
import { LANGUAGES, ROLES, SCREENS } from '../../shared/state.ts';

const int = z.int();
const names = z.record(z.string(), z.string());
const language = z.enum(LANGUAGES);

export const shopSettingsSchema = z.object({
  name: z.string(),
  addressLines: z.array(z.string()),
  footerLines: z.array(z.string()),
  terminalId: z.string(),
  currency: z.string(),
  taxMode: z.enum(['included', 'added']),
  taxClasses: z.array(taxClassSchema).min(1),
  timeZone: z.string(),
  languages: z.object({ cashier: language, customer: language, receipt: language }),
  printer: printerSettingsSchema,
  lightning: lightningSettingsSchema,
  practice: z.boolean(),
});
export type ShopSettings = z.infer<typeof shopSettingsSchema>;

export const quoteSchema = z.object({
  currency: z.string(),
  minorPerBtc: int,
  method: z.enum(RATE_METHODS),
  sources: z.array(z.string()),
  quotedAtMs: int,
  lockedAtMs: int,
});
export const lineSchema = z.object({
  id: z.string(),
  articleId: z.string().nullable(),
  names,
  unitPriceMinor: int,
  quantity: int,
  taxClassId: z.string(),
  taxRatePpm: int,
  note: z.string(),
});
const taxTotal = z.object({ taxClassId: z.string(), ratePpm: int, netMinor: int, taxMinor: int, grossMinor: int });
export const totalsSchema = z.object({ netMinor: int, taxMinor: int, totalMinor: int, taxes: z.array(taxTotal), itemCount: int });
const article = z.object({
  id: z.string(),
  names,
  categoryId: z.string(),
  priceMinor: int,
  taxClassId: z.string(),
  barcodes: z.array(z.string()),
  position: int,
});
const category = z.object({ id: z.string(), names, colour: z.enum(['clay', 'sand', 'moss', 'sea', 'dusk', 'rose', 'stone']), position: int });
const attention = z.object({
  id: z.string(),
  kind: z.enum(['late', 'double', 'excess', 'unexplained', 'cancelled_sale', 'lost']),
  amountMsat: int,
  amountMinor: int.nullable(),
});
/**
 * Money that leaves for a customer's code. A code, named by its payment hash, is used for one payout for ever: the node pays it
 * once, whatever happens to us meanwhile. `nodeId` alone can say what became of it.
 */
export const payoutSchema = z.object({
  paymentHash: z.string(),
  paymentRequest: z.string(),
  /** The customer's Lightning address, where the code came from one. */
  address: z.string().nullable(),
  amountMsat: int,
  maxFeeMsat: int,
  expiresAtMs: int,
  nodeId: z.string(),
});
/** `feeMsat` is zero, and `reason` says why, where it failed. */
const payoutEnd = { outcome: z.enum(['refunded', 'failed']), reason: z.string(), feeMsat: int };
/** A sale that money is asked for or taken for: with the lines beside it whole, should the draft be lost. */
const saleBegun = z.object({ saleId: z.string(), openedAtMs: int, totals: totalsSchema, removedLineCount: int });
const saleHead = z.object({
  saleId: z.string(),
  openedAtMs: int,
  day: z.string(),
  hour: int,
  lines: z.array(lineSchema),
  totals: totalsSchema,
  removedLineCount: int,
});

/** Each kind's body. The schema version of all kinds is 1; a changed body gets a new version and an upgrade beside it. */
export const FACTS = {
  till_founded: z.object({ settings: shopSettingsSchema, staff: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) })) }),
  shop_changed: z.object({ settings: shopSettingsSchema }),
  staff_put: z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES), active: z.boolean() }),
  pin_set: z.object({ staffId: z.string() }),
  signed_in: z.object({ screen: z.string() }),
  signed_out: z.object({ screen: z.string() }),
  /** A wrong PIN: at which screen somebody signed in with it, or what else it was to open. */
  pin_refused: z.object({ staffId: z.string(), at: z.enum([...SCREENS, 'spending']), wrongCount: int }),
  categories_put: z.object({ categories: z.array(category) }),
  articles_put: z.object({ articles: z.array(article) }),
  /** An invoice that is about to be shown: it is on disk before anyone sees its code. */
  invoice_created: saleBegun.extend({
    lines: z.array(lineSchema),
    tenderId: z.string(),
    position: int,
    amountMinor: int,
    amountSat: int,
    quote: quoteSchema,
    paymentHash: z.string(),
    paymentRequest: z.string(),
    expiresAtMs: int,
    /** Where it can be paid on chain too. */
    address: z.string().nullable(),
  }),
  invoice_closed: z.object({ saleId: z.string(), tenderId: z.string(), paymentHash: z.string(), outcome: z.enum(['expired', 'cancelled']) }),
  /** Its settlements were read up to `settleIndex`, where it has another one or none now: it was restored or moved. All are read again. */
  node_counted_anew: z.object({ nodeId: z.string(), settleIndex: int }),
  /** Held money is to be taken: on disk before the node hears of it. */
  held_taken: z.object({ saleId: z.string(), tenderId: z.string(), paymentHash: z.string() }),
  /** Held money goes back: the cashier said so, nobody decided in time, or the till stopped in between. Its code is closed by it. */
  held_returned: z.object({ saleId: z.string(), tenderId: z.string(), paymentHash: z.string(), reason: z.enum(['cashier', 'time', 'restart']) }),
  /**
   * Money came. `paid` credits the tender with `creditedMinor`; a `replacement` stands in for a receipt on chain that it replaced;
   * everything else (and an excess) is on the attention list.
   */
  settlement_recorded: z.object({
    settlementId: z.string(),
    nodeId: z.string(),
    settleIndex: int,
    kind: z.enum(['invoice', 'amp', 'keysend', 'chain']),
    /** Null for money on chain that came to no code of ours. */
    paymentHash: z.string().nullable(),
    receivedMsat: int,
    settledAtMs: int,
    /** For money on chain, whose name is its outpoint: where it came to, and how many blocks stood behind it when it was recorded. */
    chain: z.object({ address: z.string(), confirmations: int }).nullable(),
    saleId: z.string().nullable(),
    tenderId: z.string().nullable(),
    disposition: z.enum(['paid', 'late', 'double', 'unexplained', 'replacement']),
    creditedMinor: int,
    attention: attention.nullable(),
  }),
  /** From this block on, what reaches the node on chain is the till's to know; what came before is not. */
  chain_watched: z.object({ nodeId: z.string(), afterHeight: int }),
  /** It is under so many blocks that it is not looked at again. */
  chain_receipt_buried: z.object({ settlementId: z.string() }),
  /**
   * Money that had been recorded will not come: `by` is what pays us instead, if anything does. What of it waited on the list waits
   * there as money of `by` (`keepsItems`), or `listed` does in its place. `lost`: what it leaves us short of.
   */
  chain_receipt_replaced: z.object({
    settlementId: z.string(),
    by: z.string().nullable(),
    saleId: z.string().nullable(),
    keepsItems: z.boolean(),
    listed: attention.nullable(),
    lost: attention.nullable(),
  }),
  /** What replaced it is not in the chain any more, and it is. */
  chain_receipt_returned: z.object({ settlementId: z.string() }),
  /** A manager has seen a loss, or money that is no business of this till. */
  attention_noted: z.object({ itemId: z.string() }),
  cash_taken: saleBegun.extend({
    /** Null when nothing is due any more: they are in the sale's completion. */
    lines: z.array(lineSchema).nullable(),
    tenderId: z.string(),
    position: int,
    amountMinor: int,
    givenMinor: int,
    changeMinor: int,
    roundingMinor: int,
  }),
  cash_returned: z.object({ saleId: z.string(), tenderId: z.string(), amountMinor: int }),
  sale_completed: saleHead.extend({ receiptNumber: z.string(), receiptSeq: int }),
  /** `attention`: Lightning money that had been received for it, one item a settlement. */
  sale_cancelled: saleHead.extend({ attention: z.array(attention.extend({ settlementId: z.string() })) }),
  /** A manager made listed money a tender of its sale. */
  settlement_applied: z.object({
    itemId: z.string(),
    saleId: z.string(),
    tenderId: z.string(),
    position: int,
    paymentHash: z.string(),
    amountMinor: int,
    receivedMsat: int,
    settlementId: z.string(),
    /** What is more than was due stays listed. */
    excess: attention.nullable(),
  }),
  /** Listed money goes back. The intent is on disk before any money leaves; `payout` is null where it is cash. */
  refund_started: z.object({ itemId: z.string(), amountMsat: int, amountMinor: int.nullable(), payout: payoutSchema.nullable() }),
  refund_ended: z.object({ itemId: z.string(), paymentHash: z.string().nullable(), ...payoutEnd }),
  /** Money of a completed sale goes back: the intent again. `originalMsat`: the amount at the sale's rate, whichever is used. */
  sale_refund_started: z.object({
    refundId: z.string(),
    saleId: z.string(),
    amountMinor: int,
    originalMsat: int,
    rate: z.enum(['original', 'today']),
    quote: quoteSchema.nullable(),
    taxes: z.array(taxTotal),
    payout: payoutSchema,
  }),
  sale_refund_ended: z.object({
    refundId: z.string(),
    saleId: z.string(),
    paymentHash: z.string(),
    ...payoutEnd,
    day: z.string(),
    /** The refund's own receipt; null where it failed. */
    receipt: z.object({ receiptNumber: z.string(), receiptSeq: int }).nullable(),
  }),
  /** A customer's LNURL is about to be asked to pay a code of ours: once for each sale. `codeHash` stands for the customer's code. */
  withdrawal_asked: z.object({ saleId: z.string(), codeHash: z.string(), paymentHash: z.string(), domain: z.string() }),
  /** How the node is reached is sealed elsewhere; here is which one it is. `rootKeyId`: what its owner revokes to take the till's rights away. */
  node_connected: z.object({
    nodeId: z.string(),
    alias: z.string(),
    prefix: z.string(),
    address: z.string(),
    certificateSha256: z.string().nullable(),
    rootKeyId: z.string(),
    /** When, by the node's own clock: what it had received before for others is none of this shop's money. */
    sinceMs: int,
  }),
  node_forgotten: z.object({ nodeId: z.string(), revoked: z.boolean() }),
  wallet_unlocked: z.object({ address: z.string() }),
  /** The entry's person can pay out with their PIN from here on. */
  spending_set: z.object({ nodeId: z.string(), rootKeyId: z.string() }),
  spending_opened: z.object({ nodeId: z.string() }),
  /** Chain money is about to go to cold storage; on disk before it leaves. The node keeps the transaction under the sweep's id. */
  sweep_started: z.object({ sweepId: z.string(), nodeId: z.string(), address: z.string(), amountSat: int, satPerVbyte: int }),
  sweep_ended: z.object({ sweepId: z.string(), outcome: z.enum(['sent', 'failed']), txid: z.string().nullable() }),
  /** The node's channel states go to this tower too. */
  watchtower_added: z.object({ nodeId: z.string(), towerId: z.string(), socket: z.string() }),
  /** `refundId`: it is a refund's receipt. */
  receipt_copied: z.object({
    saleId: z.string(),
    refundId: z.string().nullable(),
    receiptNumber: z.string(),
    copyNumber: int,
    printJobId: z.string(),
  }),
  /** A manager's own rate for one bitcoin, instead of any other until then; and its end before that. */
  rate_set: z.object({ currency: z.string(), minorPerBtc: int, untilMs: int }),
  rate_cleared: z.object({}),
  print_answered: z.object({ printJobId: z.string(), receiptNumber: z.string(), answer: z.enum(['printed', 'again', 'not_wanted']) }),
} as const;

export type FactKind = keyof typeof FACTS;
export type FactBody<K extends FactKind> = z.infer<(typeof FACTS)[K]>;

export interface JournalEntry<K extends FactKind = FactKind> {
  seq: number;
  atMs: number;
  terminalId: string;
  staffId: string | null;
  kind: K;
  version: number;
  body: FactBody<K>;
  prevHash: string;
  hash: string;
}
