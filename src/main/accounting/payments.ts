// Every payment as a line: what came in and what went out, with the rate that it was locked at. Money that belongs to no sale is here
// too, and says so: `mark` is what the till found it to be.
import { minorForMsat } from '../../shared/money.ts';
import { localCell, moneyCell, satCell, textCell, utcCell } from '../csv-cells.ts';
import type { AnyEntry, ExportStore, LockedRate } from '../store/export-store.ts';
import { refundWaySchema } from '../store/facts/refund-facts.ts';
import type { FactBody } from '../store/facts.ts';
import { csvTable, type Row, zCell } from './csv.ts';
import { documentOf } from './postings.ts';
import type { Walked } from './walk.ts';
import type { Write } from './whole-file.ts';

const PAYMENT_COLUMNS = [
  'journal_seq',
  'time_local',
  'time_utc',
  'shop_day',
  'z',
  'receipt',
  'direction',
  'kind',
  'mark',
  'tender',
  'amount',
  'currency',
  'given',
  'change',
  'cash_rounding',
  'foreign_amount',
  'foreign_currency',
  'sat',
  'value_at_locked_rate',
  'rate_per_btc',
  'rate_method',
  'rate_sources',
  'rate_quoted_utc',
  'network_fee_sat',
  'payment_hash',
  'node',
  'settle_index',
  'txid',
  'voucher',
  'customer',
  'reference',
  'staff',
] as const;
type Cells = Row<(typeof PAYMENT_COLUMNS)[number]>;

export function writePayments(write: Write, store: ExportStore, walked: Iterable<Walked>): void {
  const table = csvTable(write, PAYMENT_COLUMNS);
  for (const one of walked) {
    const { entry, day, shiftId, ended, settings } = one;
    for (const cells of linesOf(entry, { store, one })) {
      table.row({
        journal_seq: entry.seq,
        time_local: localCell(entry.atMs, settings.timeZone),
        time_utc: utcCell(entry.atMs),
        shop_day: day,
        z: zCell(shiftId, ended),
        receipt: documentOf(entry, store),
        staff: textCell(store.staffName(entry.staffId)),
        ...cells,
      });
    }
  }
  table.end();
}

interface Around {
  store: ExportStore;
  one: Walked;
}

