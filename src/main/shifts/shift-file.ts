// Zs as files: JSON as they are, for programs; CSV with one line a figure, for spreadsheets. Amounts in CSV are decimals of their
// currency with a point, so that every spreadsheet reads the same number.
import { stringify } from 'csv-stringify/sync';
import { minorDigits, minorToDecimal } from '../../shared/money.ts';
import type { Cash } from '../../shared/shift.ts';
import type { ShiftReport } from '../../shared/z-report.ts';

const COLUMNS = ['z', 'day', 'ended', 'section', 'item', 'count', 'amount', 'currency', 'sat'] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

export function zsAsJson(zs: readonly ShiftReport[]): string {
  return `${JSON.stringify(zs, null, 2)}\n`;
}

export function zsAsCsv(zs: readonly ShiftReport[]): string {
  return stringify(zs.flatMap(rowsOf), { header: true, columns: [...COLUMNS], record_delimiter: 'windows', bom: true });
}

function rowsOf(z: ShiftReport): Row[] {
  const { figures, drawer, shop } = z;
  const rows: Row[] = [];
  const decimal = (amountMinor: number, currency = shop.currency) => minorToDecimal(amountMinor, minorDigits(currency));
  const add = (section: string, item: string, row: Row) =>
    rows.push({ z: z.number, day: z.day, ended: new Date(z.endedAtMs).toISOString(), section, item, ...row });
  const money = (section: string, item: string, amountMinor: number, count?: number) =>
    add(section, item, { ...(count !== undefined && { count }), amount: decimal(amountMinor), currency: shop.currency });
  const bitcoin = (item: string, { count, amountMsat, amountMinor }: { count: number; amountMsat: number; amountMinor?: number }) =>
    add('lightning', item, {
      count,
      sat: minorToDecimal(amountMsat, 3),
      ...(amountMinor !== undefined && { amount: decimal(amountMinor), currency: shop.currency }),
    });
  const cash = (item: string, piles: readonly Cash[]) => {
    for (const { currency, amountMinor } of piles) {
      const named = currency ?? shop.currency;
      add('drawer', item, { amount: decimal(amountMinor, named), currency: named });
    }
  };

  const { sales, refunds, lightning, vouchers, accounts } = figures;
  money('sales', 'total', sales.totalMinor, sales.count);
  money('sales', 'net', sales.netMinor);
  money('sales', 'tax', sales.taxMinor);
  money('sales', 'tips', sales.tipMinor);
  money('sales', 'discounts', sales.discountMinor, sales.discountedCount);
  for (const { id, names, count, amountMinor } of figures.promotions) money('promotions', Object.values(names)[0] ?? id, amountMinor, count);
  money('refunds', 'total', refunds.totalMinor, refunds.count);
  money('refunds', 'net', refunds.netMinor);
  money('refunds', 'tax', refunds.taxMinor);
  money('refunds', 'tips', refunds.tipMinor);
  for (const [section, taxes] of [
    ['tax', figures.taxes],
    ['tax_refunded', refunds.taxes],
    ['tip_tax', figures.tipTaxes],
    ['tip_tax_refunded', refunds.tipTaxes],
  ] as const) {
    for (const { taxClassId, ratePpm, netMinor, taxMinor } of taxes) {
      const rate = `${taxClassId} ${minorToDecimal(ratePpm, 4)}%`;
      money(section, `${rate} net`, netMinor);
      money(section, `${rate} tax`, taxMinor);
    }
  }
  for (const { kind, count, amountMinor } of figures.tenders) money('takings', kind, amountMinor, count);
  for (const { kind, count, amountMinor } of figures.refundTenders) money('refunded', kind, amountMinor, count);
  money('takings', 'cash_rounding', figures.cashRoundingMinor);
  for (const { currency, amountMinor } of figures.foreignNotes) {
    const named = currency ?? shop.currency;
    add('foreign_cash', named, { amount: decimal(amountMinor, named), currency: named });
  }
  bitcoin('received', lightning.received);
  bitcoin('matched', lightning.matched);
  for (const item of lightning.listed) bitcoin(`listed ${item.kind}`, item);
  for (const item of lightning.relisted) bitcoin(`relisted ${item.kind}`, item);
  for (const item of lightning.unlisted) bitcoin(`unlisted ${item.kind}`, item);
  bitcoin('sent', lightning.sent);
  bitcoin('fees', { count: 0, amountMsat: lightning.sent.feeMsat });
  bitcoin('lost', lightning.lost);
  money('vouchers', 'sold', vouchers.sold.amountMinor, vouchers.sold.count);
  money('vouchers', 'redeemed', vouchers.redeemed.amountMinor, vouchers.redeemed.count);
  money('accounts', 'given', accounts.given.amountMinor, accounts.given.count);
  for (const { kind, count, amountMinor } of accounts.paidBy) money('accounts', `paid ${kind}`, amountMinor, count);
  for (const { movement, currency, count, amountMinor } of figures.movements) {
    const named = currency ?? shop.currency;
    add('movements', movement, { count, amount: decimal(amountMinor, named), currency: named });
  }
  cash('carried', drawer.carried);
  cash('float', drawer.float ?? []);
  cash('moved', drawer.moved ?? []);
  cash('expected', drawer.counted?.expected ?? []);
  cash('counted', drawer.counted?.counted ?? []);
  cash('difference', drawer.counted?.difference ?? []);
  cash('taken', drawer.taken);
  cash('left', drawer.left);
  money('counts', 'cancelled_sales', figures.cancelled.amountMinor, figures.cancelled.count);
  for (const [item, count] of [
    ['removed_lines', figures.removedLineCount],
    ['drawer_opened', figures.drawerOpenedCount],
    ['copies', figures.copyCount],
    ['refused', figures.refusedCount],
    ['approved', figures.approvedCount],
  ] as const) {
    add('counts', item, { count });
  }
  for (const { number, ofShift, kind, amountMinor, amountMsat } of z.corrections) {
    const item = `${number} to Z ${ofShift}: ${kind}`;
    add(
      'corrections',
      item,
      amountMinor === null ? { sat: minorToDecimal(amountMsat, 3) } : { amount: decimal(amountMinor), currency: shop.currency },
    );
  }
  money('grand_total', 'sales', z.grandTotal.after.salesMinor);
  money('grand_total', 'refunds', z.grandTotal.after.refundsMinor);
  money('grand_total', 'net', z.grandTotal.after.netMinor);
  return rows;
}
