// What a shift came to, put together: its figures, its drawer and what is carried over. Pure. An X is made in the same way as the
// Z, from the same parts; it only has no end yet.
import { cashOf, type DrawerCount, lessCash, sumCash } from '../../shared/shift.ts';
import { sumFigures } from '../../shared/sum-figures.ts';
import {
  type CarriedOver,
  type Correction,
  grandTotalAfter,
  type Look,
  type PeriodReport,
  type ShiftFigures,
  type ShiftReport,
  type ShiftReportHead,
} from '../../shared/z-report.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { CurrentShift, LastZ, PeriodZs } from '../store/shift-store.ts';

export interface ShiftSource {
  shift: CurrentShift;
  shop: ShiftReport['shop'];
  /** The business day of its end. */
  day: string;
  openedBy: string;
  endedBy: string;
  endedAtMs: number;
  /** Of the last entry that it covers. */
  journal: { toSeq: number; hash: string };
  figures: ShiftFigures;
  counts: readonly DrawerCount[];
  looks: readonly Look[];
  /** Everything that moved in the drawer. */
  moved: ShiftReport['drawer']['taken'];
  carriedOver: CarriedOver;
  corrections: readonly Correction[];
  receipts: ShiftReport['receipts'];
  refundReceipts: ShiftReport['refundReceipts'];
  lastZ: LastZ;
  /** How it ended; null while it goes on. */
  end: { reason: string; taken: ShiftReport['drawer']['taken']; left: ShiftReport['drawer']['left'] } | null;
}

/** What a report says of the shop, as it is at that moment. */
export function reportedShop({ name, addressLines, terminalId, currency, timeZone, practice }: ShopSettings): ShiftReport['shop'] {
  return { name, addressLines, terminalId, currency, timeZone, practice };
}

export function shiftReport(source: ShiftSource): ShiftReport {
  const { shift, shop, day, figures, counts, moved, lastZ, journal, end } = source;
  const last = counts.at(-1);
  const before = lastZ.grandTotal;
  const inMinor = figures.tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const soldMinor = figures.sales.totalMinor + figures.vouchers.sold.amountMinor + figures.sales.tipMinor;
  return {
    number: shift.id,
    shop,
    openedAtMs: shift.openedAtMs ?? source.endedAtMs,
    openedBy: source.openedBy,
    endedAtMs: source.endedAtMs,
    endedBy: source.endedBy,
    day,
    journal: { fromSeq: shift.fromSeq, toSeq: journal.toSeq, hash: journal.hash, zHash: lastZ.hash },
    receipts: source.receipts,
    refundReceipts: source.refundReceipts,
    figures,
    prepaidMinor: { before: lastZ.prepaidMinor, after: lastZ.prepaidMinor + inMinor - soldMinor },
    drawer: {
      carried: shift.carried,
      float: shift.float && cashOf(shift.float),
      moved: last ? [...moved] : null,
      counted: last
        ? {
            counts: counts.map(({ atMs, staffName, counted, difference }) => ({ atMs, staffName, counted, difference })),
            expected: last.expected,
            counted: cashOf(last.counted),
            difference: last.difference,
            reason: end?.reason ?? '',
          }
        : null,
      taken: end?.taken ?? [],
      left: end?.left ?? [],
      looks: [...source.looks],
    },
    carriedOver: source.carriedOver,
    corrections: [...source.corrections],
    grandTotal: { before, after: grandTotalAfter(before, figures) },
  };
}

/** Null where there is no Z in it. */
export function periodReport(period: string, { zs, before }: PeriodZs): PeriodReport | null {
  const last = zs.at(-1);
  if (!last) return null;
  const figures = sumFigures(zs.map((z) => z.figures));
  return {
    period,
    shop: last.shop,
    zs: zs.map(headOf),
    figures,
    corrections: zs.flatMap(({ corrections }) => corrections),
    difference: sumCash(...zs.map(({ drawer }) => drawer.counted?.difference ?? [])),
    taken: sumCash(...zs.map(({ drawer }) => drawer.taken)),
    grandTotal: { before, after: grandTotalAfter(before, figures) },
  };
}

function headOf({ number, day, endedAtMs, endedBy, figures, drawer }: ShiftReport): ShiftReportHead {
  return {
    number,
    day,
    endedAtMs,
    endedBy,
    saleCount: figures.sales.count,
    salesMinor: figures.sales.totalMinor,
    refundsMinor: figures.refunds.totalMinor,
    differenceMinor: drawer.counted?.difference.find(({ currency }) => currency === null)?.amountMinor ?? 0,
  };
}

/** A count with what it differed by. */
export function drawerCount(count: Omit<DrawerCount, 'difference'>): DrawerCount {
  return { ...count, difference: lessCash(cashOf(count.counted), count.expected) };
}