function linesOf(entry: AnyEntry, around: Around): Cells[] {
  const { store, one } = around;
  const { currency } = one.settings;
  const money = (amountMinor: number) => ({ amount: moneyCell(amountMinor, currency), currency });
  switch (entry.kind) {
    case 'tender_taken':
      return [{ direction: 'in', kind: 'sale', mark: 'matched', ...ofTender(entry.body.tender, currency) }];
    case 'tender_returned':
      return [{ direction: 'out', kind: 'sale_returned', ...ofTender(entry.body.tender, currency) }];
    case 'settlement_recorded':
      return ofSettlement(entry.body, around);
    case 'settlement_applied':
      // The money came before; here it found its sale.
      return [
        {
          direction: '',
          kind: 'applied_to_sale',
          mark: 'matched',
          tender: 'lightning',
          ...money(entry.body.amountMinor),
          ...ofCode(entry.body.paymentHash, around),
          settle_index: '',
          txid: txidOf(entry.body.settlementId),
        },
      ];
    case 'chain_receipt_replaced':
    case 'chain_receipt_returned':
      return one.counted
        .filter(({ kind }) => kind === 'lost')
        .map(({ amountMinor, amountMsat }) => ({
          direction: amountMsat > 0 ? 'out' : 'in',
          kind: 'lost_on_chain',
          mark: amountMsat > 0 ? 'replaced' : 'returned',
          tender: 'lightning',
          ...money(Math.abs(amountMinor)),
          sat: satCell(Math.abs(amountMsat)),
          txid: txidOf(entry.body.settlementId),
        }));
    case 'refund_leg_paid':
      return [{ direction: 'out', kind: 'refund', ...ofWay(entry.body.way, entry.body.amountMinor, currency) }];
    case 'credit_given_back':
      return [{ direction: 'out', kind: 'exchange_credit_given_back', ...ofWay(entry.body.way, entry.body.amountMinor, currency) }];
    case 'refund_sent': {
      const { refundId, legId, amountMinor, outcome, paymentHash, feeMsat } = entry.body;
      if (outcome !== 'refunded') return [];
      const leg = store.leg(refundId, legId);
      const rate = rateOfLeg(leg, store);
      return [
        {
          direction: 'out',
          kind: 'refund',
          tender: 'lightning',
          ...money(amountMinor),
          sat: satCell(leg?.amountMsat ?? 0),
          ...ofRate(rate, leg?.amountMsat ?? 0, currency),
          network_fee_sat: satCell(feeMsat),
          payment_hash: paymentHash,
        },
      ];
    }
    case 'refund_ended': {
      const { itemId, paymentHash, outcome, feeMsat } = entry.body;
      const item = store.item(itemId);
      if (outcome !== 'refunded' || !item) return [];
      const back = { direction: 'out', kind: 'listed_money_given_back', mark: item.kind, ...money(item.amountMinor ?? 0) };
      const receipt = { receipt: (item.saleId && store.receiptOfSale(item.saleId)) ?? '' };
      if (paymentHash === null) return [{ ...back, ...receipt, tender: 'cash' }];
      const sentMsat = store.payout(paymentHash)?.amountMsat ?? 0;
      const rate = item.paymentHash === null ? null : store.rateOf(item.paymentHash);
      return [
        {
          ...back,
          ...receipt,
          tender: 'lightning',
          sat: satCell(sentMsat),
          ...ofRate(rate, sentMsat, currency),
          network_fee_sat: satCell(feeMsat),
          payment_hash: paymentHash,
        },
      ];
    }
    case 'account_paid': {
      const { way, amountMinor, givenMinor, changeMinor, roundingMinor, customerName, reference } = entry.body;
      const counter = way === 'cash' ? overTheCounter({ givenMinor, changeMinor, roundingMinor }, currency) : {};
      return [
        {
          direction: 'in',
          kind: 'account_payment',
          tender: way,
          ...money(amountMinor),
          ...counter,
          customer: textCell(customerName),
          reference: textCell(reference),
        },
      ];
    }
    case 'cash_moved': {
      const { movement, amountMinor, currency: foreign, reason } = entry.body;
      const moved = { direction: movement === 'paid_in' ? 'in' : 'out', kind: movement, reference: textCell(reason) };
      if (foreign === null) return [{ ...moved, tender: 'cash', ...money(amountMinor) }];
      return [{ ...moved, tender: 'foreign_cash', foreign_amount: moneyCell(amountMinor, foreign), foreign_currency: foreign }];
    }
    default:
      return [];
  }
}

function ofTender(tender: FactBody<'tender_taken'>['tender'], currency: string): Cells {
  const cells: Cells = { tender: tender.kind, amount: moneyCell(tender.amountMinor, currency), currency };
  switch (tender.kind) {
    case 'cash':
      return { ...cells, ...overTheCounter(tender, currency) };
    case 'foreign_cash': {
      const { currency: foreign, foreignMinor } = tender;
      return { ...cells, ...overTheCounter(tender, currency), foreign_amount: moneyCell(foreignMinor, foreign), foreign_currency: foreign };
    }
    case 'card':
      return { ...cells, reference: textCell(tender.reference) };
    case 'voucher':
      return { ...cells, voucher: tender.voucherNumber };
    case 'account':
      return { ...cells, customer: textCell(tender.customerName) };
    case 'exchange':
      return { ...cells, reference: tender.receiptNumber };
  }
}

