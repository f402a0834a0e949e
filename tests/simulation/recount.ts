// The shop's numbers counted again from the journal's entries alone, by other code than the till's: no table, no query, one pass.
// What is wrong in a fact by itself (a gap in numbers, a tax that is not its rate's, a drawer that does not add up) is said at once.
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { FactBody, FactKind, JournalEntry } from '../../src/main/store/facts.ts';
import { createStockCount } from './stock-count.ts';
import { Sums } from './sums.ts';

export type AnyEntry = { [K in FactKind]: JournalEntry<K> }[FactKind];
type TenderTaken = FactBody<'tender_taken'>['tender'];
type Way = FactBody<'refund_leg_paid'>['way'];
type Pricing = Pick<FactBody<'till_founded'>['settings'], 'taxMode' | 'taxRounding'>;
type Cash = readonly { currency: string | null; amountMinor: number }[];

interface Listed {
  kind: string;
  amountMsat: number;
  amountMinor: number | null;
  status: 'open' | 'refunding';
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
const half = (numerator: bigint, denominator: bigint) => Number((2n * numerator + denominator) / (2n * denominator));
const pileMinor = ({ pieces, looseMinor }: FactBody<'shift_counted'>['counted'][number]) =>
  looseMinor + total(pieces.map(({ valueMinor, count }) => valueMinor * count));

export type Recount = ReturnType<typeof createRecount>;

export function createRecount() {
  /** Of the shift that goes on, and of those that were cut and whose Z nobody has asked for yet. */
  let shift = new Sums();
  const cut = new Map<number, { sums: Sums; toSeq: number }>();
  const kinds = new Sums();
  /** What should be in it by now, and what the last count found to be more than that (or less). */
  const drawer = new Sums();
  const found = new Sums();
  const accounts = new Sums();
  const vouchers = new Map<string, { balanceMinor: number; status: 'active' | 'blocked' | 'replaced' }>();
  const stock = createStockCount();
  const received = new Map<string, number>();
  const paidOut = new Map<string, number>();
  const listed = new Map<string, Listed>();
  /** Refunds that are begun and not at their end. */
  const unfinished = new Set<string>();
  const payouts = new Map<string, number>();
  const legs = new Map<string, FactBody<'refund_begun'>['legs'][number]>();
  /** Of each sale that has not ended what has been paid, and what of it came by Lightning. */
  const paying = new Map<string, { minor: number; byKind: Sums; byLightning: { minor: number; msat: number }[] }>();
  /** Of each completed sale what may still go back. */
  const refundable = new Map<string, number>();
  const last = new Map<string, number>();
  /** What each shop day came to, by the days that the facts name. */
  const days = new Map<string, Sums>();
  let pricing: Pricing | null = null;
  let seq = 0;
  let zSeq = 0;

  const add = (name: string, amount: number) => shift.add(name, amount);
  const onDay = (day: string) => {
    const sums = days.get(day) ?? new Sums();
    days.set(day, sums);
    return sums;
  };
  const follows = (series: string, number: number) => {
    strictEqual(number, (last.get(series) ?? 0) + 1, `the number of the ${series}`);
    last.set(series, number);
  };
  const moveCash = (amount: number, currency: string | null = null) => {
    drawer.add(currency ?? '', amount);
    add(currency === null ? 'drawer' : `notes ${currency}`, amount);
  };
  const cashIn = () => new Map([...drawer.all()].map(([currency, amountMinor]) => [currency, amountMinor]));
  const mapOf = (cash: Cash) => new Map(cash.filter(({ amountMinor }) => amountMinor !== 0).map((one) => [one.currency ?? '', one.amountMinor]));
  const moveVoucher = (voucherId: string, amount: number) => {
    const voucher = vouchers.get(voucherId);
    ok(voucher, `a voucher ${voucherId}`);
    voucher.balanceMinor += amount;
    ok(voucher.balanceMinor >= 0, `something is on voucher ${voucherId}`);
  };
  const payingOf = (saleId: string) => {
    const before = paying.get(saleId) ?? { minor: 0, byKind: new Sums(), byLightning: [] };
    paying.set(saleId, before);
    return before;
  };
  const list = ({ id, kind, amountMsat, amountMinor }: { id: string } & Omit<Listed, 'status'>) =>
    void listed.set(id, { kind, amountMsat, amountMinor, status: 'open' });

  const tender = (saleId: string, taken: TenderTaken, sign: 1 | -1) => {
    add(`tender ${taken.kind}`, sign * taken.amountMinor);
    const sale = payingOf(saleId);
    sale.minor += sign * taken.amountMinor;
    sale.byKind.add(taken.kind, sign * taken.amountMinor);
    if (taken.kind === 'cash' || taken.kind === 'foreign_cash') {
      strictEqual(taken.givenMinor - taken.changeMinor, taken.amountMinor + taken.roundingMinor, 'given less change');
      add('rounding', sign * taken.roundingMinor);
    }
    if (taken.kind === 'cash') moveCash(sign * (taken.givenMinor - taken.changeMinor));
    if (taken.kind === 'foreign_cash') {
      moveCash(-sign * taken.changeMinor);
      moveCash(sign * taken.foreignMinor, taken.currency);
    }
    if (taken.kind === 'voucher') moveVoucher(taken.voucherId, -sign * taken.amountMinor);
    if (taken.kind === 'account') accounts.add(taken.customerId, sign * taken.amountMinor);
  };
  const credited = (saleId: string, minor: number, msat: number) => {
    const sale = payingOf(saleId);
    sale.minor += minor;
    sale.byLightning.push({ minor, msat });
    sale.byKind.add('lightning', minor);
    add('tender lightning', minor);
    add('matched msat', msat);
  };
  const given = (way: Way, amountMinor: number) => {
    add(`refunded ${way.kind}`, amountMinor);
    if (way.kind === 'cash') {
      moveCash(-amountMinor - way.roundingMinor);
      add('rounding', -way.roundingMinor);
    }
    if (way.kind === 'foreign_cash') moveCash(-way.foreignMinor, way.currency);
    // What is on a new one is in its own fact.
    if (way.kind === 'voucher' && !way.issued) moveVoucher(way.voucherId, amountMinor);
    if (way.kind === 'account') accounts.add(way.customerId, -amountMinor);
  };

  /** Each rate's tax is what the rate makes of it, and lines, rates and total say the same. */
  const checkTotals = ({ totals, lines, taxExempt }: FactBody<'sale_completed'>) => {
    ok(pricing);
    const { taxMode, taxRounding } = pricing;
    const taxOf = (ratePpm: number, { netMinor, taxMinor }: { netMinor: number; taxMinor: number }) =>
      taxMode === 'included'
        ? half(BigInt(netMinor + taxMinor) * BigInt(ratePpm), BigInt(1_000_000 + ratePpm))
        : half(BigInt(netMinor) * BigInt(ratePpm), 1_000_000n);
    const rates = new Map(lines.map((line) => [line.id, taxExempt ? 0 : line.taxRatePpm]));
    if (taxRounding === 'line')
      for (const line of totals.lines) strictEqual(line.taxMinor, taxOf(rates.get(line.lineId) ?? -1, line), 'tax of a line');
    else for (const tax of totals.taxes) strictEqual(tax.taxMinor, taxOf(tax.ratePpm, tax), `tax at ${tax.ratePpm} ppm`);
    for (const part of ['netMinor', 'taxMinor'] as const) {
      strictEqual(totals[part], total(totals.lines.map((line) => line[part])), `${part} of the lines`);
      strictEqual(totals[part], total(totals.taxes.map((tax) => tax[part])), `${part} of the rates`);
    }
    strictEqual(totals.totalMinor, totals.netMinor + totals.taxMinor, 'the total');
    for (const line of totals.lines) ok(line.totalMinor >= 0 && line.discountMinor >= 0 && line.promotionMinor >= 0, 'nothing is below zero');
    strictEqual(totals.discountMinor, total(totals.lines.map(({ discountMinor }) => discountMinor)), 'discounts of the lines');
    strictEqual(total(totals.promotions.map(({ amountMinor }) => amountMinor)), total(totals.lines.map(({ promotionMinor }) => promotionMinor)));
  };

  const take = (entry: AnyEntry): void => {
    strictEqual(entry.seq, seq + 1, 'the entry');
    seq = entry.seq;
    kinds.add(entry.kind, 1);
    stock.take(entry);
    switch (entry.kind) {
      case 'till_founded':
      case 'shop_changed':
        pricing = entry.body.settings;
        break;
      case 'tender_taken':
        tender(entry.body.saleId, entry.body.tender, 1);
        break;
      case 'tender_returned':
        tender(entry.body.saleId, entry.body.tender, -1);
        break;
      case 'settlement_recorded': {
        const { settlementId, attention, disposition, creditedMinor, receivedMsat, saleId } = entry.body;
        ok(!received.has(settlementId), 'a settlement is recorded once');
        received.set(settlementId, receivedMsat);
        add('received', 1);
        add('received msat', receivedMsat);
        if (attention) {
          list(attention);
          add(`listed ${attention.kind}`, attention.amountMsat);
        }
        if (disposition === 'paid' && saleId !== null) credited(saleId, creditedMinor, receivedMsat - (attention?.amountMsat ?? 0));
        break;
      }
      case 'settlement_applied': {
        const { itemId, saleId, amountMinor, receivedMsat, excess } = entry.body;
        ok(listed.delete(itemId), 'what is applied is listed');
        credited(saleId, amountMinor, receivedMsat);
        if (excess) list(excess);
        break;
      }
      case 'attention_noted':
        ok(listed.delete(entry.body.itemId), 'what is noted is listed');
        break;
      case 'refund_started': {
        const { itemId, payout } = entry.body;
        const item = listed.get(itemId);
        strictEqual(item?.status, 'open', 'what goes back is listed');
        listed.set(itemId, { ...item, status: 'refunding' });
        if (payout) payouts.set(payout.paymentHash, payout.amountMsat);
        break;
      }
      case 'refund_ended': {
        const { itemId, outcome, paymentHash, feeMsat } = entry.body;
        const item = listed.get(itemId);
        strictEqual(item?.status, 'refunding', 'what went back was under way');
        if (outcome !== 'refunded') {
          listed.set(itemId, { ...item, status: 'open' });
          break;
        }
        listed.delete(itemId);
        if (paymentHash === null) moveCash(-(item.amountMinor ?? 0));
        else {
          const amountMsat = payouts.get(paymentHash) ?? 0;
          paidOut.set(paymentHash, amountMsat);
          add('sent msat', amountMsat);
          add('fee msat', feeMsat);
        }
        break;
      }
      case 'sale_completed': {
        const { saleId, receiptSeq, totals, tipMinor, tipTax, removedLineCount, lines } = entry.body;
        follows('receipt', receiptSeq);
        checkTotals(entry.body);
        const { minor, byKind } = payingOf(saleId);
        strictEqual(minor, totals.totalMinor + tipMinor, 'what was paid for the sale');
        paying.delete(saleId);
        const day = onDay(entry.body.day);
        day.add('sales', 1);
        day.add('items', totals.itemCount);
        day.add('total', totals.totalMinor);
        day.add('tax', totals.taxMinor);
        day.add('tips', tipMinor);
        day.add('discounts', totals.discountMinor);
        for (const [kind, amount] of byKind.all()) day.add(`paid ${kind}`, amount);
        refundable.set(saleId, minor);
        add('sales', 1);
        add('items', totals.itemCount);
        add('sales total', totals.totalMinor);
        add('tips', tipMinor);
        add('discounts', totals.discountMinor);
        add('discounted', totals.discountMinor > 0 ? 1 : 0);
        add('removed lines', removedLineCount);
        for (const { id, amountMinor } of totals.promotions) add(`promotion ${id}`, amountMinor);
        for (const { taxClassId, ratePpm, netMinor, taxMinor } of totals.taxes) {
          add(`net ${taxClassId} ${ratePpm}`, netMinor);
          add(`tax ${taxClassId} ${ratePpm}`, taxMinor);
        }
        strictEqual(lines.length, totals.lines.length);
        if (tipTax) {
          const { taxClassId, ratePpm, taxMinor, netMinor } = tipTax;
          strictEqual(netMinor + taxMinor, tipMinor, 'the taxed tip');
          strictEqual(taxMinor, half(BigInt(tipMinor) * BigInt(ratePpm), BigInt(1_000_000 + ratePpm)), 'tax of the tip');
          add(`tip tax ${taxClassId} ${ratePpm}`, taxMinor);
        }
        break;
      }
      case 'sale_cancelled': {
        const { saleId, attention, removedLineCount } = entry.body;
        add('cancelled', 1);
        add('removed lines', removedLineCount);
        for (const item of attention) list(item);
        const { byLightning, minor } = payingOf(saleId);
        strictEqual(minor, total(byLightning.map((one) => one.minor)), 'all but Lightning was handed back before');
        for (const one of byLightning) {
          add('tender lightning', -one.minor);
          add('matched msat', -one.msat);
        }
        paying.delete(saleId);
        break;
      }
      case 'refund_begun': {
        const { refundId, payout, amountMinor } = entry.body;
        unfinished.add(refundId);
        strictEqual(total(entry.body.legs.map((leg) => leg.amountMinor)), amountMinor, 'legs of a refund');
        for (const leg of entry.body.legs) legs.set(leg.legId, leg);
        if (payout) payouts.set(payout.paymentHash, payout.amountMsat);
        break;
      }
      case 'refund_sent': {
        const { refundId, legId, outcome, amountMinor, paymentHash, feeMsat } = entry.body;
        if (outcome === 'failed') {
          unfinished.delete(refundId);
          break;
        }
        const way = legs.get(legId)?.way;
        ok(way?.kind === 'lightning');
        add('refunded lightning', amountMinor);
        add('sent msat', way.amountMsat);
        add('fee msat', feeMsat);
        paidOut.set(paymentHash, way.amountMsat);
        break;
      }
      case 'refund_leg_paid':
        given(entry.body.way, entry.body.amountMinor);
        break;
      case 'credit_given_back':
        add('refunded exchange', -entry.body.amountMinor);
        given(entry.body.way, entry.body.amountMinor);
        break;
      case 'refund_completed': {
        const { refundId, saleId, receiptSeq, amountMinor, tipMinor, tipTax, lines, taxes } = entry.body;
        follows('refund', receiptSeq);
        ok(unfinished.delete(refundId), 'a refund is completed once');
        strictEqual(amountMinor, tipMinor + total(lines.map(({ grossMinor }) => grossMinor)), 'what goes back');
        strictEqual(total(taxes.map((tax) => tax.taxMinor)), total(lines.map((line) => line.taxMinor)), 'tax that goes back');
        if (saleId !== null) {
          const leftMinor = (refundable.get(saleId) ?? 0) - amountMinor;
          ok(leftMinor >= 0, 'no more goes back than was paid');
          refundable.set(saleId, leftMinor);
        }
        const day = onDay(entry.body.day);
        day.add('refunds', 1);
        day.add('refunded', amountMinor);
        add('refunds', 1);
        add('refunds total', amountMinor - tipMinor);
        add('refunds tip', tipMinor);
        if (tipTax) add(`back tip tax ${tipTax.taxClassId} ${tipTax.ratePpm}`, tipTax.taxMinor);
        for (const { taxMinor } of taxes) add('refunds tax', taxMinor);
        break;
      }
      case 'voucher_issued': {
        const { voucherId, voucherSeq, amountMinor, origin } = entry.body;
        follows('voucher', voucherSeq);
        vouchers.set(voucherId, { balanceMinor: amountMinor, status: 'active' });
        if (origin.kind === 'sale') add('vouchers sold', amountMinor);
        break;
      }
      case 'voucher_replaced':
        moveVoucher(entry.body.voucherId, -entry.body.balanceMinor);
        vouchers.set(entry.body.voucherId, { balanceMinor: 0, status: 'replaced' });
        break;
      case 'voucher_blocked':
      case 'voucher_unblocked': {
        const { voucherId, balanceMinor } = entry.body;
        strictEqual(vouchers.get(voucherId)?.balanceMinor, balanceMinor, 'what is on the voucher');
        vouchers.set(voucherId, { balanceMinor, status: entry.kind === 'voucher_blocked' ? 'blocked' : 'active' });
        break;
      }
      case 'sold_voucher_taken_back':
        moveVoucher(entry.body.voucherId, -entry.body.amountMinor);
        add('vouchers sold', -entry.body.amountMinor);
        break;
      case 'sold_voucher_restored':
        moveVoucher(entry.body.voucherId, entry.body.amountMinor);
        add('vouchers sold', entry.body.amountMinor);
        break;
      case 'customer_put':
        accounts.add(entry.body.customerId, 0);
        break;
      case 'account_paid': {
        const { customerId, amountMinor, way, givenMinor, changeMinor, roundingMinor, balanceMinor, receiptSeq } = entry.body;
        follows('account payment', receiptSeq);
        accounts.add(customerId, -amountMinor);
        strictEqual(accounts.of(customerId), balanceMinor, 'what is owed after a payment');
        onDay(entry.body.day).add('accounts paid', amountMinor);
        add('accounts paid', amountMinor);
        if (way === 'cash') moveCash(givenMinor - changeMinor);
        add('rounding', roundingMinor);
        break;
      }
      case 'cash_moved': {
        const { movement, amountMinor, currency, movementSeq } = entry.body;
        follows('cash movement', movementSeq);
        add(`moved ${movement} ${currency ?? ''}`, amountMinor);
        moveCash(movement === 'paid_in' ? amountMinor : -amountMinor, currency);
        break;
      }
      case 'float_counted':
        deepStrictEqual(mapOf(entry.body.expected), cashIn(), 'what the shift before left');
        drawer.become(entry.body.counted.map((pile) => [pile.currency ?? '', pileMinor(pile)]));
        break;
      case 'shift_counted': {
        const expected = mapOf(entry.body.expected);
        deepStrictEqual(expected, cashIn(), 'what should be in the drawer');
        found.become(entry.body.counted.map((pile) => [pile.currency ?? '', pileMinor(pile)]));
        for (const [currency, amountMinor] of expected) found.add(currency, -amountMinor);
        break;
      }
      case 'shift_cut':
        // The last count stands, and what moved after it.
        for (const [currency, amountMinor] of found.all()) {
          add(`difference ${currency}`, amountMinor);
          drawer.add(currency, amountMinor);
        }
        found.become([]);
        for (const { currency, amountMinor } of entry.body.taken) drawer.add(currency ?? '', -amountMinor);
        deepStrictEqual(mapOf(entry.body.left), cashIn(), 'what is left in the drawer');
        cut.set(entry.body.shiftId, { sums: shift, toSeq: entry.seq });
        shift = new Sums();
        break;
      case 'shift_closed':
        follows('Z', entry.body.report.number);
        zSeq = entry.seq;
        break;
      case 'kitchen_sent':
        follows('kitchen slip', entry.body.slipSeq);
        break;
      case 'drawer_opened':
        add('opened', 1);
        break;
      case 'paper_copied':
        add('copies', 1);
        break;
      case 'refused':
        add('refused', 1);
        break;
      case 'approved':
        add('approved', 1);
        break;
      default:
        break;
    }
  };

  return {
    /** Entries in their order; throws what is wrong with one. */
    take,
    /** What a shift came to that was cut, once. */
    shift(number: number): { sums: Sums; toSeq: number } {
      const ended = cut.get(number);
      ok(ended, `shift ${number} was cut`);
      cut.delete(number);
      return ended;
    },
    /** What the shop days from one to the other came to, both included. */
    range({ from, to }: { from: string; to: string }): Sums {
      const sums = new Sums();
      for (const [day, ofDay] of days) if (day >= from && day <= to) sums.addAll(ofDay);
      return sums;
    },
    kinds,
    accounts,
    vouchers,
    stock,
    received,
    paidOut,
    listed,
    unfinished,
    paying,
    isCompleted: (saleId: string) => refundable.has(saleId),
    get seq() {
      return seq;
    },
    get zSeq() {
      return zSeq;
    },
  };
}
