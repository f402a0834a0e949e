// What a shift comes to: the report of its end (Z), the same while it goes on (X), and the sum of several (a month, a year). Pure.
// `figures` can be added up; the rest belongs to one shift.
import { z } from 'zod';
import { CARD_MOVE_KINDS } from './card-payment.ts';
import { CASH_MOVEMENTS, type Cash, cashSchema, pileSchema } from './shift.ts';
import { TENDER_KINDS } from './tender.ts';

const int = z.int();
const taxSchema = z.object({ taxClassId: z.string(), ratePpm: int, netMinor: int, taxMinor: int, grossMinor: int });
const sum = { count: int, amountMinor: int };
const byTender = z.array(z.object({ kind: z.enum(TENDER_KINDS), ...sum }));
/** Bitcoin, and what it was worth at its own quote where it had one. */
const bitcoin = { count: int, amountMsat: int, amountMinor: int };

/** All that can be added up. What goes back is counted in positive amounts, in a field of its own. */
export const figuresSchema = z.object({
  /** Completed ones: of goods and services. Tips and vouchers sold are beside it: together they are what the tenders came to. */
  sales: z.object({
    count: int,
    /** Pieces of goods; and what was sold by weight. */
    itemCount: int,
    weighedGrams: int,
    totalMinor: int,
    netMinor: int,
    taxMinor: int,
    tipMinor: int,
    /** By hand, and how many sales have such a discount. */
    discountMinor: int,
    discountedCount: int,
  }),
  taxes: z.array(taxSchema),
  /** What tips contain, where they bear tax: beside the taxes of the sales, and no part of them. */
  tipTaxes: z.array(taxSchema),
  promotions: z.array(z.object({ id: z.string(), names: z.record(z.string(), z.string()), ...sum })),
  refunds: z.object({
    count: int,
    totalMinor: int,
    netMinor: int,
    taxMinor: int,
    tipMinor: int,
    taxes: z.array(taxSchema),
    tipTaxes: z.array(taxSchema),
  }),
  /** What came in for sales, less what was handed back before they ended; and what went back to customers, by the way it went. */
  tenders: byTender,
  refundTenders: byTender,
  cashRoundingMinor: int,
  /** Notes of other currencies, in those currencies, that came in for sales less those that went back. */
  foreignNotes: z.array(cashSchema),
  lightning: z.object({
    /** Every settlement: `received` = matched to sales + listed. */
    received: z.object({ count: int, amountMsat: int }),
    matched: z.object(bitcoin),
    listed: z.array(z.object({ kind: z.string(), ...bitcoin })),
    /** Off the list again: made a tender of its sale, given back, noted. */
    unlisted: z.array(z.object({ kind: z.string(), ...bitcoin })),
    /** Money of sales that went back on the list: they were cancelled, or more than was due. */
    relisted: z.array(z.object({ kind: z.string(), ...bitcoin })),
    sent: z.object({ ...bitcoin, feeMsat: int }),
    /** Counted on chain and replaced there. */
    lost: z.object(bitcoin),
  }),
  /** In completed sales, in completed refunds (neither is in theirs), and what of them paid. */
  vouchers: z.object({ sold: z.object(sum), takenBack: z.object(sum), redeemed: z.object(sum) }),
  /** What customers put on their accounts, and what they paid off them, by the way they did. */
  accounts: z.object({ given: z.object(sum), paid: z.object(sum), paidBy: byTender }),
  movements: z.array(z.object({ movement: z.enum(CASH_MOVEMENTS), currency: z.string().nullable(), ...sum })),
  cancelled: z.object(sum),
  removedLineCount: int,
  drawerOpenedCount: int,
  copyCount: int,
  /** What ended refused: where somebody let it pass, it is approved alone. */
  refusedCount: int,
  approvedCount: int,
});
export type ShiftFigures = z.infer<typeof figuresSchema>;

/** What was still under way at the end; it goes on, and what becomes of it is in a later report. */
export const carriedSchema = z.object({
  sales: z.array(z.object({ saleId: z.string(), label: z.string(), staffName: z.string(), totalMinor: int, paidMinor: int, parked: z.boolean() })),
  codes: z.array(z.object({ paymentHash: z.string(), saleId: z.string(), amountMinor: int, amountSat: int })),
  refunds: z.array(z.object({ refundId: z.string(), saleReceiptNumber: z.string().nullable(), amountMinor: int })),
  payouts: z.array(z.object({ paymentHash: z.string(), amountMsat: int })),
  /** What the card terminal has not said yet: payments, and money on its way back to cards but for that of refunds. */
  cards: z.array(z.object({ moveId: z.string(), kind: z.enum(CARD_MOVE_KINDS), amountMinor: int })),
  /** Card money that is in no sale, and of which nothing is on its way back. */
  cardsListed: z.object({ count: int, amountMinor: int }),
  /** Days of the card terminal that differ, and that nobody has looked into: the terminal's less the till's. */
  cardDays: z.array(z.object({ endedAtMs: int, differenceMinor: int })),
  /** Money on the manager's list. */
  listed: z.object({ count: int, amountMsat: int }),
  /** On chain, taken, and not for good yet. */
  chain: z.array(z.object({ settlementId: z.string(), amountMsat: int })),
  /** Papers that have not come out. */
  papers: z.array(z.object({ kind: z.string(), title: z.string() })),
});
export type CarriedOver = z.infer<typeof carriedSchema>;

