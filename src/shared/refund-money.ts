// Where the money of a refund comes from: what is left of each tender of the sale, in the order in which they were paid, and
// which of them an amount is taken from. Pure. Never more goes back than was paid, by tender as by sale; the last part of a
// tender ends at zero, to the sat and to the coin.
import { type CurrencyCode, mulDivRound, roundForCash } from './money.ts';
import type { Refund, RefundLeg, Take } from './refund.ts';
import type { Sale } from './sale.ts';
import type { ForeignCashTender, Tender } from './tender.ts';

/** Money of a sale, at the sale's rate. */
export interface Share {
  minor: number;
  msat: number;
}

/** What has not gone back of a tender, nor is on its way. */
export interface TenderLeft {
  tender: Tender;
  amountMinor: number;
  /** Zero but for Lightning. */
  msat: number;
}

/** Refunds that failed have taken nothing. */
export const standing = <R extends Pick<Refund, 'status'>>(refunds: readonly R[]): R[] => refunds.filter(({ status }) => status !== 'failed');

/** What is left of each tender; of what was lost on chain nothing is. Nothing before the sale is complete. */
export function moneyLeft(
  { status, tenders }: Pick<Sale, 'status' | 'tenders'>,
  refunds: readonly Pick<Refund, 'status' | 'legs'>[],
  lost: Share,
): TenderLeft[] {
  if (status !== 'completed') return [];
  const takes = standing(refunds).flatMap(({ legs }) => legs.flatMap((leg) => leg.takes));
  let { minor: lostMinor, msat: lostMsat } = lost;
  return tenders
    .filter((tender) => tender.status === 'paid')
    .map((tender) => {
      const left: TenderLeft = { tender, amountMinor: tender.amountMinor, msat: tender.kind === 'lightning' ? tender.receivedMsat : 0 };
      for (const take of takes) {
        if (take.tenderId !== tender.id) continue;
        left.amountMinor -= take.amountMinor;
        left.msat -= take.msat;
      }
      if (tender.kind === 'lightning' && tender.paidByOutpoint !== null) {
        const gone = { minor: Math.min(lostMinor, left.amountMinor), msat: Math.min(lostMsat, left.msat) };
        lostMinor -= gone.minor;
        lostMsat -= gone.msat;
        left.amountMinor -= gone.minor;
        left.msat -= gone.msat;
      }
      return left;
    });
}

export function moneyMinor(left: readonly TenderLeft[]): number {
  return left.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** The amount, taken from the tenders one after the other; of a Lightning tender with the msat that came in for it. */
export function takeFrom(left: readonly TenderLeft[], amountMinor: number): { taken: { tender: Tender; take: Take }[]; rest: TenderLeft[] } {
  let toTakeMinor = amountMinor;
  const taken: { tender: Tender; take: Take }[] = [];
  const rest = left.map((one) => {
    const part = Math.min(toTakeMinor, one.amountMinor);
    if (part <= 0) return one;
    toTakeMinor -= part;
    const msat = originalMsatFor({ minor: one.amountMinor, msat: one.msat }, part);
    taken.push({ tender: one.tender, take: { tenderId: one.tender.id, amountMinor: part, msat } });
    return { ...one, amountMinor: one.amountMinor - part, msat: one.msat - msat };
  });
  return { taken, rest };
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

/** What legs of one kind have taken off a tender, and what was handed over for that. */
function handedFor(legs: readonly RefundLeg[], tenderId: string, kind: 'cash' | 'foreign_cash') {
  const sum = { amountMinor: 0, handedMinor: 0 };
  for (const { way, takes } of legs) {
    if (way.kind !== kind) continue;
    const takenMinor = takes.reduce((total, take) => (take.tenderId === tenderId ? total + take.amountMinor : total), 0);
    if (takenMinor === 0) continue;
    sum.amountMinor += takenMinor;
    sum.handedMinor += way.kind === 'cash' ? takenMinor + way.roundingMinor : way.foreignMinor;
  }
  return sum;
}

/**
 * What is handed over in coins. Of a cash tender the parts are rounded together: whatever they are, the drawer ends where it began.
 * `before` are the legs that stand already.
 */
export function cashFor(tender: Tender | null, amountMinor: number, before: readonly RefundLeg[], currency: CurrencyCode): number {
  if (tender?.kind !== 'cash') return roundForCash(amountMinor, currency);
  const already = handedFor(before, tender.id, 'cash');
  return roundForCash(already.amountMinor + amountMinor, currency) - already.handedMinor;
}

/** The same in notes of another currency: so much of those that paid the sale as is theirs of the amount. */
export function foreignFor(tender: ForeignCashTender, amountMinor: number, before: readonly RefundLeg[]): number {
  const already = handedFor(before, tender.id, 'foreign_cash');
  return mulDivRound(foreignPaid(tender), already.amountMinor + amountMinor, tender.amountMinor) - already.handedMinor;
}

/** What of the notes paid the sale, in minor units of their currency: all but those that change was given for. */
function foreignPaid({ foreignMinor, amountMinor, givenMinor }: ForeignCashTender): number {
  return amountMinor >= givenMinor ? foreignMinor : mulDivRound(foreignMinor, amountMinor, givenMinor);
}
