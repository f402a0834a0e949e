// A sale: its line items, its tenders and the rules of its totals. Pure, the same on both sides.
// Tax is computed per rate over the whole sale, so that lines + tax = total to the minor unit.
import { type LockedQuote, mulDivRound } from './money.ts';

/** Prices contain the tax (Europe, Korea) or the tax is added at the end (United States). */
export type TaxMode = 'included' | 'added';

export interface TaxClass {
  id: string;
  /** The name printed beside the rate, in the shop's words. */
  name: string;
  /** The rate in parts per million: 10 % is 100_000, 8.875 % is 88_750. */
  ratePpm: number;
}

/** A name in each language the shop keeps; `ko` and `en` for the sample shop. Never empty. */
export type Names = Record<string, string>;

export interface LineItem {
  id: string;
  /** Null for an open amount. */
  articleId: string | null;
  names: Names;
  unitPriceMinor: number;
  /** Whole pieces, 1 to 9999. */
  quantity: number;
  taxClassId: string;
  /** The rate when the line was rung up: an old sale keeps its rate. */
  taxRatePpm: number;
  note: string;
}

export interface TaxTotal {
  taxClassId: string;
  ratePpm: number;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
}

export interface SaleTotals {
  /** Sum over the rates. */
  netMinor: number;
  taxMinor: number;
  /** What the customer owes: net + tax. */
  totalMinor: number;
  taxes: TaxTotal[];
  itemCount: number;
}

export const EMPTY_TOTALS: SaleTotals = { netMinor: 0, taxMinor: 0, totalMinor: 0, taxes: [], itemCount: 0 };

export function lineTotalMinor(line: Pick<LineItem, 'unitPriceMinor' | 'quantity'>): number {
  return line.unitPriceMinor * line.quantity;
}

/** Totals of the lines; one rounding per tax rate (half away from zero). Rates ascend, then class ids. */
export function totalsOf(lines: readonly LineItem[], mode: TaxMode): SaleTotals {
  const groups = new Map<string, { taxClassId: string; ratePpm: number; sumMinor: number }>();
  let itemCount = 0;
  for (const line of lines) {
    itemCount += line.quantity;
    const key = `${line.taxRatePpm}|${line.taxClassId}`;
    const group = groups.get(key);
    if (group) group.sumMinor += lineTotalMinor(line);
    else groups.set(key, { taxClassId: line.taxClassId, ratePpm: line.taxRatePpm, sumMinor: lineTotalMinor(line) });
  }
  const taxes = [...groups.values()]
    .sort((a, b) => a.ratePpm - b.ratePpm || (a.taxClassId < b.taxClassId ? -1 : 1))
    .map(({ taxClassId, ratePpm, sumMinor }): TaxTotal => {
      if (mode === 'included') {
        const taxMinor = mulDivRound(sumMinor, ratePpm, 1_000_000 + ratePpm);
        return { taxClassId, ratePpm, netMinor: sumMinor - taxMinor, taxMinor, grossMinor: sumMinor };
      }
      const taxMinor = mulDivRound(sumMinor, ratePpm, 1_000_000);
      return { taxClassId, ratePpm, netMinor: sumMinor, taxMinor, grossMinor: sumMinor + taxMinor };
    });
  let netMinor = 0;
  let taxMinor = 0;
  for (const tax of taxes) {
    netMinor += tax.netMinor;
    taxMinor += tax.taxMinor;
  }
  return { netMinor, taxMinor, totalMinor: netMinor + taxMinor, taxes, itemCount };
}

export interface CashTender {
  kind: 'cash';
  id: string;
  /** `returned`: handed back before the sale was completed or cancelled. */
  status: 'paid' | 'returned';
  /** What it takes off the sale. givenMinor - changeMinor = amountMinor + roundingMinor. */
  amountMinor: number;
  givenMinor: number;
  changeMinor: number;
  /** Cash rounding: what the drawer got more (or less) than the sale is worth. */
  roundingMinor: number;
}

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

export type Tender = CashTender | LightningTender;

/** `open`: being rung up. `tendering`: money has been asked for or taken. The last two are final. */
export type SaleStatus = 'open' | 'tendering' | 'completed' | 'cancelled';

export interface Sale {
  id: string;
  status: SaleStatus;
  openedAtMs: number;
  lines: LineItem[];
  /** How many line items were taken off again before payment; a number managers look at. */
  removedLineCount: number;
  totals: SaleTotals;
  tenders: Tender[];
  /** Total less paid tenders; zero when completed. */
  dueMinor: number;
  /** Set when completed: gap-free per terminal. */
  receiptNumber: string | null;
  completedAtMs: number | null;
}

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
