// Where the till's own numbers are held against the recount: each Z, what is listed and owed, what the node has, the months.
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import Database from 'better-sqlite3';
import type { RangeReport } from '../../src/shared/range-report.ts';
import type { PeriodReport, ShiftFigures, ShiftReport } from '../../src/shared/z-report.ts';
import type { Evening } from './evening.ts';
import type { Recount } from './recount.ts';
import type { Sums } from './sums.ts';

type Cash = readonly { currency: string | null; amountMinor: number }[];

const without = (nothing: Record<string, number>) => Object.fromEntries(Object.entries(nothing).filter(([, amount]) => amount !== 0));
const byKind = (rows: readonly { kind: string; amountMinor: number }[]) =>
  without(Object.fromEntries(rows.map(({ kind, amountMinor }) => [kind, amountMinor])));
const cash = (rows: Cash) => without(Object.fromEntries(rows.map(({ currency, amountMinor }) => [currency ?? '', amountMinor])));
const same = (what: string, till: unknown, recount: unknown) => deepStrictEqual(till, recount, what);

/** All that a shift, a month or a year comes to. */
function sameFigures(name: string, figures: ShiftFigures, sums: Sums): void {
  const { sales, refunds, lightning } = figures;
  const byRate = (taxes: ShiftFigures['taxes'], of: 'netMinor' | 'taxMinor') =>
    without(Object.fromEntries(taxes.map((tax) => [`${tax.taxClassId} ${tax.ratePpm}`, tax[of]])));
  same(
    `${name}: counts and sums`,
    {
      sales: sales.count,
      items: sales.itemCount,
      grams: sales.weighedGrams,
      total: sales.totalMinor,
      tips: sales.tipMinor,
      discounts: sales.discountMinor,
      discounted: sales.discountedCount,
      refunds: refunds.count,
      refunded: refunds.totalMinor,
      'refunded tax': refunds.taxMinor,
      'refunded tips': refunds.tipMinor,
      rounding: figures.cashRoundingMinor,
      'vouchers sold': figures.vouchers.sold.amountMinor,
      'vouchers back': figures.vouchers.takenBack.amountMinor,
      'accounts paid': figures.accounts.paid.amountMinor,
      cancelled: figures.cancelled.count,
      'removed lines': figures.removedLineCount,
      opened: figures.drawerOpenedCount,
      copies: figures.copyCount,
      refused: figures.refusedCount,
      approved: figures.approvedCount,
      received: lightning.received.count,
      'received msat': lightning.received.amountMsat,
      'matched msat': lightning.matched.amountMsat,
      'sent msat': lightning.sent.amountMsat,
      'fee msat': lightning.sent.feeMsat,
    },
    {
      sales: sums.of('sales'),
      items: sums.of('items'),
      grams: sums.of('grams'),
      total: sums.of('sales total'),
      tips: sums.of('tips'),
      discounts: sums.of('discounts'),
      discounted: sums.of('discounted'),
      refunds: sums.of('refunds'),
      refunded: sums.of('refunds total'),
      'refunded tax': sums.of('refunds tax'),
      'refunded tips': sums.of('refunds tip'),
      rounding: sums.of('rounding'),
      'vouchers sold': sums.of('vouchers sold'),
      'vouchers back': sums.of('vouchers back'),
      'accounts paid': sums.of('accounts paid'),
      cancelled: sums.of('cancelled'),
      'removed lines': sums.of('removed lines'),
      opened: sums.of('opened'),
      copies: sums.of('copies'),
      refused: sums.of('refused'),
      approved: sums.of('approved'),
      received: sums.of('received'),
      'received msat': sums.of('received msat'),
      'matched msat': sums.of('matched msat'),
      'sent msat': sums.of('sent msat'),
      'fee msat': sums.of('fee msat'),
    },
  );
  same(`${name}: tenders`, byKind(figures.tenders), sums.withPrefix('tender '));
  same(`${name}: refunds by their way`, byKind(figures.refundTenders), sums.withPrefix('refunded '));
  same(`${name}: net`, byRate(figures.taxes, 'netMinor'), sums.withPrefix('net '));
  same(`${name}: tax`, byRate(figures.taxes, 'taxMinor'), sums.withPrefix('tax '));
  same(`${name}: tax of tips`, byRate(figures.tipTaxes, 'taxMinor'), sums.withPrefix('tip tax '));
  same(`${name}: tax of tips that went back`, byRate(refunds.tipTaxes, 'taxMinor'), sums.withPrefix('back tip tax '));
  same(
    `${name}: promotions`,
    without(Object.fromEntries(figures.promotions.map(({ id, amountMinor }) => [id, amountMinor]))),
    sums.withPrefix('promotion '),
  );
  same(
    `${name}: listed`,
    without(Object.fromEntries(lightning.listed.map(({ kind, amountMsat }) => [kind, amountMsat]))),
    sums.withPrefix('listed '),
  );
  same(
    `${name}: cash movements`,
    without(Object.fromEntries(figures.movements.map(({ movement, currency, amountMinor }) => [`${movement} ${currency ?? ''}`, amountMinor]))),
    sums.withPrefix('moved '),
  );
}

