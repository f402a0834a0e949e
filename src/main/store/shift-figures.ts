// The figures of a shift, summed up by SQL over its rows: those of its end, and those so far. What the rows name (sales, refunds)
// is final, so the same question has the same answer for ever. For the reports' thread, however long a shift was.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { CASH_MOVEMENTS, type CashMovement, type ShiftEntryKind, sumCash } from '../../shared/shift.ts';
import { TENDER_KINDS, type TenderKind } from '../../shared/tender.ts';
import type { TaxTotal } from '../../shared/totals.ts';
import { isVoucherLine, VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import type { ShiftFigures } from '../../shared/z-report.ts';
import { sumTipTaxes } from './tip-tax-columns.ts';

interface SumRow {
  kind: ShiftEntryKind;
  label: string;
  currency: string | null;
  rowCount: number;
  amountMinor: number;
  drawerMinor: number;
  roundingMinor: number;
  amountMsat: number;
  count: number;
}
interface SalesRow {
  count: number;
  totalMinor: number;
  netMinor: number;
  taxMinor: number;
  tipMinor: number;
  discountMinor: number;
  discountedCount: number;
}
interface RefundsRow {
  count: number;
  amountMinor: number;
  tipMinor: number;
}
interface PromotionRow {
  id: string;
  names: string;
  count: number;
  amountMinor: number;
}

const namesSchema = z.record(z.string(), z.string());

export interface ShiftFigureQueries {
  /** Of the shift's entries up to and with `toSeq`. */
  figures(shiftId: number, toSeq: number): ShiftFigures;
}

export function createShiftFigures(db: Database): ShiftFigureQueries {
  const ofShift = 'FROM shift_entry e WHERE e.shift_id = ? AND e.seq <= ?';
  const joined = (table: string, on: string, kind: ShiftEntryKind) =>
    `FROM shift_entry e JOIN ${table} ON ${on} = e.subject_id WHERE e.shift_id = ? AND e.seq <= ? AND e.kind = '${kind}'`;
  const sums = db.prepare<[number, number], SumRow>(
    `SELECT kind, label, currency, count(*) AS rowCount, sum(amount_minor) AS amountMinor, sum(drawer_minor) AS drawerMinor,
       sum(rounding_minor) AS roundingMinor, sum(amount_msat) AS amountMsat, sum(count) AS count
     ${ofShift} GROUP BY kind, label, currency ORDER BY kind, label, currency`,
  );
  const sales = db.prepare<[number, number], SalesRow>(
    `SELECT count(*) AS count, coalesce(sum(total_minor), 0) AS totalMinor, coalesce(sum(net_minor), 0) AS netMinor,
       coalesce(sum(tax_minor), 0) AS taxMinor, coalesce(sum(tip_minor), 0) AS tipMinor, coalesce(sum(discount_minor), 0) AS discountMinor,
       count(CASE WHEN discount_minor > 0 THEN 1 END) AS discountedCount
     ${joined('sale', 'sale.id', 'sale')}`,
  );
  const goods = db.prepare<[number, number], { itemCount: number; weighedGrams: number }>(
    `SELECT coalesce(sum(CASE unit WHEN 'kg' THEN 0 ELSE quantity END), 0) AS itemCount,
       coalesce(sum(CASE unit WHEN 'kg' THEN quantity ELSE 0 END), 0) AS weighedGrams
     ${joined('sale_line', 'sale_line.sale_id', 'sale')} AND tax_class_id <> '${VOUCHER_TAX_CLASS}'`,
  );
  const taxSums = `tax_class_id AS taxClassId, rate_ppm AS ratePpm, sum(net_minor) AS netMinor, sum(tax_minor) AS taxMinor, sum(gross_minor) AS grossMinor`;
  const byRate = 'GROUP BY rate_ppm, tax_class_id ORDER BY rate_ppm, tax_class_id';
  const taxes = db.prepare<[number, number], TaxTotal>(`SELECT ${taxSums} ${joined('sale_tax', 'sale_tax.sale_id', 'sale')} ${byRate}`);
  const refunds = db.prepare<[number, number], RefundsRow>(
    `SELECT count(*) AS count, coalesce(sum(refund.amount_minor), 0) AS amountMinor, coalesce(sum(tip_minor), 0) AS tipMinor
     ${joined('refund', 'refund.id', 'refund')}`,
  );
  const takenBack = db
    .prepare<[number, number], number>(
      `SELECT coalesce(sum(quantity), 0) ${joined('refund_line', 'refund_line.refund_id', 'refund')} AND tax_class_id = '${VOUCHER_TAX_CLASS}'`,
    )
    .pluck();
  const refundTaxes = db.prepare<[number, number], TaxTotal>(`SELECT ${taxSums} ${joined('refund_tax', 'refund_tax.refund_id', 'refund')} ${byRate}`);
  const tipTaxes = db.prepare<[number, number], TaxTotal>(sumTipTaxes(joined('sale', 'sale.id', 'sale')));
  const refundTipTaxes = db.prepare<[number, number], TaxTotal>(sumTipTaxes(joined('refund', 'refund.id', 'refund')));
  // With max(), SQLite takes the bare column `value` from the row that has the maximum: the name in the latest sale.
  const promotions = db.prepare<[number, number], PromotionRow>(
    `SELECT promotion.value ->> 'id' AS id, promotion.value -> 'names' AS names, max(e.seq), count(*) AS count,
       sum(promotion.value ->> 'amountMinor') AS amountMinor
     FROM shift_entry e JOIN sale ON sale.id = e.subject_id, json_each(sale.detail, '$.promotions') promotion
     WHERE e.shift_id = ? AND e.seq <= ? AND e.kind = 'sale' AND sale.promotion_minor > 0 GROUP BY 1 ORDER BY 1`,
  );

  // A refusal and its approval have one id; 'approved' comes first of the two.
  const refused = db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM (SELECT 1 ${ofShift} AND e.kind IN ('approved', 'refused') GROUP BY e.subject_id HAVING min(e.kind) = 'refused')`,
    )
    .pluck();

  return {
    // One transaction: all figures are of one moment.
    figures: db.transaction((shiftId: number, toSeq: number): ShiftFigures => {
      const rows = sums.all(shiftId, toSeq);
      const add = (figure: keyof Omit<SumRow, 'kind' | 'label' | 'currency'>, kinds: readonly ShiftEntryKind[], label?: string) =>
        rows.filter((row) => kinds.includes(row.kind) && (label === undefined || row.label === label)).reduce((total, row) => total + row[figure], 0);
      const labels = (kind: ShiftEntryKind) => [...new Set(rows.filter((row) => row.kind === kind).map((row) => row.label))];
      const bitcoin = (kinds: readonly ShiftEntryKind[], label?: string) => ({
        count: add('rowCount', kinds, label),
        amountMsat: add('amountMsat', kinds, label),
        amountMinor: add('amountMinor', kinds, label),
      });
      const listed = (kind: ShiftEntryKind) => labels(kind).map((label) => ({ kind: label, ...bitcoin([kind], label) }));
      /** What came in for sales, less what was handed back. */
      const taken = (kind: TenderKind) => ({
        count: add('rowCount', ['tender', 'applied'], kind) - add('rowCount', ['tender_returned'], kind),
        amountMinor: add('amountMinor', ['tender', 'applied', 'tender_returned'], kind),
      });
      const given = (kind: TenderKind) => ({
        count: add('rowCount', ['refund_leg'], kind),
        amountMinor: 0 - add('amountMinor', ['refund_leg'], kind),
      });
      const used = ({ count, amountMinor }: { count: number; amountMinor: number }) => count !== 0 || amountMinor !== 0;
      const matched = bitcoin(['tender', 'applied'], 'lightning');
      const backOnList = bitcoin(['tender_returned'], 'lightning');
      const { amountMinor: refundedMinor, tipMinor: refundedTipMinor, ...refunded } = refunds.get(shiftId, toSeq) as RefundsRow;
      const givenTaxes = refundTaxes.all(shiftId, toSeq);
      const soldTaxes = taxes.all(shiftId, toSeq);
      const vouchersIn = (rows: readonly TaxTotal[]) => rows.filter(isVoucherLine).reduce((total, { grossMinor }) => total + grossMinor, 0);
      const [soldMinor, takenBackMinor] = [vouchersIn(soldTaxes), vouchersIn(givenTaxes)];
      const sold = { ...(sales.get(shiftId, toSeq) as SalesRow), ...(goods.get(shiftId, toSeq) as { itemCount: number; weighedGrams: number }) };
      return {
        sales: { ...sold, totalMinor: sold.totalMinor - soldMinor, netMinor: sold.netMinor - soldMinor },
        taxes: soldTaxes,
        tipTaxes: tipTaxes.all(shiftId, toSeq),
        promotions: promotions
          .all(shiftId, toSeq)
          .map(({ id, names, count, amountMinor }) => ({ id, names: namesSchema.parse(JSON.parse(names)), count, amountMinor })),
        refunds: {
          ...refunded,
          totalMinor: refundedMinor - refundedTipMinor - takenBackMinor,
          netMinor: givenTaxes.reduce((total, tax) => total + tax.netMinor, 0) - takenBackMinor,
          taxMinor: givenTaxes.reduce((total, tax) => total + tax.taxMinor, 0),
          tipMinor: refundedTipMinor,
          taxes: givenTaxes,
          tipTaxes: refundTipTaxes.all(shiftId, toSeq),
        },
        tenders: TENDER_KINDS.map((kind) => ({ kind, ...taken(kind) })).filter(used),
        refundTenders: TENDER_KINDS.map((kind) => ({ kind, ...given(kind) })).filter(used),
        cashRoundingMinor: rows.reduce((total, { roundingMinor }) => total + roundingMinor, 0),
        foreignNotes: sumCash(
          rows.filter(({ kind }) => kind === 'foreign_notes').map(({ currency, drawerMinor }) => ({ currency, amountMinor: drawerMinor })),
        ).filter(({ currency }) => currency !== null),
        lightning: {
          received: {
            count: add('rowCount', ['tender'], 'lightning') + add('rowCount', ['listed']) - add('rowCount', ['listed'], 'excess'),
            amountMsat: add('amountMsat', ['tender'], 'lightning') + add('amountMsat', ['listed']),
          },
          matched: {
            count: matched.count - backOnList.count,
            amountMsat: matched.amountMsat + backOnList.amountMsat,
            amountMinor: matched.amountMinor + backOnList.amountMinor,
          },
          listed: listed('listed'),
          unlisted: listed('unlisted'),
          relisted: listed('relisted'),
          sent: { ...bitcoin(['sent']), feeMsat: add('amountMsat', ['fee']) },
          lost: bitcoin(['lost']),
        },
        vouchers: {
          sold: { count: add('count', ['voucher_sold']), amountMinor: soldMinor },
          takenBack: { count: takenBack.get(shiftId, toSeq) ?? 0, amountMinor: takenBackMinor },
          redeemed: taken('voucher'),
        },
        accounts: {
          given: taken('account'),
          paid: { count: add('rowCount', ['account_paid']), amountMinor: add('amountMinor', ['account_paid']) },
          paidBy: TENDER_KINDS.map((kind) => ({
            kind,
            count: add('rowCount', ['account_paid'], kind),
            amountMinor: add('amountMinor', ['account_paid'], kind),
          })).filter(used),
        },
        movements: CASH_MOVEMENTS.flatMap((movement: CashMovement) =>
          rows
            .filter((row) => row.kind === 'cash_moved' && row.label === movement)
            .map(({ currency, rowCount: count, amountMinor }) => ({ movement, currency, count, amountMinor })),
        ),
        cancelled: { count: add('rowCount', ['sale_cancelled']), amountMinor: add('amountMinor', ['sale_cancelled']) },
        removedLineCount: add('count', ['sale', 'sale_cancelled']),
        drawerOpenedCount: add('rowCount', ['drawer_opened']),
        copyCount: add('rowCount', ['paper_copied']),
        refusedCount: refused.get(shiftId, toSeq) ?? 0,
        approvedCount: add('rowCount', ['approved']),
      };
    }),
  };
}
