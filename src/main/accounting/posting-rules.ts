// What each fact is in double entry: debits above zero, credits below, nothing left over. Pure. What a fact counts in its shift
// (shift-counts.ts) is what it is here, so that postings and Zs cannot say two things.
import type { AccountRef } from '../../shared/accounting.ts';
import { missingCase } from '../../shared/errors.ts';
import { mulDivRound } from '../../shared/money.ts';
import { CASH_SIGN, type Cash, cashOf, lessCash, type Pile } from '../../shared/shift.ts';
import type { TaxTotal } from '../../shared/totals.ts';
import { isVoucherLine } from '../../shared/voucher.ts';
import type { AnyEntry, CountedRow } from '../store/export-store.ts';
import type { FactBody } from '../store/facts.ts';

export interface PostingLine {
  account: AccountRef;
  /** In the shop's currency: debit, or (below zero) credit. */
  amountMinor: number;
  /** On the account of bitcoin: what came or (below zero) went. */
  msat: number;
  /** On accounts of cash in other currencies: the notes. */
  foreign: { currency: string; amountMinor: number } | null;
}

/** What an entry does not say by itself. */
export interface PostingTerms {
  /** What it counts in its shift. */
  counted: readonly CountedRow[];
  /** The count that stood as a shift was cut. */
  count: (shiftId: number, countId: string) => { counted: Pile[]; expected: Cash[] };
  /** What cash of another currency is worth, in minor units; at the shop's rate of that moment. */
  worthOf: (currency: string, amountMinor: number) => number;
}

type Tender = FactBody<'tender_taken'>['tender'];
type Way = FactBody<'refund_leg_paid'>['way'];

/** Facts in which the same sat are counted at two moments, by two roundings. */
const ROUNDS: ReadonlySet<AnyEntry['kind']> = new Set(['settlement_applied', 'sale_cancelled']);

/** The lines of an entry, none where it moves no money. Throws where they do not come to nothing: then this code is wrong. */
export function postingLinesOf(entry: AnyEntry, terms: PostingTerms): PostingLine[] {
  const lines = new Map<string, PostingLine>();
  const add = (account: AccountRef, amountMinor: number, { msat = 0, foreign = null }: Partial<PostingLine> = {}) =>
    addTo(lines, { account, amountMinor, msat, foreign });
  const post: Post = { add, ...terms };
  postEntry(entry, post);
  const left = [...lines.values()].reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (left !== 0 && ROUNDS.has(entry.kind)) add('bitcoin_differences', -left);
  else if (left !== 0) throw new Error(`entry ${entry.seq} (${entry.kind}) leaves ${left} over`);
  return linesIn(lines);
}

/** Adds a line to the one of its account, and of its currency where that is not the shop's. */
export function addTo(sums: Map<string, PostingLine>, { account, amountMinor, msat, foreign }: PostingLine): void {
  const key = `${account} ${foreign?.currency ?? ''}`;
  const before = sums.get(key);
  if (!before) sums.set(key, { account, amountMinor, msat, foreign });
  else {
    before.amountMinor += amountMinor;
    before.msat += msat;
    if (before.foreign && foreign) before.foreign = { ...foreign, amountMinor: before.foreign.amountMinor + foreign.amountMinor };
  }
}

/** Those that come to something. */
export function linesIn(sums: ReadonlyMap<string, PostingLine>): PostingLine[] {
  return [...sums.values()].filter(({ amountMinor, msat, foreign }) => amountMinor !== 0 || msat !== 0 || (foreign?.amountMinor ?? 0) !== 0);
}

interface Post extends PostingTerms {
  add: (account: AccountRef, amountMinor: number, more?: Partial<PostingLine>) => void;
}