/** The Z of a shift that was cut; its sums are given back. */
export function sameZ(z: ShiftReport, before: ShiftReport | null, recount: Recount): Sums {
  const name = `Z ${z.number}`;
  const { sums, toSeq } = recount.shift(z.number);
  same(`${name}: its entries`, [z.journal.fromSeq, z.journal.toSeq], [(before?.journal.toSeq ?? 0) + 1, toSeq]);
  sameFigures(name, z.figures, sums);
  const moved = z.drawer.moved ?? [];
  same(`${name}: moved in the drawer`, cash(moved), without({ '': sums.of('drawer'), ...sums.withPrefix('notes ') }));
  same(`${name}: differences`, cash(z.drawer.counted?.difference ?? []), sums.withPrefix('difference '));
  const grand = before?.grandTotal.after ?? { salesMinor: 0, refundsMinor: 0, netMinor: 0 };
  same(`${name}: grand total before`, z.grandTotal.before, grand);
  const salesMinor = grand.salesMinor + sums.of('sales total');
  const refundsMinor = grand.refundsMinor + sums.of('refunds total');
  same(`${name}: grand total`, z.grandTotal.after, { salesMinor, refundsMinor, netMinor: salesMinor - refundsMinor });
  same(`${name}: carried cash`, z.drawer.carried, before?.drawer.left ?? []);
  return sums;
}

/** Everything that stands at the moment, and not only of the shift. */
export function sameStanding(evening: Evening, recount: Recount, paths: { till: string; node: string }): void {
  const { standing } = evening;
  same('what customers owe', without(Object.fromEntries(standing.accounts)), Object.fromEntries(recount.accounts.all()));
  same(
    'what is listed',
    new Map(standing.listed.map(({ id, kind, status, amountMsat, amountMinor }) => [id, { kind, status, amountMsat, amountMinor }])),
    new Map([...recount.listed].sort(([a], [b]) => order(standing.listed, a, b))),
  );
  same('refunds that are not at their end', new Set(standing.unfinished), recount.unfinished);
  same(
    'what was paid for sales that have not ended',
    standing.prepaidMinor,
    [...recount.paying.values()].reduce((sum, { minor }) => sum + minor, 0),
  );
  const till = new Database(paths.till, { readonly: true });
  const node = new Database(paths.node, { readonly: true });
  try {
    const rows = <Row>(db: Database.Database, sql: string) => db.prepare<[], Row>(sql).all();
    const vouchers = rows<{ id: string; balanceMinor: number; status: string }>(
      till,
      'SELECT id, balance_minor AS balanceMinor, status FROM voucher',
    );
    same('vouchers', new Map(vouchers.map(({ id, ...rest }) => [id, rest])), new Map(recount.vouchers));
    const stocks = rows<{ id: string; quantity: number }>(till, 'SELECT sellable_id AS id, quantity FROM stock');
    same('stocks', Object.fromEntries(stocks.map(({ id, quantity }) => [id, quantity])), Object.fromEntries(recount.stock.quantities()));
    const settlements = rows<{ id: string; msat: number }>(node, 'SELECT settlement_id AS id, received_msat AS msat FROM settlement');
    same(
      "what the node received, by the node's own books",
      Object.fromEntries(settlements.map(({ id, msat }) => [id, msat])),
      Object.fromEntries(recount.received),
    );
    const payments = rows<{ id: string; msat: number }>(node, 'SELECT payment_hash AS id, amount_msat AS msat FROM payment');
    same(
      "what the node paid, by the node's own books",
      Object.fromEntries(payments.map(({ id, msat }) => [id, msat])),
      Object.fromEntries(recount.paidOut),
    );
  } finally {
    till.close();
    node.close();
  }
}

