// What happened in a shift, as receipts (`Bon`) in the way of DSFinV-K: each has lines that say what for, and payments that say by what.
// Money that comes before its sale ends, or leaves before its refund does, is on a receipt of its own when the shift ends in between.
import { CASH_SIGN, type Cash, cashOf, lessCash, type Pile } from '../../../shared/shift.ts';
import type { TenderKind } from '../../../shared/tender.ts';
import type { ExportStore } from '../../store/export-store.ts';
import type { FactBody } from '../../store/facts.ts';
import type { Walked } from '../walk.ts';
import { type BonLine, other, refundLines, rounding, saleLines, tipLines } from './bon-lines.ts';

export interface BonPayment {
  kind: TenderKind;
  amountMinor: number;
  foreign: { currency: string; amountMinor: number } | null;
}

export interface Bon {
  id: string;
  number: string;
  /** `Beleg` counts; the others tell what else was done. */
  typ: 'Beleg' | 'AVBelegabbruch' | 'AVSonstige';
  name: string;
  startMs: number;
  endMs: number;
  staffId: string | null;
  totalMinor: number;
  lines: BonLine[];
  payments: BonPayment[];
  /** The receipt that it takes back. */
  of: string | null;
  customer: { id: string; name: string } | null;
  note: string;
  group: string;
  dining: 'here' | 'takeaway' | null;
}

interface Paid {
  payments: BonPayment[];
  roundingMinor: number;
}