function postEntry(entry: AnyEntry, post: Post): void {
  const { add, counted, worthOf } = post;
  switch (entry.kind) {
    case 'tender_taken':
      postTender(entry.body.tender, 1, post);
      return;
    case 'tender_returned':
      postTender(entry.body.tender, -1, post);
      return;
    case 'sale_completed': {
      const { totals, tipMinor, tipTax } = entry.body;
      const taxes = totals.taxes.filter((tax) => !isVoucherLine(tax));
      add('prepayments', sum(taxes.map(({ grossMinor }) => grossMinor)) + tipMinor);
      postSold(taxes, tipMinor, tipTax, -1, post);
      return;
    }
    case 'refund_completed': {
      const { taxes: all, tipMinor, tipTax } = entry.body;
      const taxes = all.filter((tax) => !isVoucherLine(tax));
      add('refunds_due', -sum(taxes.map(({ grossMinor }) => grossMinor)) - tipMinor);
      postSold(taxes, tipMinor, tipTax, 1, post);
      return;
    }
    case 'voucher_issued':
      // For a refund it is a leg of it; in the place of another, what the shop owes stays the same.
      if (entry.body.origin.kind !== 'sale') return;
      add('prepayments', entry.body.amountMinor);
      add('vouchers', -entry.body.amountMinor);
      return;
    case 'sold_voucher_taken_back':
      add('vouchers', entry.body.amountMinor);
      add('refunds_due', -entry.body.amountMinor);
      return;
    case 'sold_voucher_restored':
      add('vouchers', -entry.body.amountMinor);
      add('refunds_due', entry.body.amountMinor);
      return;
    case 'refund_leg_paid':
      add('refunds_due', entry.body.amountMinor);
      postWay(entry.body.way, entry.body.amountMinor, post);
      return;
    case 'credit_given_back':
      add('exchange_credit', entry.body.amountMinor);
      postWay(entry.body.way, entry.body.amountMinor, post);
      return;
    case 'refund_sent':
      if (entry.body.outcome === 'refunded') add('refunds_due', entry.body.amountMinor);
      postBitcoin(post);
      return;
    case 'settlement_recorded':
    case 'settlement_applied':
    case 'attention_noted':
    case 'sale_cancelled':
    case 'chain_receipt_replaced':
    case 'chain_receipt_returned':
      postBitcoin(post, entry.kind);
      return;
    case 'refund_ended':
      add('cash', sum(counted.map(({ drawerMinor }) => drawerMinor)));
      postBitcoin(post);
      return;
    case 'account_paid': {
      const { way, amountMinor, givenMinor, changeMinor, roundingMinor } = entry.body;
      add(way === 'cash' ? 'cash' : 'card', way === 'cash' ? givenMinor - changeMinor : amountMinor);
      add('cash_rounding', -roundingMinor);
      add('receivables', -amountMinor);
      return;
    }
    case 'cash_moved': {
      const { movement, currency, amountMinor } = entry.body;
      const account = ({ paid_in: 'paid_in', paid_out: 'paid_out', safe_drop: 'safe' } as const)[movement];
      postDrawer({ currency, amountMinor: CASH_SIGN[movement] * amountMinor }, account, post);
      return;
    }
    case 'float_counted': {
      for (const cash of lessCash(cashOf(entry.body.counted), entry.body.expected)) postDrawer(cash, 'float', post);
      return;
    }
    case 'shift_cut': {
      const { shiftId, countId, taken } = entry.body;
      const { counted: piles, expected } = post.count(shiftId, countId);
      for (const cash of lessCash(cashOf(piles), expected)) postDrawer(cash, 'cash_differences', post);
      for (const { currency, amountMinor } of taken) postDrawer({ currency, amountMinor: -amountMinor }, 'safe', post);
      return;
    }
    default:
      // Nothing else moves money: a test sees that what a shift counts in money is posted.
      return;
  }

  function postDrawer({ currency, amountMinor }: Cash, against: AccountRef, to: Post): void {
    if (currency === null) {
      to.add('cash', amountMinor);
      to.add(against, -amountMinor);
      return;
    }
    const worthMinor = worthOf(currency, amountMinor);
    to.add('foreign_cash', worthMinor, { foreign: { currency, amountMinor } });
    to.add(against, -worthMinor, { foreign: { currency, amountMinor: -amountMinor } });
  }
}