/** An outcome that had been unknown at the end of an earlier shift, numbered for ever. */
export const correctionSchema = z.object({
  number: int,
  ofShift: int,
  kind: z.enum([
    'code_paid',
    'code_not_paid',
    'refund_completed',
    'refund_failed',
    'card_moved',
    'card_not_moved',
    'payout_sent',
    'payout_failed',
    'chain_final',
    'chain_replaced',
    'chain_lost',
  ]),
  subjectId: z.string(),
  amountMinor: int.nullable(),
  amountMsat: int,
  atMs: int,
});
export type Correction = z.infer<typeof correctionSchema>;

const countSchema = z.object({ atMs: int, staffName: z.string(), counted: z.array(pileSchema), difference: z.array(cashSchema) });

/** Somebody looked at the shift so far, an X; `counts`: how many counts of the drawer stood by then. */
const lookSchema = z.object({ atMs: int, staffName: z.string(), counts: int });
export type Look = z.infer<typeof lookSchema>;

/** The drawer, by currency: carried or counted at the start, moved, and at the end counted, taken out and left in. */
export const drawerSchema = z.object({
  /** What the shift before left, and what was found when it was counted; null when nobody did. */
  carried: z.array(cashSchema),
  float: z.array(cashSchema).nullable(),
  /** Without a sale or with one. Null, as the rest is, in a report before the drawer has been counted. */
  moved: z.array(cashSchema).nullable(),
  /** Null in a report before the drawer has been counted: nobody counts towards a number. */
  counted: z
    .object({
      counts: z.array(countSchema).min(1),
      /** All as of the last count; what moved after it is no difference. */
      expected: z.array(cashSchema),
      counted: z.array(cashSchema),
      difference: z.array(cashSchema),
      reason: z.string(),
    })
    .nullable(),
  taken: z.array(cashSchema),
  left: z.array(cashSchema),
  /** Every X of the shift, oldest first. */
  looks: z.array(lookSchema),
});
export type DrawerReport = z.infer<typeof drawerSchema>;

/** Since the first shift of all: the goods and services ever sold, and what of them went back. Never begun anew. */
export const grandTotalSchema = z.object({ salesMinor: int, refundsMinor: int, netMinor: int });
export type GrandTotal = z.infer<typeof grandTotalSchema>;

/** The shop as it was called, and whose clock it went by, when the shift ended. */
export const reportedShopSchema = z.object({
  name: z.string(),
  addressLines: z.array(z.string()),
  terminalId: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  practice: z.boolean(),
});

export const shiftReportSchema = z.object({
  /** The shift's number, which is the Z's. */
  number: int,
  shop: reportedShopSchema,
  openedAtMs: int,
  openedBy: z.string(),
  endedAtMs: int,
  endedBy: z.string(),
  /** The business day of its end. */
  day: z.string(),
  /** The entries that it covers. `hash` is that of the last one; `zHash` that of the entry with the Z before (empty for the first). */
  journal: z.object({ fromSeq: int, toSeq: int, hash: z.string(), zHash: z.string() }),
  receipts: z.object({ first: z.string(), last: z.string() }).nullable(),
  refundReceipts: z.object({ first: z.string(), last: z.string() }).nullable(),
  figures: figuresSchema,
  /** What has been paid for sales that have not ended: at the beginning and at the end. Tenders = sales + vouchers sold + tips + what it grew by. */
  prepaidMinor: z.object({ before: int, after: int }),
  drawer: drawerSchema,
  carriedOver: carriedSchema,
  corrections: z.array(correctionSchema),
  grandTotal: z.object({ before: grandTotalSchema, after: grandTotalSchema }),
});
export type ShiftReport = z.infer<typeof shiftReportSchema>;

/** The sum of the Zs of a month or a year. */
export interface PeriodReport {
  /** `2026-11`, `2026`. */
  period: string;
  shop: ShiftReport['shop'];
  zs: ShiftReportHead[];
  figures: ShiftFigures;
  corrections: Correction[];
  /** What the counts differed by, added up by currency, and what went to the safe or the bank. */
  difference: Cash[];
  taken: Cash[];
  grandTotal: { before: GrandTotal; after: GrandTotal };
}

/** A Z as lists show it. */
export interface ShiftReportHead extends Pick<ShiftReport, 'number' | 'day' | 'endedAtMs' | 'endedBy'> {
  saleCount: number;
  salesMinor: number;
  refundsMinor: number;
  /** In the shop's own currency. */
  differenceMinor: number;
}

export const NO_GRAND_TOTAL: GrandTotal = { salesMinor: 0, refundsMinor: 0, netMinor: 0 };

export function grandTotalAfter(before: GrandTotal, { sales, refunds }: Pick<ShiftFigures, 'sales' | 'refunds'>): GrandTotal {
  return {
    salesMinor: before.salesMinor + sales.totalMinor,
    refundsMinor: before.refundsMinor + refunds.totalMinor,
    netMinor: before.netMinor + sales.totalMinor - refunds.totalMinor,
  };
}
