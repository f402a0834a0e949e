// Adds up the figures of shifts: a month's and a year's are the sums of its Zs. Pure.
import { CASH_MOVEMENTS, type CashMovement } from './shift.ts';
import { TENDER_KINDS, type TenderKind } from './tender.ts';
import type { ShiftFigures } from './z-report.ts';

const NOTHING = { count: 0, amountMinor: 0 };
const NO_BITCOIN = { ...NOTHING, amountMsat: 0 };

export const NO_FIGURES: ShiftFigures = {
  sales: { count: 0, itemCount: 0, weighedGrams: 0, totalMinor: 0, netMinor: 0, taxMinor: 0, tipMinor: 0, discountMinor: 0, discountedCount: 0 },
  taxes: [],
  tipTaxes: [],
  promotions: [],
  refunds: { count: 0, totalMinor: 0, netMinor: 0, taxMinor: 0, tipMinor: 0, taxes: [], tipTaxes: [] },
  tenders: [],
  refundTenders: [],
  cashRoundingMinor: 0,
  foreignNotes: [],
  lightning: {
    received: { count: 0, amountMsat: 0 },
    matched: NO_BITCOIN,
    listed: [],
    unlisted: [],
    relisted: [],
    sent: { ...NO_BITCOIN, feeMsat: 0 },
    lost: NO_BITCOIN,
  },
  vouchers: { sold: NOTHING, takenBack: NOTHING, redeemed: NOTHING },
  accounts: { given: NOTHING, paid: NOTHING, paidBy: [] },
  movements: [],
  cancelled: NOTHING,
  removedLineCount: 0,
  drawerOpenedCount: 0,
  copyCount: 0,
  refusedCount: 0,
  approvedCount: 0,
};

/** What says which row of a list it is, and is not added up. */
const NAMES_A_ROW = ['id', 'kind', 'movement', 'currency', 'taxClassId', 'ratePpm'] as const;
type Row = Record<string, unknown>;

const keyOf = (row: Row) => JSON.stringify(NAMES_A_ROW.map((field) => row[field] ?? null));

/** Numbers are added, rows of the same name are added to one another; of other things the later one stands. */
function plus(before: unknown, value: unknown, field: string): unknown {
  if (typeof value === 'number') return (NAMES_A_ROW as readonly string[]).includes(field) ? value : exactSum(before as number, value, field);
  if (Array.isArray(value)) {
    const rows = new Map((before as Row[]).map((row) => [keyOf(row), row]));
    for (const row of value as Row[]) rows.set(keyOf(row), rows.has(keyOf(row)) ? plusFields(rows.get(keyOf(row)) as Row, row) : row);
    return [...rows.values()];
  }
  if (value === null || typeof value !== 'object' || field === 'names') return value;
  return plusFields(before as Row, value as Row);
}

/** Rather no figure than one that is not right. */
function exactSum(before: number, value: number, field: string): number {
  const sum = before + value;
  if (!Number.isSafeInteger(sum)) throw new RangeError(`the sum of ${field} is no exact number: ${sum}`);
  return sum;
}

function plusFields(before: Row, value: Row): Row {
  return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, plus(before[field], part, field)]));
}

export function sumFigures(parts: readonly ShiftFigures[]): ShiftFigures {
  const sum = parts.reduce((total, figures) => plusFields(total, figures) as ShiftFigures, NO_FIGURES);
  const byRate = (a: { ratePpm: number; taxClassId: string }, b: { ratePpm: number; taxClassId: string }) =>
    a.ratePpm - b.ratePpm || (a.taxClassId < b.taxClassId ? -1 : 1);
  const byKind = (a: { kind: TenderKind }, b: { kind: TenderKind }) => TENDER_KINDS.indexOf(a.kind) - TENDER_KINDS.indexOf(b.kind);
  const byMovement = (a: { movement: CashMovement }, b: { movement: CashMovement }) =>
    CASH_MOVEMENTS.indexOf(a.movement) - CASH_MOVEMENTS.indexOf(b.movement);
  return {
    ...sum,
    taxes: sum.taxes.toSorted(byRate),
    tipTaxes: sum.tipTaxes.toSorted(byRate),
    promotions: sum.promotions.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    refunds: { ...sum.refunds, taxes: sum.refunds.taxes.toSorted(byRate), tipTaxes: sum.refunds.tipTaxes.toSorted(byRate) },
    tenders: sum.tenders.toSorted(byKind),
    refundTenders: sum.refundTenders.toSorted(byKind),
    accounts: { ...sum.accounts, paidBy: sum.accounts.paidBy.toSorted(byKind) },
    movements: sum.movements.toSorted(byMovement),
  };
}