const order = (listed: readonly { id: string }[], a: string, b: string) =>
  listed.findIndex(({ id }) => id === a) - listed.findIndex(({ id }) => id === b);

/** A month or a year is the sum of its Zs, and those are all there. */
export function samePeriod(report: PeriodReport, zs: readonly ShiftReport[], sums: Sums): void {
  const name = report.period;
  same(
    `${name}: its Zs`,
    report.zs.map(({ number }) => number),
    zs.map(({ number }) => number),
  );
  sameFigures(name, report.figures, sums);
  strictEqual(
    report.zs.reduce((sum, { salesMinor }) => sum + salesMinor, 0),
    sums.of('sales total'),
    `${name}: the sum of its Zs`,
  );
  const [first, last] = [zs.at(0), zs.at(-1)];
  same(`${name}: grand totals`, report.grandTotal, { before: first?.grandTotal.before, after: last?.grandTotal.after });
}

/** The manager's report over a range of days. */
export function sameRange(report: RangeReport, recount: Recount): void {
  const sums = recount.range(report);
  const { figures } = report;
  const name = `${report.from} to ${report.to}`;
  same(
    name,
    {
      sales: figures.saleCount,
      items: figures.itemCount,
      grams: figures.weighedGrams,
      total: figures.totalMinor,
      tax: figures.taxMinor,
      tips: figures.tipMinor,
      discounts: figures.discountMinor,
      refunds: figures.refunds.refundCount,
      refunded: figures.refunds.totalMinor,
      'accounts paid': figures.accountPayments.amountMinor,
      'vouchers sold': figures.vouchersSold.amountMinor,
      'vouchers back': figures.vouchersTakenBack.amountMinor,
      'by day': report.byDay.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
      'by hour': report.byHour.reduce((sum, { now }) => sum + now.totalMinor, 0),
      'by staff': report.byStaff.reduce((sum, { now }) => sum + now.totalMinor, 0),
      'pieces by category': report.byCategory.reduce((sum, { now }) => sum + now.quantity, 0),
      'grams by category': report.byCategory.reduce((sum, { now }) => sum + now.grams, 0),
      'pieces by staff': report.byStaff.reduce((sum, { now }) => sum + now.itemCount, 0),
      'grams by staff': report.byStaff.reduce((sum, { now }) => sum + now.weighedGrams, 0),
    },
    {
      ...Object.fromEntries(
        [
          'sales',
          'items',
          'grams',
          'total',
          'tax',
          'tips',
          'discounts',
          'refunds',
          'refunded',
          'accounts paid',
          'vouchers sold',
          'vouchers back',
        ].map((key) => [key, sums.of(key)]),
      ),
      'by day': sums.of('total'),
      'by hour': sums.of('total'),
      'by staff': sums.of('total'),
      'pieces by category': sums.of('items'),
      'grams by category': sums.of('grams'),
      'pieces by staff': sums.of('items'),
      'grams by staff': sums.of('grams'),
    },
  );
  same(`${name}: tenders`, byKind(report.byTender.map(({ kind, now }) => ({ kind, amountMinor: now.amountMinor }))), sums.withPrefix('paid '));
}