function ofWay(way: FactBody<'refund_leg_paid'>['way'], amountMinor: number, currency: string): Cells {
  const cells: Cells = { tender: way.kind, amount: moneyCell(amountMinor, currency), currency };
  switch (way.kind) {
    case 'cash':
      return { ...cells, cash_rounding: moneyCell(way.roundingMinor, currency) };
    case 'foreign_cash':
      return { ...cells, foreign_amount: moneyCell(way.foreignMinor, way.currency), foreign_currency: way.currency };
    case 'card':
      return { ...cells, reference: textCell(way.reference) };
    case 'voucher':
      return { ...cells, voucher: way.voucherNumber };
    case 'account':
      return { ...cells, customer: textCell(way.customerName) };
    default:
      return cells;
  }
}

function overTheCounter(counter: { givenMinor: number; changeMinor: number; roundingMinor: number }, currency: string): Cells {
  return {
    given: moneyCell(counter.givenMinor, currency),
    change: moneyCell(counter.changeMinor, currency),
    cash_rounding: moneyCell(counter.roundingMinor, currency),
  };
}

/** What was credited and what was not are lines of their own: together they are the settlement. */
function ofSettlement(body: FactBody<'settlement_recorded'>, around: Around): Cells[] {
  const { disposition, creditedMinor, receivedMsat, attention, paymentHash, settlementId, settleIndex, kind, nodeId } = body;
  const { currency } = around.one.settings;
  const rate = paymentHash === null ? null : around.store.rateOf(paymentHash);
  const ofMoney: Cells = {
    tender: kind === 'chain' ? 'on_chain' : 'lightning',
    payment_hash: paymentHash ?? '',
    node: nodeId,
    settle_index: kind === 'chain' ? '' : settleIndex,
    txid: kind === 'chain' ? txidOf(settlementId) : '',
  };
  const restMsat = receivedMsat - (attention?.amountMsat ?? 0);
  const lines: Cells[] = [];
  if (disposition === 'paid') {
    const amount = { amount: moneyCell(creditedMinor, currency), currency };
    lines.push({
      direction: 'in',
      kind: 'sale',
      mark: 'matched',
      ...ofMoney,
      ...amount,
      sat: satCell(restMsat),
      ...ofRate(rate, restMsat, currency),
    });
  }
  if (disposition === 'replacement') {
    // The same customer's money under another name: it was counted with the one that it stands in for.
    lines.push({ direction: '', kind: 'replacement', mark: 'replacement', ...ofMoney, sat: satCell(receivedMsat) });
  }
  if (attention) {
    const amount = attention.amountMinor === null ? {} : { amount: moneyCell(attention.amountMinor, currency), currency };
    const sat = { sat: satCell(attention.amountMsat), ...ofRate(rate, attention.amountMsat, currency) };
    lines.push({ direction: 'in', kind: 'without_sale', mark: attention.kind, ...ofMoney, ...amount, ...sat });
  }
  return lines;
}

function ofCode(paymentHash: string, { store, one }: Around): Cells {
  return { payment_hash: paymentHash, ...ofRate(store.rateOf(paymentHash), null, one.settings.currency) };
}

function ofRate(rate: LockedRate | null, msat: number | null, currency: string): Cells {
  if (!rate) return {};
  return {
    ...(msat !== null && { value_at_locked_rate: moneyCell(minorForMsat(msat, rate.minorPerBtc), currency) }),
    rate_per_btc: moneyCell(rate.minorPerBtc, currency),
    rate_method: rate.method,
    rate_sources: rate.sources.join(' '),
    rate_quoted_utc: utcCell(rate.quotedAtMs),
  };
}

/** Today's rate, where it was sent at that; or else the one of the code that it goes back to. */
function rateOfLeg(leg: ReturnType<ExportStore['leg']>, store: ExportStore): LockedRate | null {
  if (!leg) return null;
  const way = refundWaySchema.parse(leg.way);
  if (way.kind === 'lightning' && way.quote) return way.quote;
  const [take] = leg.takes;
  const code = take && leg.saleId !== null ? store.codeOfTender(leg.saleId, take.tenderId) : null;
  return code === null ? null : store.rateOf(code);
}

/** Of `txid:vout`; money over Lightning has none. */
function txidOf(settlementId: string): string {
  return /^[0-9a-f]{64}:\d+$/.test(settlementId) ? settlementId.slice(0, 64) : '';
}
