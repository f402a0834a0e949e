// The shop's numbers counted again from the journal's entries alone, by other code than the till's: no table, no query, one pass.
// What is wrong in a fact by itself (a gap in numbers, a tax that is not its rate's, a drawer that does not add up) is said at once.
import { ok, strictEqual } from 'node:assert/strict';
import type { FactBody, FactKind, JournalEntry } from '../../src/main/store/facts.ts';
import { createDrawerCount } from './drawer-count.ts';
import { createOwedCount } from './owed-count.ts';
import { checkSale, type Pricing, total } from './sale-check.ts';
import { createStockCount } from './stock-count.ts';
import { Sums } from './sums.ts';

export type AnyEntry = { [K in FactKind]: JournalEntry<K> }[FactKind];
type TenderTaken = FactBody<'tender_taken'>['tender'];
type Way = FactBody<'refund_leg_paid'>['way'];

interface Listed {
  kind: string;
  amountMsat: number;
  amountMinor: number | null;
  status: 'open' | 'refunding';
}

export type Recount = ReturnType<typeof createRecount>;

export function createRecount() {
  /** Of the shift that goes on, and of those that were cut and whose Z nobody has asked for yet. */
  let shift = new Sums();
  const cut = new Map<number, { sums: Sums; toSeq: number }>();
  const kinds = new Sums();
  const drawer = createDrawerCount();
  const owed = createOwedCount();
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
  /** Of the shift that goes on, what nobody has let pass. */
  const refusals = new Set<string>();
  const last = new Map<string, number>();
  /** What each shop day came to, by the days that the facts name. */
  const days = new Map<string, Sums>();
  /** The last is in force; the others were, until the moment beside them. */
  const pricings: { pricing: Pricing; untilMs: number }[] = [];
  let seq = 0;

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
    drawer.move(currency, amount);
    add(currency === null ? 'drawer' : `notes ${currency}`, amount);
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
  };

  const take = (entry: AnyEntry): void => {
    strictEqual(entry.seq, seq + 1, 'the entry');
    seq = entry.seq;
    kinds.add(entry.kind, 1);
    stock.take(entry);
    owed.take(entry);
    switch (entry.kind) {
      case 'till_founded':
      case 'shop_changed': {
        const before = pricings.at(-1);
        if (before) before.untilMs = entry.atMs;
        pricings.push({ pricing: entry.body.settings, untilMs: Number.POSITIVE_INFINITY });
        break;
      }
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
        const { saleId, openedAtMs, receiptSeq, lines, totals, tipMinor, tipTax, removedLineCount } = entry.body;
        follows('receipt', receiptSeq);
        // What was rung up keeps the rounding that held then, whatever the office has changed since.
        checkSale(
          entry.body,
          pricings.filter(({ untilMs }) => untilMs >= openedAtMs).map(({ pricing }) => pricing),
        );
        const { minor, byKind } = payingOf(saleId);
        strictEqual(minor, totals.totalMinor + tipMinor, 'what was paid for the sale');
        paying.delete(saleId);
        const day = onDay(entry.body.day);
        day.add('sales', 1);
        const goods = lines.filter(({ taxClassId }) => taxClassId !== 'voucher');
        const pieces = total(goods.map(({ unit, quantity }) => (unit === 'kg' ? 0 : quantity)));
        const grams = total(goods.map(({ unit, quantity }) => (unit === 'kg' ? quantity : 0)));
        day.add('items', pieces);
        day.add('grams', grams);
        // A voucher is no sale of goods until somebody buys with it.
        const vouchersMinor = total(totals.taxes.filter(({ taxClassId }) => taxClassId === 'voucher').map(({ grossMinor }) => grossMinor));
        const goodsMinor = totals.totalMinor - vouchersMinor;
        day.add('total', goodsMinor);
        day.add('vouchers sold', vouchersMinor);
        day.add('tax', totals.taxMinor);
        day.add('tips', tipMinor);
        day.add('discounts', totals.discountMinor);
        for (const [kind, amount] of byKind.all()) day.add(`paid ${kind}`, amount);
        refundable.set(saleId, minor);
        add('sales', 1);
        add('items', pieces);
        add('grams', grams);
        add('sales total', goodsMinor);
        add('tips', tipMinor);
        add('discounts', totals.discountMinor);
        add('discounted', totals.discountMinor > 0 ? 1 : 0);
        add('removed lines', removedLineCount);
        for (const { id, amountMinor } of totals.promotions) add(`promotion ${id}`, amountMinor);
        for (const { taxClassId, ratePpm, netMinor, taxMinor } of totals.taxes) {
          add(`net ${taxClassId} ${ratePpm}`, netMinor);
          add(`tax ${taxClassId} ${ratePpm}`, taxMinor);
        }
        if (tipTax) add(`tip tax ${tipTax.taxClassId} ${tipTax.ratePpm}`, tipTax.taxMinor);
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
        const vouchersMinor = total(lines.filter(({ taxClassId }) => taxClassId === 'voucher').map(({ grossMinor }) => grossMinor));
        day.add('vouchers back', vouchersMinor);
        add('vouchers back', vouchersMinor);
        add('refunds total', amountMinor - tipMinor - vouchersMinor);
        add('refunds tip', tipMinor);
        if (tipTax) add(`back tip tax ${tipTax.taxClassId} ${tipTax.ratePpm}`, tipTax.taxMinor);
        for (const { taxMinor } of taxes) add('refunds tax', taxMinor);
        break;
      }
      case 'voucher_issued': {
        const { voucherSeq, amountMinor, origin } = entry.body;
        follows('voucher', voucherSeq);
        if (origin.kind === 'sale') add('vouchers sold', amountMinor);
        break;
      }
      case 'account_paid': {
        const { amountMinor, way, givenMinor, changeMinor, roundingMinor, receiptSeq } = entry.body;
        follows('account payment', receiptSeq);
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
        drawer.begin(entry.body);
        break;
      case 'shift_counted':
        drawer.count(entry.body);
        break;
      case 'shift_cut':
        for (const [currency, amountMinor] of drawer.cut(entry.body)) add(`difference ${currency}`, amountMinor);
        cut.set(entry.body.shiftId, { sums: shift, toSeq: entry.seq });
        refusals.clear();
        shift = new Sums();
        break;
      case 'shift_closed':
        follows('Z', entry.body.report.number);
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
        refusals.add(entry.body.refusalId);
        break;
      case 'approved':
        // What was let pass did not end refused.
        if (refusals.delete(entry.body.refusalId)) add('refused', -1);
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
    accounts: owed.accounts,
    vouchers: owed.vouchers,
    stock,
    received,
    paidOut,
    listed,
    unfinished,
    paying,
    isCompleted: (saleId: string) => refundable.has(saleId),
  };
}