/** The receipts of one shift's entries, in their order. */
export function* bonsOf(
  store: ExportStore,
  walked: Iterable<Walked>,
  worthOf: (currency: string, amountMinor: number, seq: number) => number,
): Generator<Bon> {
  const paid = new Map<string, Paid>();
  const pay = (subjectId: string, payments: BonPayment[], roundingMinor = 0) => {
    const before = paid.get(subjectId) ?? { payments: [], roundingMinor: 0 };
    paid.set(subjectId, { payments: [...before.payments, ...payments], roundingMinor: before.roundingMinor + roundingMinor });
  };
  const takePaid = (subjectId: string): Paid => {
    const found = paid.get(subjectId) ?? { payments: [], roundingMinor: 0 };
    paid.delete(subjectId);
    return found;
  };

  for (const { entry, counted, settings } of walked) {
    const bon = (more: Partial<Bon> & Pick<Bon, 'lines' | 'payments'>): Bon => ({
      id: `${entry.terminalId}-${entry.seq}`,
      number: '',
      typ: 'Beleg',
      name: '',
      startMs: entry.atMs,
      endMs: entry.atMs,
      staffId: entry.staffId,
      totalMinor: sum(more.lines.map(({ grossMinor }) => grossMinor)),
      of: null,
      customer: null,
      note: '',
      group: '',
      dining: null,
      ...more,
    });
    const moved = (typ: string, name: string, { currency, amountMinor }: Cash, note: string, id: string): Bon => {
      const worthMinor = currency === null ? amountMinor : worthOf(currency, amountMinor, entry.seq);
      const foreign = currency === null ? null : { currency, amountMinor };
      const payment = { kind: currency === null ? 'cash' : 'foreign_cash', amountMinor: worthMinor, foreign } as const;
      return bon({ id, name: typ, note, lines: [other(typ, name, worthMinor)], payments: [payment] });
    };
    switch (entry.kind) {
      case 'tender_taken':
      case 'tender_returned': {
        const { saleId, tender } = entry.body;
        const sign = entry.kind === 'tender_taken' ? 1 : -1;
        pay(saleId, tenderPayments(tender, sign), 'roundingMinor' in tender ? sign * tender.roundingMinor : 0);
        break;
      }
      case 'settlement_recorded':
      case 'settlement_applied':
      case 'sale_cancelled': {
        const bySale = counted.filter(({ kind }) => kind === 'tender' || kind === 'applied' || kind === 'tender_returned');
        if (entry.body.saleId !== null && bySale.length > 0)
          pay(
            entry.body.saleId,
            bySale.map(({ amountMinor }) => ({ kind: 'lightning', amountMinor, foreign: null })),
          );
        if (entry.kind === 'sale_cancelled') {
          const { totals, lines, openedAtMs, label, dining, reason } = entry.body;
          // By its entry's id: listed money may still be applied to the sale, which is then completed after all.
          const cells = saleLines({ lines, totals });
          yield bon({ typ: 'AVBelegabbruch', startMs: openedAtMs, lines: cells, payments: [], group: label, dining, note: reason });
        }
        break;
      }
      case 'sale_completed': {
        const { saleId, receiptNumber, openedAtMs, lines, totals, tipMinor, tipTax, label, dining, taxExempt } = entry.body;
        const { payments, roundingMinor } = takePaid(saleId);
        const rows = [...saleLines({ lines, totals }), ...tipLines(tipMinor, tipTax, 1), ...rounding(roundingMinor)];
        const dueMinor = sum(rows.map(({ grossMinor }) => grossMinor));
        const beforeMinor = dueMinor - sum(payments.map(({ amountMinor }) => amountMinor));
        const note = taxExempt?.reason ?? '';
        yield bon({
          id: saleId,
          number: receiptNumber,
          startMs: openedAtMs,
          lines: beforeMinor === 0 ? rows : [...rows, other('Anzahlungsaufloesung', 'Prepayment', -beforeMinor)],
          payments,
          group: label,
          dining,
          note,
        });
        break;
      }
      case 'refund_leg_paid': {
        const { way, amountMinor, refundId } = entry.body;
        pay(refundId, wayPayments(way, amountMinor), way.kind === 'cash' ? -way.roundingMinor : 0);
        break;
      }
      case 'refund_sent':
        if (entry.body.outcome === 'refunded') pay(entry.body.refundId, [{ kind: 'lightning', amountMinor: -entry.body.amountMinor, foreign: null }]);
        break;
      case 'refund_completed': {
        const { refundId, receiptNumber, saleId, lines, taxes, tipMinor, tipTax, reason } = entry.body;
        const { payments, roundingMinor } = takePaid(refundId);
        const rows = [...refundLines({ lines, taxes }), ...tipLines(tipMinor, tipTax, -1), ...rounding(roundingMinor)];
        const beforeMinor = sum(rows.map(({ grossMinor }) => grossMinor)) - sum(payments.map(({ amountMinor }) => amountMinor));
        yield bon({
          id: refundId,
          number: receiptNumber,
          name: 'Refund',
          lines: beforeMinor === 0 ? rows : [...rows, other('Einzahlung', 'Refund given before', -beforeMinor)],
          payments,
          of: saleId,
          note: reason,
        });
        break;
      }
      case 'credit_given_back': {
        const { way, amountMinor, refundId, receiptNumber, reason } = entry.body;
        const roundingMinor = way.kind === 'cash' ? -way.roundingMinor : 0;
        const payments: BonPayment[] = [{ kind: 'exchange', amountMinor, foreign: null }, ...wayPayments(way, amountMinor)];
        yield bon({ number: receiptNumber, name: 'Exchange credit', lines: rounding(roundingMinor), payments, of: refundId, note: reason });
        break;
      }
      case 'account_paid': {
        const { paymentId, receiptNumber, customerId, customerName, way, amountMinor, roundingMinor } = entry.body;
        const payment: BonPayment = { kind: way, amountMinor: amountMinor + roundingMinor, foreign: null };
        const lines = [other('Forderungsaufloesung', 'Account', amountMinor), ...rounding(roundingMinor)];
        yield bon({ id: paymentId, number: receiptNumber, lines, payments: [payment], customer: { id: customerId, name: customerName } });
        break;
      }
      case 'cash_moved': {
        const { movementId, movement, currency, amountMinor, reason, slipNumber } = entry.body;
        const typ = ({ paid_in: 'Einzahlung', paid_out: 'Auszahlung', safe_drop: 'Geldtransit' } as const)[movement];
        yield { ...moved(typ, movement, { currency, amountMinor: CASH_SIGN[movement] * amountMinor }, reason, movementId), number: slipNumber };
        break;
      }
      case 'refund_ended': {
        const cashMinor = sum(counted.map(({ drawerMinor }) => drawerMinor));
        if (cashMinor !== 0)
          yield moved('Auszahlung', 'Money without a sale', { currency: null, amountMinor: cashMinor }, '', bonIdOf(entry.terminalId, entry.seq));
        break;
      }
      case 'float_counted':
        for (const cash of lessCash(cashOf(entry.body.counted), entry.body.expected).filter(({ amountMinor }) => amountMinor !== 0))
          yield moved('Einzahlung', 'Float', cash, '', bonIdOf(entry.terminalId, entry.seq, cash.currency));
        break;
      case 'drawer_opened':
        yield bon({ id: entry.body.openingId, typ: 'AVSonstige', name: 'Drawer opened', note: entry.body.reason, lines: [], payments: [] });
        break;
      case 'shift_cut': {
        const { shiftId, countId, taken, reason } = entry.body;
        for (const [subjectId, { payments, roundingMinor }] of paid) {
          const comesMinor = sum(payments.map(({ amountMinor }) => amountMinor)) - roundingMinor;
          if (payments.every(({ amountMinor }) => amountMinor === 0)) continue;
          const advance =
            comesMinor === 0 ? [] : [other(comesMinor > 0 ? 'Anzahlungseinstellung' : 'Anzahlungsaufloesung', 'Prepayment', comesMinor)];
          yield bon({ id: `${subjectId}-${shiftId}`.slice(0, 40), of: subjectId, lines: [...advance, ...rounding(roundingMinor)], payments });
        }
        const count = store.count(shiftId, countId) as { counted: Pile[]; expected: Cash[] } | undefined;
        for (const cash of lessCash(cashOf(count?.counted ?? []), count?.expected ?? []).filter(({ amountMinor }) => amountMinor !== 0))
          yield moved('DifferenzSollIst', '', cash, reason, bonIdOf(entry.terminalId, entry.seq, `${cash.currency ?? settings.currency}-D`));
        for (const { currency, amountMinor } of taken.filter((one) => one.amountMinor !== 0))
          yield moved(
            'Geldtransit',
            'Closing',
            { currency, amountMinor: -amountMinor },
            '',
            bonIdOf(entry.terminalId, entry.seq, `${currency ?? settings.currency}-T`),
          );
        break;
      }
      default:
        break;
    }
  }
}

