// What a shop day comes to, in sums that can be added up: to those of a range, and to those of the range before. Pure.
import type { RangeFigures, StaffSums, Takings, TaxSums, TenderSums } from '../../../shared/range-report.ts';

export type SummedFigures = Omit<RangeFigures, 'averageMinor'>;

/** By the key of what they are broken down by; a key that is not there is all zero. */
export interface DaySums {
  figures: SummedFigures;
  hours: Record<string, Takings>;
  /** By id; '' where nobody was signed in. */
  staff: Record<string, StaffSums>;
  tenders: Record<string, TenderSums>;
  /** By `taxKey`. */
  taxes: Record<string, TaxSums>;
  tipTaxes: Record<string, TaxSums>;
}

/** What is added to sums: all of it, or some. */
export type Some<Sums> = { [Key in keyof Sums]?: Sums[Key] extends number ? number : Some<Sums[Key]> };

export const NO_TAKINGS: Takings = { saleCount: 0, totalMinor: 0 };
const NO_FIGURES: SummedFigures = {
  ...NO_TAKINGS,
  netMinor: 0,
  taxMinor: 0,
  itemCount: 0,
  weighedGrams: 0,
  discountMinor: 0,
  discountedSaleCount: 0,
  promotionMinor: 0,
  priceChangeCount: 0,
  tipMinor: 0,
  receivedMsat: 0,
  cashRoundingMinor: 0,
  vouchersSold: { count: 0, amountMinor: 0 },
  vouchersTakenBack: { count: 0, amountMinor: 0 },
  cancelledSaleCount: 0,
  removedLineCount: 0,
  drawerOpenedCount: 0,
  accountPayments: { count: 0, amountMinor: 0 },
  refunds: {
    refundCount: 0,
    totalMinor: 0,
    tipMinor: 0,
    netMinor: 0,
    taxMinor: 0,
    withoutReceiptCount: 0,
    withoutReceiptMinor: 0,
    sentMsat: 0,
    feeMsat: 0,
    cashRoundingMinor: 0,
  },
};
export const NO_STAFF_SUMS: StaffSums = {
  ...NO_TAKINGS,
  itemCount: 0,
  weighedGrams: 0,
  discountMinor: 0,
  discountedSaleCount: 0,
  priceChangeCount: 0,
  tipMinor: 0,
  refundCount: 0,
  refundedMinor: 0,
  cancelledSaleCount: 0,
  removedLineCount: 0,
  drawerOpenedCount: 0,
};
export const NO_TENDER_SUMS: TenderSums = { tenderCount: 0, amountMinor: 0, receivedMsat: 0, refundCount: 0, refundedMinor: 0 };
export const NO_TAX_SUMS: TaxSums = { netMinor: 0, taxMinor: 0, grossMinor: 0, refundedNetMinor: 0, refundedTaxMinor: 0, refundedGrossMinor: 0 };

export function noDaySums(): DaySums {
  return { figures: structuredClone(NO_FIGURES), hours: {}, staff: {}, tenders: {}, taxes: {}, tipTaxes: {} };
}

/** Adds every number of `some` to the one in its place. */
export function addSums<Sums extends object>(sums: Sums, some: Some<Sums>): void {
  const into = sums as Record<string, unknown>;
  // The innermost loop of a long range, and so without Object.entries.
  for (const key in some) {
    const value: unknown = some[key as keyof Sums];
    if (typeof value === 'number') into[key] = ((into[key] as number | undefined) ?? 0) + value;
    else {
      into[key] ??= {};
      addSums(into[key] as object, value as object);
    }
  }
}

export const taxKey = ({ ratePpm, taxClassId }: { ratePpm: number; taxClassId: string }) => `${ratePpm}|${taxClassId}`;

export function taxOfKey(key: string): { ratePpm: number; taxClassId: string } {
  const at = key.indexOf('|');
  return { ratePpm: Number(key.slice(0, at)), taxClassId: key.slice(at + 1) };
}
