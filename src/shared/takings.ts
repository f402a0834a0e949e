// What a report's big number is: the sales of goods and services, less what of them went back. Vouchers sold are no sale yet, what is paid
// with one later is; tips are the staff's. Both are beside it: the sales (before refunds) + vouchers sold + tips = what the tenders came to. Pure.

/** Of a day or of a range; each figure as reports.ts says it. */
export interface Taken {
  totalMinor: number;
  refunds: { totalMinor: number; tipMinor: number };
  vouchersTakenBack: { amountMinor: number };
}

/** What went back of takings. */
export function refundedTakingsMinor({ refunds, vouchersTakenBack }: Pick<Taken, 'refunds' | 'vouchersTakenBack'>): number {
  return refunds.totalMinor - refunds.tipMinor - vouchersTakenBack.amountMinor;
}

export function takingsMinor(taken: Taken): number {
  return taken.totalMinor - refundedTakingsMinor(taken);
}