function bonIdOf(terminalId: string, seq: number, more: string | null = null): string {
  return more === null ? `${terminalId}-${seq}` : `${terminalId}-${seq}-${more}`;
}

/** Change is a payment of its own where it goes out in another currency than came in. */
function tenderPayments(tender: FactBody<'tender_taken'>['tender'], sign: 1 | -1): BonPayment[] {
  const plain = (kind: TenderKind, amountMinor: number): BonPayment => ({ kind, amountMinor: sign * amountMinor, foreign: null });
  if (tender.kind === 'cash') return [plain('cash', tender.amountMinor + tender.roundingMinor)];
  if (tender.kind !== 'foreign_cash') return [plain(tender.kind, tender.amountMinor)];
  const notes = { currency: tender.currency, amountMinor: sign * tender.foreignMinor };
  const change = tender.changeMinor === 0 ? [] : [plain('cash', -tender.changeMinor)];
  return [{ kind: 'foreign_cash', amountMinor: sign * tender.givenMinor, foreign: notes }, ...change];
}

function wayPayments(way: FactBody<'refund_leg_paid'>['way'], amountMinor: number): BonPayment[] {
  const foreign = way.kind === 'foreign_cash' ? { currency: way.currency, amountMinor: -way.foreignMinor } : null;
  return [{ kind: way.kind, amountMinor: -amountMinor - (way.kind === 'cash' ? way.roundingMinor : 0), foreign }];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
