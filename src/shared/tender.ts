// How a sale is paid: its tenders, each with a life of its own. Pure, the same on both sides.
import type { CardReceipt } from './card-payment.ts';
import type { CurrencyCode, LockedQuote } from './money.ts';

/** Every way in which a sale can be paid, in the order in which lists name them. */
export const TENDER_KINDS = ['cash', 'lightning', 'card', 'voucher', 'account', 'foreign_cash', 'exchange'] as const;
export type TenderKind = (typeof TENDER_KINDS)[number];

/** A tender whose money is there, or is promised, at once. */
interface TakenAtOnce<K extends TenderKind> {
  kind: K;
  id: string;
  /** `returned`: given back before the sale was completed or cancelled. */
  status: 'paid' | 'returned';
  /** What it takes off the sale. */
  amountMinor: number;
}

/** Money over the counter, from which change is given: givenMinor - changeMinor = amountMinor + roundingMinor. */
interface OverTheCounter {
  /** In the shop's own currency, as `changeMinor` is. */
  givenMinor: number;
  changeMinor: number;
  /** Cash rounding: what the drawer got more (or less) than the sale is worth. */
  roundingMinor: number;
}

export interface CashTender extends TakenAtOnce<'cash'>, OverTheCounter {}

/** A card, which a terminal said was approved. Nothing of the card itself is kept. */
export interface CardTender extends TakenAtOnce<'card'> {
  /** What the terminal calls the payment; empty where nobody wrote it down. */
  reference: string;
  /** What the terminal said, where the till drives it; without, somebody has looked there. */
  terminal?: CardReceipt | undefined;
}

/** A voucher or gift card, redeemed in whole or in part. */
export interface VoucherTender extends TakenAtOnce<'voucher'> {
  voucherId: string;
  /** The number printed on it, which opens nothing. */
  voucherNumber: string;
  /** What is left on it after this. */
  balanceMinor: number;
}

/** Owed by a customer whom the shop knows. */
export interface AccountTender extends TakenAtOnce<'account'> {
  customerId: string;
  customerName: string;
}

/** Notes of another currency, at the rate of the shop; change is given in the shop's own. */
export interface ForeignCashTender extends TakenAtOnce<'foreign_cash'>, OverTheCounter {
  currency: CurrencyCode;
  /** What was handed over, in minor units of `currency`; `givenMinor` is what it is worth here. */
  foreignMinor: number;
  /** What one unit (not minor unit) of it was worth, in millionths of a minor unit of the shop's own. */
  microMinorPerUnit: number;
}

/** What the goods brought back in the same breath are worth. */
export interface ExchangeTender extends TakenAtOnce<'exchange'> {
  refundId: string;
  /** Of the refund's own receipt. */
  receiptNumber: string;
}

export type TakenTender = CashTender | CardTender | VoucherTender | AccountTender | ForeignCashTender | ExchangeTender;

/**
 * The life of a Lightning tender. `held`: the money is there, and is taken or given back by the cashier; `taking`: decided, and
 * the node is to do it. Money that comes after `expired` or `cancelled` goes to the manager's list.
 */
export type LightningTenderStatus = 'waiting' | 'arriving' | 'held' | 'taking' | 'paid' | 'expired' | 'cancelled';

/** A payment on chain that is not enough yet to be taken, as it was seen last. */
export interface SeenOnChain {
  /** `replaced`: it is not there any more, and will not come. */
  status: 'seen' | 'replaced';
  /** `txid:vout`. */
  outpoint: string;
  amountSat: number;
  confirmations: number;
  neededConfirmations: number;
}

export interface LightningTender {
  kind: 'lightning';
  id: string;
  status: LightningTenderStatus;
  /** What was asked for; once paid, what is credited to the sale (less than asked when a part came in). */
  amountMinor: number;
  amountSat: number;
  quote: LockedQuote;
  /** 32 bytes, lower-case hex. */
  paymentHash: string;
  /** BOLT 11. */
  paymentRequest: string;
  createdAtMs: number;
  expiresAtMs: number;
  /** Zero until money has come. */
  receivedMsat: number;
  /** Where it can be paid on chain too (bech32); null where it cannot. */
  address: string | null;
  /** Null while nothing was seen on chain for it, and once it is paid. */
  seenOnChain: SeenOnChain | null;
  /** What paid it on chain, `txid:vout`; null while it is unpaid, and when it was paid over Lightning. */
  paidByOutpoint: string | null;
}

export type Tender = TakenTender | LightningTender;

/** What is let be of money that is too much: ten sat, or one percent (10 msat a sat) up to a thousand sat. */
const LET_BE_MSAT = 10_000;

const LET_BE_MSAT_PER_SAT = 10;

const LET_BE_AT_MOST_MSAT = 1_000_000;

/**
 * What came beyond what was asked, if it is to be given back. A little more is no mistake of the payer's: wallets round up, and
 * over a blinded path lnd's fees come along in part (101.101 sat for 100). That is received with the rest, and owed to nobody.
 */
export function excessMsatOf(askedSat: number, receivedMsat: number): number {
  const moreMsat = receivedMsat - askedSat * 1000;
  return moreMsat > Math.max(LET_BE_MSAT, Math.min(askedSat * LET_BE_MSAT_PER_SAT, LET_BE_AT_MOST_MSAT)) ? moreMsat : 0;
}

export function isTakenTender(tender: Tender): tender is TakenTender {
  return tender.kind !== 'lightning';
}

/** The change that was given out of the drawer for the sale. */
export function changeMinorOf(tenders: readonly Tender[]): number {
  let sum = 0;
  for (const tender of tenders) if (tender.status === 'paid' && 'changeMinor' in tender) sum += tender.changeMinor;
  return sum;
}

/** What coins made of it: the drawer got so much more (or less) than the sale is worth. */
export function cashRoundingMinorOf(tenders: readonly Tender[]): number {
  let sum = 0;
  for (const tender of tenders) if (tender.status === 'paid' && 'roundingMinor' in tender) sum += tender.roundingMinor;
  return sum;
}

/** What paid tenders have taken off the sale. */
export function paidMinor(tenders: readonly Tender[]): number {
  let sum = 0;
  for (const tender of tenders) if (tender.status === 'paid') sum += tender.amountMinor;
  return sum;
}

const LIVE: ReadonlySet<Tender['status']> = new Set<LightningTenderStatus>(['waiting', 'arriving', 'held', 'taking']);

/** Payments seen on chain for codes that were closed since, and not there yet: nobody should take them twice. */
export function comingOnChain(tenders: readonly Tender[]): { tender: LightningTender; seen: SeenOnChain }[] {
  return tenders.flatMap((tender) =>
    tender.kind === 'lightning' &&
    (tender.status === 'cancelled' || tender.status === 'expired') &&
    tender.seenOnChain?.status === 'seen' &&
    tender.receivedMsat === 0
      ? [{ tender, seen: tender.seenOnChain }]
      : [],
  );
}

/** The one Lightning tender that can still be paid in the normal way, if there is one. */
export function liveLightningTender(tenders: readonly Tender[]): LightningTender | undefined {
  return tenders.find((t): t is LightningTender => t.kind === 'lightning' && LIVE.has(t.status));
}