/** Money for a sale as it comes, and (`sign` -1) as it is handed back. */
function postTender(tender: Tender, sign: 1 | -1, { add }: Post): void {
  const amountMinor = sign * tender.amountMinor;
  add('prepayments', -amountMinor);
  switch (tender.kind) {
    case 'cash':
      add('cash', sign * (tender.givenMinor - tender.changeMinor));
      add('cash_rounding', -sign * tender.roundingMinor);
      return;
    case 'foreign_cash':
      add('foreign_cash', sign * tender.givenMinor, { foreign: { currency: tender.currency, amountMinor: sign * tender.foreignMinor } });
      add('cash', -sign * tender.changeMinor);
      add('cash_rounding', -sign * tender.roundingMinor);
      return;
    case 'card':
      add('card', amountMinor);
      return;
    case 'voucher':
      add('vouchers', amountMinor);
      return;
    case 'account':
      add('receivables', amountMinor);
      return;
    case 'exchange':
      add('exchange_credit', amountMinor);
      return;
    default:
      missingCase(tender);
  }
}

/** What goes back to a customer in one way. */
function postWay(way: Way, amountMinor: number, { add }: Post): void {
  switch (way.kind) {
    case 'cash':
      add('cash', -amountMinor - way.roundingMinor);
      add('cash_rounding', way.roundingMinor);
      return;
    case 'foreign_cash':
      add('foreign_cash', -amountMinor, { foreign: { currency: way.currency, amountMinor: -way.foreignMinor } });
      return;
    case 'card':
      add('card', -amountMinor);
      return;
    case 'voucher':
      add('vouchers', -amountMinor);
      return;
    case 'account':
      add('receivables', -amountMinor);
      return;
    case 'exchange':
      add('exchange_credit', -amountMinor);
      return;
    case 'lightning':
      throw new Error('a leg that goes by Lightning is a fact of its own');
    default:
      missingCase(way);
  }
}

/** Revenue, tax and tips; `sign` -1 is a credit. A tip that bears tax is revenue, the rest is owed to the staff. */
function postSold(taxes: readonly TaxTotal[], tipMinor: number, tipTax: TaxTotal | null, sign: 1 | -1, { add }: Post): void {
  for (const { taxClassId, ratePpm, netMinor, taxMinor } of tipTax ? [...taxes, tipTax] : taxes) {
    add(`revenue:${taxClassId}`, sign * netMinor);
    add(`output_tax:${ratePpm}`, sign * taxMinor);
  }
  add('tips', sign * (tipMinor - (tipTax?.grossMinor ?? 0)));
}

/** Money at the node and on the manager's list, row by row as its shift counts it. */
function postBitcoin({ add, counted }: Post, kind?: AnyEntry['kind']): void {
  const bitcoin = (sign: 1 | -1, { amountMinor, amountMsat }: CountedRow) => add('bitcoin', sign * amountMinor, { msat: sign * amountMsat });
  const onChain = kind === 'chain_receipt_replaced' || kind === 'chain_receipt_returned';
  const sent = counted.find((row) => row.kind === 'sent');
  for (const row of counted) {
    switch (row.kind) {
      case 'tender':
        bitcoin(1, row);
        add('prepayments', -row.amountMinor);
        break;
      case 'applied':
      case 'tender_returned':
        add('prepayments', -row.amountMinor);
        break;
      case 'listed':
        bitcoin(1, row);
        add('unmatched_bitcoin', -row.amountMinor);
        break;
      case 'relisted':
        if (onChain) bitcoin(1, row);
        add('unmatched_bitcoin', -row.amountMinor);
        break;
      case 'unlisted':
        add('unmatched_bitcoin', row.amountMinor);
        if (onChain) bitcoin(-1, row);
        if (row.label === 'noted') add('other_bitcoin', -row.amountMinor);
        break;
      case 'lost':
        bitcoin(-1, row);
        add('bitcoin_losses', row.amountMinor);
        break;
      case 'sent':
        bitcoin(-1, row);
        break;
      case 'fee': {
        // What it cost is worth what the sat of the same payment were.
        const feeMinor = sent && sent.amountMsat > 0 ? mulDivRound(row.amountMsat, sent.amountMinor, sent.amountMsat) : 0;
        add('network_fees', feeMinor);
        add('bitcoin', -feeMinor, { msat: -row.amountMsat });
        break;
      }
      default:
        break;
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
