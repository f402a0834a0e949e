// Giving back what a completed sale was paid in Lightning: how much is left of it, in the shop's money, in sat and in taxes.
// Pure. Whatever is given back in whatever parts, the last part ends at zero: sale + refunds = 0, to the sat and the minor unit.
import { type LockedQuote, mulDivRound } from './money.ts';
import type { Sale } from './sale.ts';
import type { TaxTotal } from './totals.ts';

/** Which rate turns the refunded amount into sat. */
export type RefundRate = 'original' | 'today';

/** `under_way`: the intent is on the disk, and the node has not said yet what became of it. */
export type RefundStatus = 'under_way' | 'refunded' | 'failed';

export interface SaleRefund {
  id: string;
  status: RefundStatus;
  amountMinor: number;
  /** What it takes off the msat that came in, at the sale's rate. */
  originalMsat: number;
  /** What is sent. */
  amountMsat: number;
  rate: RefundRate;
  /** Today's, where it was used. */
  quote: LockedQuote | null;
  /** The amount's share of the sale's taxes. */
  taxes: TaxTotal[];
  /** The customer's Lightning address, where one was given. */
  address: string | null;
  paymentHash: string;
  /** Until when the customer's code can be paid. */
  expiresAtMs: number;
  startedAtMs: number;
  endedAtMs: number | null;
  staffId: string | null;
  /** What sending it cost; null until it is refunded. */
  feeMsat: number | null;
  /** Why it failed, in the node's words or `not_sent`; empty otherwise. */
  reason: string;
  /** Of the refund's own receipt. */
  receiptNumber: string | null;
  copyCount: number;
}

/** What a refund of a sale would be, at both rates; good until `expiresAtMs`. */
export interface RefundOffer {
  id: string;
  amountMinor: number;
  /** All that can be given back now. */
  remainingMinor: number;
  /** At the sale's rate. */
  originalSat: number;
  /** At today's; null when there is none. */
  today: { amountSat: number; quote: LockedQuote } | null;
  /** The rate that the settings name, and so what is sent; null when it is today's and there is none. */
  rate: RefundRate;
  amountSat: number | null;
  expiresAtMs: number;
}

/** Money of a sale, at the sale's rate. */
export interface Share {
  minor: number;
  msat: number;
}

const standing = (refunds: readonly SaleRefund[]) => refunds.filter(({ status }) => status !== 'failed');

/**
 * What the sale was paid in Lightning and on chain, less what was lost of it there, and what went back or is on its way; nothing
 * before the sale is complete.
 */
export function remainingOf({ status, tenders }: Pick<Sale, 'status' | 'tenders'>, refunds: readonly SaleRefund[], lost: Share): Share {
  if (status !== 'completed') return { minor: 0, msat: 0 };
  const left: Share = { minor: -lost.minor, msat: -lost.msat };
  for (const tender of tenders) {
    if (tender.kind !== 'lightning' || tender.status !== 'paid') continue;
    left.minor += tender.amountMinor;
    left.msat += tender.receivedMsat;
  }
  for (const refund of standing(refunds)) {
    left.minor -= refund.amountMinor;
    left.msat -= refund.originalMsat;
  }
  return left;
}

/** The msat that came in for that much of what is left: whole sat, and with the last of it whatever is left. */
export function originalMsatFor(left: Share, amountMinor: number): number {
  if (amountMinor >= left.minor) return left.msat;
  return Number((BigInt(left.msat) * BigInt(amountMinor)) / BigInt(left.minor) / 1000n) * 1000;
}

/** The sat that the amount buys at a quote, rounded down: no more goes back than it is worth. */
export function refundSat(amountMinor: number, minorPerBtc: number): number {
  return Number((BigInt(amountMinor) * 100_000_000n) / BigInt(minorPerBtc));
}

/** What a single hop asks for as a base is more than a share of a small amount. */
const LEAST_MAX_FEE_MSAT = 5_000;

/** What sending this much may cost: the shop's share of it, and five sat at least unless the shop pays no fees at all. */
export function maxFeeMsat(amountMsat: number, maxFeePpm: number): number {
  return maxFeePpm === 0 ? 0 : Math.max(Math.ceil((amountMsat * maxFeePpm) / 1_000_000), LEAST_MAX_FEE_MSAT);
}

/** The taxes of a sale that refunds have not given back yet. */
export function remainingTaxes(taxes: readonly TaxTotal[], refunds: readonly SaleRefund[]): TaxTotal[] {
  return taxes.map((tax) => {
    const left = { ...tax };
    for (const given of standing(refunds).flatMap((refund) => refund.taxes)) {
      if (given.taxClassId !== tax.taxClassId || given.ratePpm !== tax.ratePpm) continue;
      left.netMinor -= given.netMinor;
      left.taxMinor -= given.taxMinor;
      left.grossMinor -= given.grossMinor;
    }
    return left;
  });
}

/** The amount's share of the taxes that are left, in proportion; never more of one than is left of it. */
export function taxesFor(left: readonly TaxTotal[], amountMinor: number): TaxTotal[] {
  let toShareMinor = amountMinor;
  let leftMinor = left.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
  const shares: TaxTotal[] = [];
  for (const { taxClassId, ratePpm, grossMinor, taxMinor } of left) {
    const gross = leftMinor === 0 ? 0 : mulDivRound(toShareMinor, grossMinor, leftMinor);
    const tax = grossMinor === 0 ? 0 : mulDivRound(taxMinor, gross, grossMinor);
    toShareMinor -= gross;
    leftMinor -= grossMinor;
    if (gross > 0) shares.push({ taxClassId, ratePpm, netMinor: gross - tax, taxMinor: tax, grossMinor: gross });
  }
  return shares;
}
