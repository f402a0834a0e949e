// For the tests of reports: every figure of a day with the filter of the sales it is made of, and what each of them adds.
import type { LineItem } from '../../shared/line-item.ts';
import type { DayReport, SaleDetail, SalesFilter } from '../../shared/reports.ts';
import type { TenderKind } from '../../shared/tender.ts';
import { VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';

export interface Figure {
  name: string;
  figure: number;
  /** Finds the sales that the figure is made of. */
  filter: SalesFilter;
  /** What a sale adds to it. */
  share: (detail: SaleDetail) => number;
  /** Whether a sale belongs to it, also where what it adds is zero; true when not said. */
  has?: (detail: SaleDetail) => boolean;
}

/** Sold, and no goods. */
const isVoucher = (line: LineItem | undefined) => line?.taxClassId === VOUCHER_TAX_CLASS;

/** Every figure of a report, but the average. */
export function figuresOf(report: DayReport): Figure[] {
  const sum = <T>(items: readonly T[], value: (item: T, at: number) => number) => items.reduce((total, item, at) => total + value(item, at), 0);
  const one = () => 1;
  const pieces = (lines: readonly LineItem[]) => sum(lines, ({ unit, quantity }) => (unit === 'piece' ? quantity : 0));
  const grams = (lines: readonly LineItem[]) => sum(lines, ({ unit, quantity }) => (unit === 'kg' ? quantity : 0));
  const vouchers = ({ sale }: SaleDetail) => sum(sale.totals.lines, (line, at) => (isVoucher(sale.lines[at]) ? line.totalMinor : 0));
  const total = (detail: SaleDetail) => detail.sale.totals.totalMinor - vouchers(detail);
  const { day } = report;
  const completed = { day, status: 'completed' } as const;
  const paid = (kind: TenderKind) => (detail: SaleDetail) => detail.sale.tenders.filter((tender) => tender.kind === kind && tender.status === 'paid');
  const msat = (detail: SaleDetail) =>
    sum(detail.sale.tenders, (tender) => (tender.kind === 'lightning' && tender.status === 'paid' ? tender.receivedMsat : 0));
  const rounding = (detail: SaleDetail) =>
    sum(detail.sale.tenders, (tender) => (tender.status === 'paid' && 'roundingMinor' in tender ? tender.roundingMinor : 0));
  return [
    { name: 'saleCount', figure: report.saleCount, filter: completed, share: one },
    { name: 'total', figure: report.totalMinor, filter: completed, share: total },
    { name: 'net', figure: report.netMinor, filter: completed, share: (detail) => detail.sale.totals.netMinor - vouchers(detail) },
    { name: 'vouchers sold', figure: report.vouchersSold.amountMinor, filter: { ...completed, taxClassId: VOUCHER_TAX_CLASS }, share: vouchers },
    { name: 'tax', figure: report.taxMinor, filter: completed, share: ({ sale }) => sale.totals.taxMinor },
    { name: 'pieces', figure: report.itemCount, filter: completed, share: ({ sale }) => pieces(sale.lines.filter((line) => !isVoucher(line))) },
    { name: 'grams', figure: report.weighedGrams, filter: completed, share: ({ sale }) => grams(sale.lines) },
    { name: 'discounts', figure: report.discountMinor, filter: completed, share: ({ sale }) => sale.totals.discountMinor },
    {
      name: 'promotions',
      figure: report.promotionMinor,
      filter: completed,
      share: ({ sale }) => sum(sale.totals.promotions, (of) => of.amountMinor),
    },
    { name: 'tips', figure: report.tipMinor, filter: completed, share: ({ sale }) => sale.tipMinor },
    { name: 'msat', figure: report.receivedMsat, filter: { ...completed, tenderKind: 'lightning' }, share: msat },
    { name: 'rounding', figure: report.cashRoundingMinor, filter: { ...completed, tenderKind: 'cash' }, share: rounding },
    { name: 'cancelled', figure: report.cancelledSaleCount, filter: { day, status: 'cancelled' }, share: one },
    { name: 'removed lines', figure: report.removedLineCount, filter: { day }, share: ({ sale }) => sale.removedLineCount },
    { name: 'copies', figure: report.copyCount, filter: { day }, share: ({ copyCount }) => copyCount },
    ...report.taxes.flatMap(({ taxClassId, ratePpm, netMinor, taxMinor, grossMinor }) => {
      const filter = { ...completed, taxRatePpm: ratePpm, taxClassId };
      const taxes = ({ sale }: SaleDetail) => sale.totals.taxes.filter((tax) => tax.ratePpm === ratePpm && tax.taxClassId === taxClassId);
      const has = (detail: SaleDetail) => taxes(detail).length > 0;
      return [
        { name: 'net at a rate', figure: netMinor, filter, has, share: (detail: SaleDetail) => sum(taxes(detail), (tax) => tax.netMinor) },
        { name: 'tax at a rate', figure: taxMinor, filter, has, share: (detail: SaleDetail) => sum(taxes(detail), (tax) => tax.taxMinor) },
        { name: 'gross at a rate', figure: grossMinor, filter, has, share: (detail: SaleDetail) => sum(taxes(detail), (tax) => tax.grossMinor) },
      ];
    }),
    ...report.byHour.flatMap(({ hour, saleCount, totalMinor }) => [
      { name: `sales of hour ${hour}`, figure: saleCount, filter: { ...completed, hour }, share: one },
      { name: `total of hour ${hour}`, figure: totalMinor, filter: { ...completed, hour }, share: total },
    ]),
    ...report.byTender.flatMap(({ kind, tenderCount, amountMinor, receivedMsat }) => {
      const filter = { ...completed, tenderKind: kind };
      return [
        { name: `${kind} tenders`, figure: tenderCount, filter, share: (detail: SaleDetail) => paid(kind)(detail).length },
        {
          name: `${kind} amount`,
          figure: amountMinor,
          filter,
          share: (detail: SaleDetail) => sum(paid(kind)(detail), (tender) => tender.amountMinor),
        },
        { name: `${kind} msat`, figure: receivedMsat, filter, share: kind === 'lightning' ? msat : () => 0 },
      ];
    }),
    ...report.byArticle.flatMap(({ articleId, quantity, grams: weighed, totalMinor }) => {
      const filter = { ...completed, articleId };
      const isOf = (line: LineItem | undefined) => line?.articleId === articleId && !isVoucher(line);
      const lines = ({ sale }: SaleDetail) => sale.lines.filter(isOf);
      const has = (detail: SaleDetail) => lines(detail).length > 0;
      return [
        { name: `pieces of ${articleId}`, figure: quantity, filter, has, share: (detail: SaleDetail) => pieces(lines(detail)) },
        { name: `grams of ${articleId}`, figure: weighed, filter, has, share: (detail: SaleDetail) => grams(lines(detail)) },
        {
          name: `total of ${articleId}`,
          figure: totalMinor,
          filter,
          has,
          share: ({ sale }: SaleDetail) => sum(sale.totals.lines, (line, at) => (isOf(sale.lines[at]) ? line.totalMinor : 0)),
        },
      ];
    }),
    ...report.byStaff.flatMap(({ staffId, saleCount, totalMinor }) => [
      { name: `sales of ${staffId}`, figure: saleCount, filter: { ...completed, staffId }, share: one },
      { name: `total of ${staffId}`, figure: totalMinor, filter: { ...completed, staffId }, share: total },
    ]),
    ...[report.weekBefore].flatMap(({ day, untilMs, saleCount, totalMinor }) => {
      const filter = { day, status: 'completed', untilMs: untilMs ?? undefined } as const;
      return [
        { name: 'sales of the week before', figure: saleCount, filter, share: one },
        { name: 'total of the week before', figure: totalMinor, filter, share: total },
      ];
    }),
  ];
}
